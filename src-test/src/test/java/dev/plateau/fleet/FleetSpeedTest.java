package dev.plateau.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What speed rests on: events for requests, not for tokens, nothing allocated, and the naive way has the same results. */
class FleetSpeedTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.9})
    void theNaiveWayHasTheSameResults(double load) {
        Trace trace = Bench.trace(2000, load * Bench.saturatedRate(32));
        TraceRun run = TraceRun.serve(List.of(Bench.pool(1, 32, Router.LEAST_LOADED)), 0, trace, 1, null);
        double[] naive = NaiveReplica.serve(trace, Bench.time(), Bench.batching(32));
        for (int i = 0; i < naive.length; i++) {
            assertThat(run.endToEndSeconds(i)).isCloseTo(naive[i], withinPercentage(1e-7));
        }
    }

    /** Once as many requests as ever are active have been. */
    @Test
    void servingAllocatesNothing() {
        FleetDay day = new FleetDay(4, Long.MAX_VALUE, 0.9 * FleetDay.rate(4));
        day.kernel().run(2_000_000);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        day.kernel().run(500_000);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isZero();
    }

    /** Of each request: its arrival, a wake-up, the end of an interrupted jump, of reading and of writing. */
    @Test
    void eventsAreFewWhateverTheLength() {
        FleetDay day = new FleetDay(100, 100_000, FleetDay.rate(100)).run();
        assertThat(day.served()).isEqualTo(100_000);
        assertThat(day.kernel().fired()).isLessThan(5 * day.served());
    }

    /** A tenth of a day of 1,000 accelerators; the whole day is {@link FleetDay#main}. */
    @Test
    @Tag("long")
    void manyAcceleratorsNeedNoMemoryOfTheirRequests() {
        FleetDay day = new FleetDay(1000, 1_000_000, FleetDay.rate(1000)).run();
        assertThat(day.served()).isEqualTo(1_000_000);
        assertThat(day.kernel().pending()).isLessThan(2000);
    }
}
