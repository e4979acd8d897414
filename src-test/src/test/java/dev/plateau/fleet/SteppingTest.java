package dev.plateau.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.fleet.SteppedReplica.Job;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jumps come to the same as stepping through every iteration of every sequence. */
class SteppingTest {
    private static Offset<Double> near(double value) {
        return within(1e-9 * Math.max(1, Math.abs(value)));
    }

    private static void compare(long seed) {
        Workload work = new Workload(seed, 1, Router.values()[(int) (seed % 3)], Failures.NONE);
        SteppedReplica stepped = new SteppedReplica(work.pool, work.slowdown);
        stepped.run(work.happenings);
        Served served = new Served(work, 1, null).run();
        for (int i = 0; i < work.jobs.size(); i++) {
            Job job = work.jobs.get(i);
            String name = "seed " + seed + ", job " + i;
            assertThat(served.cancelled[i]).as(name).isEqualTo(job.cancelled);
            if (!Double.isNaN(job.done)) {
                assertThat(served.done[i]).as(name).isCloseTo(job.done, near(job.done));
                assertThat(served.started[i]).as(name).isCloseTo(job.started, near(job.started));
                assertThat(served.firstToken[i]).as(name).isCloseTo(job.firstToken, near(job.firstToken));
                assertThat(served.preemptions[i]).as(name).isEqualTo(job.preemptions);
            } else {
                assertThat(served.done[i]).as(name).isNaN();
            }
        }
        Meter meter = served.fleet.pools().get(0).meter();
        String name = "seed " + seed;
        assertThat(meter.tokensRead()).as(name).isEqualTo(stepped.tokensRead);
        assertThat(meter.tokensWritten()).as(name).isEqualTo(stepped.tokensWritten);
        assertThat(meter.tokensLost()).as(name).isEqualTo(stepped.tokensLost);
        assertThat(meter.readSeconds()).as(name).isCloseTo(stepped.readSeconds, near(stepped.readSeconds));
        assertThat(meter.writeSeconds()).as(name).isCloseTo(stepped.writeSeconds, near(stepped.writeSeconds));
        assertThat(meter.sequenceSeconds()).as(name).isCloseTo(stepped.sequenceSeconds, near(stepped.sequenceSeconds));
        // Counted too low, if at all, and by at most half of what is gained between changes of the batch.
        assertThat(meter.memorySeconds())
                .as(name)
                .isLessThanOrEqualTo(tables(work) ? Double.MAX_VALUE : stepped.memorySeconds * (1 + 1e-9))
                .isGreaterThanOrEqualTo(tables(work) ? 0 : stepped.memorySeconds * 0.5 - 1e-9);
        Memory memory = served.fleet.pools().get(0).replicas().get(0).memory;
        assertThat(memory.busy()).as(name).isZero();
    }

    private static boolean tables(Workload work) {
        return work.pool.times().get(0) instanceof TableStepTime;
    }

    @Test
    void jumpsAreExact() {
        for (long seed = 0; seed < 5_000; seed++) {
            compare(seed);
        }
    }

    @Test
    @Tag("long")
    void jumpsAreExactInManyWorkloads() {
        for (long seed = 5_000; seed < 200_000; seed++) {
            compare(seed);
        }
    }
}
