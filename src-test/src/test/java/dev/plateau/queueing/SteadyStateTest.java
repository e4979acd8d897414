package dev.plateau.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Simulated queues against their closed forms.
 *
 * <p>One run of each must have the exact value inside its 99.9 % interval. Over 200 seeds the z-scores must look like
 * N(0,1) in three ways, each at the level 0.001: their mean, their sum of squares, and Kolmogorov's distance. With
 * other seeds, and correct code, each of the 13 queues would fail with probability at most 0.004, and one or more of
 * them with 5 %; the seeds are fixed. A bias of 0.24 standard errors of a single run would be
 * found with probability one half.
 */
class SteadyStateTest {
    private static final double LEVEL = 0.001;
    private static final int SEEDS = 200;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    @ParameterizedTest
    @EnumSource
    void exactValueIsInsideTheInterval(final QueueCase queue) {
        final RegenerativeRun run = new RegenerativeRun(queue, 20_261, 100_000);
        assertThat(run.estimate())
                .isCloseTo(queue.truth, within(run.halfWidth(NORMAL.inverseSurvivalProbability(LEVEL / 2))));
        assertThat(run.halfWidth(1) / queue.truth).isLessThan(0.03);
    }

    @ParameterizedTest
    @EnumSource
    void zScoresAreStandardNormal(final QueueCase queue) {
        checkZScores(queue, SEEDS, 10_000);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void zScoresOfLongRunsAreStandardNormal(final QueueCase queue) {
        checkZScores(queue, SEEDS, 100_000);
    }

    private static void checkZScores(final QueueCase queue, final int seeds, final long cycles) {
        final double[] z = LongStream.range(0, seeds)
                .parallel()
                .mapToDouble(seed -> new RegenerativeRun(queue, seed, cycles).zScore())
                .toArray();
        final double mean = Arrays.stream(z).average().orElseThrow();
        assertThat(mean * Math.sqrt(seeds)).isCloseTo(0, within(NORMAL.inverseSurvivalProbability(LEVEL / 2)));
        final ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(seeds);
        assertThat(Arrays.stream(z).map(x -> x * x).sum())
                .isBetween(
                        chiSquared.inverseCumulativeProbability(LEVEL / 2),
                        chiSquared.inverseSurvivalProbability(LEVEL / 2));
        // Kolmogorov's limit: P(sqrt(n) D > x) is about 2 exp(-2 x^2).
        assertThat(distance(z)).isLessThan(Math.sqrt(-Math.log(LEVEL / 2) / 2 / seeds));
    }

    private static double distance(final double[] z) {
        Arrays.sort(z);
        double distance = 0;
        for (int i = 0; i < z.length; i++) {
            final double p = NORMAL.cumulativeProbability(z[i]);
            distance = Math.max(distance, Math.max(p - (double) i / z.length, (i + 1.0) / z.length - p));
        }
        return distance;
    }
}
