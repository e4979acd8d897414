package dev.plateau.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed forms against sums, recursions and numbers computed elsewhere. */
class VotesAndVerifiersTest {

    @ParameterizedTest
    @CsvSource({"1, 0.3", "2, 0.3", "3, 0.7", "10, 0.55", "101, 0.45", "0.5, 0.5"})
    void aVoteIsTheUpperHalfOfABinomial(double voters, double p) {
        int n = (int) Math.ceil(voters);
        BinomialDistribution votes = BinomialDistribution.of(n, p);
        double expected = votes.survivalProbability(n / 2) + (n % 2 == 0 ? votes.probability(n / 2) / 2 : 0);
        assertThat(MajorityVote.accuracy(p, n)).isCloseTo(expected, within(1e-12));
    }

    /** Two more voters bring 2m + 1 of them (2p - 1) C(2m+1, m) (p (1-p))^(m+1). */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.45, 0.5, 0.6, 0.99})
    void incrementsAddUp(double p) {
        double sum = p;
        double increment = (2 * p - 1) * p * (1 - p);
        for (int m = 0; m < 60; m++) {
            sum += increment;
            increment *= (2.0 * m + 3) * (2 * m + 2) / ((m + 1.0) * (m + 2)) * p * (1 - p);
            assertThat(MajorityVote.accuracy(p, 2 * m + 3)).isCloseTo(sum, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.6, 0.85, 0.45, 7", "0.4, 0.7, 0.4, 5", "0.55, 0.6, 0.42, 57", "0.7, 0.9, 0.4, 5"})
    void theBestNumberOfVoters(double share, double easy, double hard, long expected) {
        MixedVote vote = new MixedVote(share, easy, hard);
        assertThat(vote.shape()).isEqualTo(MixedVote.Shape.UP_THEN_DOWN);
        assertThat(vote.extremum()).isEqualTo(expected);
    }

    /** Shape and extremum against the curve itself, over a grid of mixtures with all four shapes. */
    @Test
    void shapesAreThoseOfTheCurve() {
        java.util.EnumSet<MixedVote.Shape> met = java.util.EnumSet.noneOf(MixedVote.Shape.class);
        for (double share = 0.05; share < 1; share += 0.09) {
            for (double easy = 0.53; easy < 1; easy += 0.07) {
                for (double hard = 0.04; hard < 0.5; hard += 0.07) {
                    MixedVote vote = new MixedVote(share, easy, hard);
                    boolean risesFirst = vote.accuracy(3) > vote.accuracy(1);
                    boolean risesLast = easy + hard < 1;
                    MixedVote.Shape expected = risesFirst
                            ? (risesLast ? MixedVote.Shape.INCREASING : MixedVote.Shape.UP_THEN_DOWN)
                            : (risesLast ? MixedVote.Shape.DOWN_THEN_UP : MixedVote.Shape.DECREASING);
                    assertThat(vote.shape()).as("%s", vote).isEqualTo(expected);
                    met.add(expected);
                    if (risesFirst != risesLast && vote.extremum() < 400) {
                        int best = (int) vote.extremum();
                        double sign = risesFirst ? 1 : -1;
                        assertThat(sign * vote.accuracy(best)).isGreaterThan(sign * vote.accuracy(best + 2) - 1e-14);
                        if (best > 1) {
                            assertThat(sign * vote.accuracy(best))
                                    .isGreaterThan(sign * vote.accuracy(best - 2) - 1e-14);
                        }
                    }
                }
            }
        }
        assertThat(met).hasSize(4);
        assertThatThrownBy(() -> new MixedVote(0.1, 0.9, 0.2).extremum()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void correlatedVotersSaturate() {
        assertThat(MajorityVote.betaCorrelated(2, 1.5, 41)).isCloseTo(0.614914, within(1e-6));
        assertThat(MajorityVote.betaCorrelatedLimit(2, 1.5)).isCloseTo(0.619, within(5e-4));
        assertThat(MajorityVote.betaCorrelated(2, 1.5, 4001)).isCloseTo(0.619, within(5e-4));
        assertThat(MajorityVote.betaCorrelated(2, 1.5, 1)).isCloseTo(2 / 3.5, within(1e-12));
    }

    @Test
    void aShareOfOneHalfAtEvenOddsIsAUniformChance() {
        // v(Z) = Phi(Z) is uniform, Beta(1, 1): the one place where the threshold model's mixing is a beta.
        for (int n : new int[] {1, 4, 9}) {
            assertThat(Coverage.oneDirection(0.5, 0.5, n)).isCloseTo(Coverage.betaBinomial(1, 1, n), within(1e-10));
            assertThat(MajorityVote.oneDirection(0.5, 0.5, n)).isCloseTo(0.5, within(1e-10));
        }
        assertThat(MajorityVote.oneDirection(0.6, 0, 9)).isCloseTo(MajorityVote.accuracy(0.6, 9), within(1e-10));
        // Ever more voters: right where v(Z) > 1/2, so where sqrt(s) Z > theta: Phi(-theta/sqrt(s)).
        assertThat(MajorityVote.oneDirection(0.6, 0.5, 20_001))
                .isCloseTo(NormalMean.below(0.2533471031357997 / Math.sqrt(0.5), z -> 1), within(1e-3));
    }

    @Test
    void bestOfNoisyScores() {
        assertThat(new NoisyBest(0.3, 1).accuracy(16)).isCloseTo(0.700, within(5e-4));
        for (int n : new int[] {1, 3, 40}) {
            assertThat(new NoisyBest(0.3, 0).accuracy(n)).isCloseTo(0.3, within(1e-12));
            // A separation beyond noise is an oracle.
            assertThat(new NoisyBest(0.3, 40).accuracy(n)).isCloseTo(new Ttspm(1, 0.3).accuracy(n), within(1e-10));
        }
        // By enumeration of two: both right, or the right one scores higher than the wrong one, AUC = Phi(d/sqrt(2)).
        double auc = NormalMean.below(1 / Math.sqrt(2), z -> 1);
        assertThat(new NoisyBest(0.3, 1).accuracy(2)).isCloseTo(0.09 + 2 * 0.3 * 0.7 * auc, within(1e-10));
        assertThat(new NoisyBest(0.3, 1).accuracyBelow(-20, 5)).isZero();
    }

    @Test
    void anImperfectVerifierByItsSeries() {
        ImperfectVerifier verifier = new ImperfectVerifier(0.2, 0.8, 0.1);
        assertThat(verifier.acceptance()).isCloseTo(0.24, within(1e-12));
        assertThat(verifier.ceiling()).isCloseTo(0.16 / 0.24, within(1e-12));
        double right = 0;
        double wrong = 0;
        double spent = 0;
        double open = 1;
        for (int k = 1; k <= 30; k++) {
            spent += open;
            right += open * 0.16;
            wrong += open * 0.08;
            open *= 0.76;
            assertThat(verifier.rightWithin(k)).isCloseTo(right, within(1e-12));
            assertThat(verifier.wrongWithin(k)).isCloseTo(wrong, within(1e-12));
            assertThat(verifier.rollouts(k)).isCloseTo(spent, within(1e-12));
        }
        // TPR and FPR of a threshold between two normals.
        ImperfectVerifier gate = new NoisyBest(0.2, 2).accepting(0);
        assertThat(gate.truePositives()).isCloseTo(0.8413447460685429, within(1e-12));
        assertThat(gate.falsePositives()).isCloseTo(1 - 0.8413447460685429, within(1e-12));
    }

    @Test
    void twoStatesByTheirRecursion() {
        TwoState chain = new TwoState(0.15, 0.38);
        double a = 0.9;
        for (int t = 0; t < 20; t++) {
            assertThat(chain.accuracy(0.9, t)).isCloseTo(a, within(1e-12));
            double next = a * (1 - 0.38) + (1 - a) * 0.15;
            assertThat(chain.helps(a)).isEqualTo(next > a);
            a = next;
        }
        assertThat(new TwoState(0.15, 0).accuracy(0, 7)).isCloseTo(new Ttspm(1, 0.15).accuracy(7), within(1e-12));
        assertThat(new TwoState(0, 0).accuracy(0.4, 9)).isEqualTo(0.4);
        assertThat(new TwoState(0.1, 0.1).helps(0.5)).isFalse();
    }
}
