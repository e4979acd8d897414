package dev.plateau.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.fleet.SteppedReplica.Span;
import org.junit.jupiter.api.Test;

/** The timeline against sums over every iteration, with iterations that take equally long however long the contexts are. */
class TimelineTest {
    private static final StepTime TIME = new Steps(0.02, 0.003);

    private static Workload workload(long seed) {
        return new Workload(seed, 1, Router.LEAST_LOADED, Failures.NONE, TIME);
    }

    @Test
    void spansHaveTheMeansOfTheirIterations() {
        for (long seed = 0; seed < 500; seed++) {
            Workload work = workload(seed);
            SteppedReplica stepped = new SteppedReplica(work.pool, work.slowdown);
            stepped.run(work.happenings);
            Timeline timeline = new Timeline(8, 0.05, 1);
            Served served = new Served(workload(seed), 1, timeline).run();
            String name = "seed " + seed;
            // In a jump memory grows evenly, in truth by steps of a token of each sequence.
            double step = work.pool.batching().maxSequences()
                    * (double) work.pool.models().get(0).cacheBytesPerToken()
                    / work.pool.cacheBytes();
            for (int i = 0; i < timeline.size(); i++) {
                double from = i * timeline.span();
                double to = from + timeline.span();
                double sequences = 0;
                double memory = 0;
                for (Span span : stepped.work) {
                    sequences += span.count() * span.within(from, to);
                    memory += span.memory() * span.within(from, to);
                }
                double waiting = 0;
                for (Span span : stepped.queues) {
                    waiting += span.count() * span.within(from, to);
                }
                assertThat(timeline.sequences(i)).as(name).isCloseTo(sequences / timeline.span(), within(1e-9));
                assertThat(timeline.waiting(i)).as(name).isCloseTo(waiting / timeline.span(), within(1e-9));
                assertThat(timeline.memory(i)).as(name).isCloseTo(memory / timeline.span(), within(step + 1e-9));
            }
            double seconds = served.fleet.pools().get(0).meter().memorySeconds();
            assertThat(seconds).as(name).isCloseTo(stepped.memorySeconds, within(1e-9 * (1 + seconds)));
        }
    }
}
