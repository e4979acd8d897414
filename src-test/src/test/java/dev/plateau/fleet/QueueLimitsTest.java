package dev.plateau.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.analytic.Queueing;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/**
 * Where a replica is a queue of the textbooks: a step time that does not depend on the batch makes each seat of the batch a
 * server, one that is proportional to it shares a server equally among all.
 *
 * <p>Each test takes 60 runs of 20,000 requests, the first 2,000 of which are left out, and asks whether their mean lies within
 * 3.3 standard errors (false alarms 0.1 % each, 0.4 % for all; the seeds are fixed). The standard errors are about 1 %. Time is discrete in
 * the fleet: a request of mean length 1 is 400 steps, arrivals wait for the step in progress (half a step on average), and a
 * geometric length has a slightly other second moment. All that is at most four steps, or 1 % of the mean service,
 * which is allowed on top.
 */
class QueueLimitsTest {
    private static final int STEPS = 400;
    private static final double STEP = 1.0 / STEPS;
    private static final int RUNS = 60;
    private static final int REQUESTS = 20_000;
    private static final int WARM_UP = 2_000;
    private static final double SLACK = 4 * STEP;
    private static final double ERRORS = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.001 / 2);

    private static PoolSpec pool(StepTime time, int batch) {
        return new PoolSpec(
                "pool",
                new Accelerator("none", 1, 1, 1, 1, 1, 1, new Accelerator.Constants(1, 1, 1, 0, 0), 0.05),
                1,
                1,
                List.of(new ServedModel("none", 0, 0, 1, 1, 1, 0, Integer.MAX_VALUE)),
                List.of(time),
                Long.MAX_VALUE / 4,
                false,
                new Batching(Batching.Mode.CHUNKED, batch, Integer.MAX_VALUE, false),
                Router.LEAST_LOADED,
                Failures.NONE,
                Stragglers.NONE);
    }

    /** Means over runs of the time in the system, and their standard error. */
    private static double[] sojourn(PoolSpec pool, double rate, ToIntFunction<SplittableRandom> length) {
        double[] means = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom random = new SplittableRandom(run);
            Traffic.Arrivals arrivals = new Traffic.Poisson(rate).arrivals(run);
            double[] times = new double[REQUESTS];
            int[] prompts = new int[REQUESTS];
            int[] outputs = new int[REQUESTS];
            for (int i = 0; i < REQUESTS; i++) {
                times[i] = arrivals.next();
                prompts[i] = 1;
                outputs[i] = length.applyAsInt(random);
            }
            TraceRun served = TraceRun.serve(List.of(pool), 0, new Trace(times, prompts, outputs), 1, null);
            for (int i = WARM_UP; i < REQUESTS; i++) {
                means[run] += served.endToEndSeconds(i) / (REQUESTS - WARM_UP);
            }
        }
        double mean = 0;
        for (double m : means) {
            mean += m / RUNS;
        }
        double square = 0;
        for (double m : means) {
            square += (m - mean) * (m - mean);
        }
        return new double[] {mean, Math.sqrt(square / (RUNS - 1) / RUNS)};
    }

    private static void assertMean(double[] sojourn, double expected) {
        assertThat(sojourn[1]).isLessThan(0.02 * expected);
        assertThat(sojourn[0]).isCloseTo(expected, within(ERRORS * sojourn[1] + SLACK));
    }

    /** The exponential distribution in steps. */
    private static int geometric(SplittableRandom random) {
        return 1 + (int) Math.floor(Math.log1p(-random.nextDouble()) / Math.log1p(-STEP));
    }

    /** Mean 1: 1/2 with chance 0.8, 3 else; E[S^2] = 2. */
    private static int twoLengths(SplittableRandom random) {
        return random.nextDouble() < 0.8 ? STEPS / 2 : 3 * STEPS;
    }

    @Test
    void seatsAreTheServersOfMmc() {
        double rate = 2.4;
        assertMean(
                sojourn(pool(new Steps(STEP, 0), 3), rate, QueueLimitsTest::geometric),
                1 + Queueing.meanWaitMmc(rate, 1, 3));
    }

    @Test
    void oneSeatAndEqualLengthsAreMd1() {
        assertMean(sojourn(pool(new Steps(STEP, 0), 1), 0.7, random -> STEPS), 1 + Queueing.meanWaitMd1(0.7, 1));
    }

    @Test
    void oneSeatAndTwoLengthsAreMg1() {
        assertMean(
                sojourn(pool(new Steps(STEP, 0), 1), 0.7, QueueLimitsTest::twoLengths),
                1 + Queueing.meanWaitMg1(0.7, 1, 2));
    }

    /** Processor sharing: E[S] / (1 - rho) whatever the lengths are. */
    @Test
    void timeProportionalToTheBatchSharesTheProcessor() {
        PoolSpec shared = pool(new Steps(0, STEP), Integer.MAX_VALUE);
        assertMean(sojourn(shared, 0.7, QueueLimitsTest::twoLengths), 1 / (1 - 0.7));
        assertMean(sojourn(shared, 0.7, random -> STEPS), 1 / (1 - 0.7));
    }
}
