package dev.plateau.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules against their equations, computed here by other means. */
class StoppingRulesTest {

    private record Counts(int size, int leaderVotes, int runnerUpVotes, int streak, double lastScore) implements Tally {
        static Counts of(int a, int b) {
            return new Counts(a + b, a, b, 1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 0.8, 0.95, 0.999})
    void adaptiveConsistencyStopsAtItsConfidence(double confidence) {
        Policy policy = new AdaptiveConsistencyPolicy(confidence);
        // From the outside in, so that the table is asked in a hard order.
        for (int b = 60; b >= 0; b--) {
            for (int a = Math.max(1, b); a <= 160; a++) {
                double sure = RegularizedBeta.complement(0.5, a + 1.0, b + 1.0);
                assertThat(((SamplingPolicy) policy).stops(Counts.of(a, b)))
                        .as("%d against %d", a, b)
                        .isEqualTo(sure >= confidence);
            }
        }
    }

    @Test
    void adaptiveConsistencyAtItsPublishedConfidenceWantsFourUnanimousAnswers() {
        // P(x > 1/2 | Beta(a+1, 1)) = 1 - 2^-(a+1): 0.9375 after 3, 0.96875 after 4.
        SamplingPolicy policy = new AdaptiveConsistencyPolicy(0.95);
        assertThat(policy.stops(Counts.of(3, 0))).isFalse();
        assertThat(policy.stops(Counts.of(4, 0))).isTrue();
    }

    @Test
    void earlyStoppingLooksAtWholeWindows() {
        SamplingPolicy policy = new EarlyStoppingPolicy(4);
        assertThat(policy.stops(new Counts(4, 4, 0, 4, 0))).isTrue();
        // Four agree, but not in one window.
        assertThat(policy.stops(new Counts(6, 5, 1, 4, 0))).isFalse();
        assertThat(policy.stops(new Counts(8, 5, 3, 3, 0))).isFalse();
        assertThat(policy.stops(new Counts(8, 7, 1, 5, 0))).isTrue();
        // The majority may be another answer than the unanimous window's.
        assertThat(policy.stops(new Counts(12, 8, 4, 4, 0))).isTrue();
    }

    /** max_r V_r / r by brute force over r and the binomial likelihood integrated over the posterior on a grid. */
    private static double gainByIntegration(int a, int b) {
        double best = 0;
        int grid = 4000;
        double[] density = new double[grid];
        double total = 0;
        for (int g = 0; g < grid; g++) {
            double x = (g + 0.5) / grid;
            density[g] = Math.pow(x, a) * Math.pow(1 - x, b);
            total += density[g];
        }
        for (int r = 1; r <= 60; r++) {
            double sum = 0;
            for (int g = 0; g < grid; g++) {
                double x = (g + 0.5) / grid;
                // The chance that the lead is lost to the other, whose truth is x < 1/2.
                int most = (b + r - a - 1) / 2;
                while (most >= 0 && a + most >= b + r - most) {
                    most--;
                }
                double lost = b + r - a <= 0 || most < 0
                        ? 0
                        : BinomialDistribution.of(r, x).cumulativeProbability(most);
                sum += density[g] / total * lost * (x < 0.5 ? 1 : -1);
            }
            best = Math.max(best, sum / r);
        }
        return best;
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "2, 0", "3, 0", "3, 1", "4, 3", "6, 2", "9, 8", "12, 12"})
    void marginalGainIsTheBestAverageGainOfFurtherVotes(int a, int b) {
        double gain = gainByIntegration(a, b);
        assertThat(gain).isGreaterThan(1e-4);
        assertThat(new MarginalGainPolicy(gain * 1.001).stops(Counts.of(a, b))).isTrue();
        assertThat(new MarginalGainPolicy(gain * 0.999).stops(Counts.of(a, b))).isFalse();
        // Votes for third answers dilute it.
        Counts diluted = new Counts(2 * (a + b), a, b, 1, 0);
        assertThat(new MarginalGainPolicy(gain * 0.501).stops(diluted)).isTrue();
        assertThat(new MarginalGainPolicy(gain * 0.499).stops(diluted)).isFalse();
    }

    @Test
    void oneVoteBreaksATie() {
        // V_1 = C(2,1) - 1/2 = 11/16 - 1/2 after one vote each.
        assertThat(1 - RegularizedBeta.value(0.5, 3, 2) - 0.5).isCloseTo(3 / 16.0, within(1e-12));
        assertThat(new MarginalGainPolicy(3 / 16.0 + 1e-9).stops(Counts.of(1, 1)))
                .isTrue();
        assertThat(new MarginalGainPolicy(3 / 16.0 - 1e-9).stops(Counts.of(1, 1)))
                .isFalse();
    }

    @Test
    void marginalGainEndsEveryRace() {
        SamplingPolicy policy = new MarginalGainPolicy(0.0005);
        assertThat(policy.stops(Counts.of(20_000, 20_000))).isFalse();
        assertThat(policy.stops(Counts.of(1_000_000, 1_000_000))).isTrue();
        assertThat(policy.stops(Counts.of(1000, 500))).isTrue();
    }

    @Test
    void theVerifierAcceptsFromItsThresholdOn() {
        SamplingPolicy policy = new VerifierThresholdPolicy(0.7);
        assertThat(policy.stops(new Counts(1, 1, 0, 1, 0.7))).isTrue();
        assertThat(policy.stops(new Counts(1, 1, 0, 1, 0.69))).isFalse();
        assertThat(policy.choosesAnswer()).isTrue();
    }

    @Test
    void roundsOfAHybrid() {
        HybridPolicy square = new HybridPolicy(0, 1, HybridPolicy.Within.BEST);
        assertThat(square.rounds(1)).isEqualTo(1);
        assertThat(square.rounds(64)).isEqualTo(8);
        assertThat(new HybridPolicy(0, 4, HybridPolicy.Within.BEST).rounds(64)).isEqualTo(16);
        assertThat(new HybridPolicy(0, 1e6, HybridPolicy.Within.BEST).rounds(64))
                .isEqualTo(64);
        assertThat(new HybridPolicy(0, 1e-6, HybridPolicy.Within.BEST).rounds(64))
                .isEqualTo(1);
        assertThat(new HybridPolicy(5, 1, HybridPolicy.Within.BEST).rounds(64)).isEqualTo(5);
        assertThat(new HybridPolicy(5, 1, HybridPolicy.Within.BEST).rounds(3)).isEqualTo(3);
    }
}
