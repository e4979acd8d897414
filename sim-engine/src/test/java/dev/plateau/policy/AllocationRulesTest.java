package dev.plateau.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules by hand, and what must hold between them. Seeded; nothing is left to chance. */
class AllocationRulesTest {

    private static int[] allocate(StepwisePolicy policy, Frontier frontier, int budget) {
        int[] allocation = new int[frontier.size()];
        policy.allocate(frontier, budget, allocation);
        return allocation;
    }

    private static double[] weigh(WeighingPolicy policy, Frontier frontier, int budget) {
        double[] weights = new double[frontier.size()];
        policy.weigh(frontier, budget, weights);
        return weights;
    }

    /** A frontier whose prefixes are alike inside a direction and at right angles across. */
    private static GivenFrontier ideal(double[] scores, int... directions) {
        double[][] cosines = new double[scores.length][scores.length];
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                cosines[i][j] = directions[i] == directions[j] ? 1 : 0;
            }
        }
        return GivenFrontier.ofCosines(scores, cosines);
    }

    private static GivenFrontier apart(double... scores) {
        return ideal(scores, IntStream.range(0, scores.length).toArray());
    }

    @Test
    void simpleRulesByHand() {
        GivenFrontier frontier = apart(0.2, 0.8, 0.4, 0.6);
        assertThat(allocate(new UniformPolicy(), frontier, 10)).containsExactly(3, 3, 2, 2);
        assertThat(allocate(new UniformPolicy(), frontier, 3)).containsExactly(1, 1, 1, 0);
        assertThat(allocate(TopPolicy.fixed(2), frontier, 7)).containsExactly(0, 4, 0, 3);
        assertThat(allocate(TopPolicy.fixed(9), frontier, 8)).containsExactly(2, 2, 2, 2);
        assertThat(allocate(new ScoreProportionalPolicy(Rounding.PUBLISHED), frontier, 20))
                .containsExactly(2, 8, 4, 6);
    }

    /** Groups {0,1} and {2,3} of N = 8, M = 4; then the winners' descendants compete inside their groups only. */
    @Test
    void dvtsKeepsItsGroups() {
        double[] scores = {0.1, 0.2, 0.9, 0.8, 0.5, 0.3, 0.4, 0.6};
        assertThat(allocate(new DvtsPolicy(4), apart(scores), 8)).containsExactly(0, 0, 4, 0, 0, 0, 0, 4);
        GivenFrontier gone = apart(scores).reordered(new int[] {0, 1, 2, 3});
        assertThat(allocate(new DvtsPolicy(4), gone, 8)).containsExactly(0, 0, 4, 0);
    }

    /** Weights 1/2, 1/4, 1/4 of 6: ceil(3), then ceil(3/2) of the remaining 3, then the rest. */
    @Test
    void officialRebaseByHand() {
        double step = 0.1 * Math.log(2);
        GivenFrontier frontier = apart(0.5, 0.5 + step, 0.5);
        assertThat(allocate(new SequentialRebasePolicy(0.1), frontier, 6)).containsExactly(2, 3, 1);
        assertThat(allocate(new SequentialRebasePolicy(0.1), frontier.at(3, 4), 6))
                .containsExactly(1, 1, 0);
        assertThat(allocate(new SequentialRebasePolicy(0.1), apart(0.5, 0.5, 0.5), 6))
                .containsExactly(2, 2, 2);
    }

    @Test
    void officialRebaseSpendsAll() {
        SplittableRandom random = new SplittableRandom(8);
        for (int number = 0; number < 500; number++) {
            GivenFrontier frontier =
                    apart(random.doubles(1 + random.nextInt(40)).toArray());
            int budget = 1 + random.nextInt(200);
            assertThat(IntStream.of(allocate(new SequentialRebasePolicy(0.05), frontier, budget))
                            .sum())
                    .isEqualTo(budget);
        }
    }

    @Test
    void doraIsRebaseWhereDirectionsAreEquallyCrowded() {
        SplittableRandom random = new SplittableRandom(9);
        for (int number = 0; number < 200; number++) {
            int directions = 1 + random.nextInt(6);
            int each = 1 + random.nextInt(5);
            int k = directions * each;
            GivenFrontier frontier = ideal(
                    random.doubles(k).toArray(),
                    IntStream.range(0, k).map(i -> i % directions).toArray());
            double[] rebase = weigh(new RebasePolicy(0.1, Rounding.PUBLISHED), frontier, 64);
            assertThat(weigh(new DoraPolicy(0.1, 0.01, Rounding.PUBLISHED), frontier, 64))
                    .containsExactly(rebase, within(1e-12));
            assertThat(weigh(new HardDoraPolicy(0.1, 0.5, Rounding.PUBLISHED), frontier, 64))
                    .containsExactly(rebase, within(1e-12));
        }
    }

    /**
     * Theorem 1's assumptions: prefixes of a direction share their score, directions are clear. Then a direction gets N times
     * the softmax over directions, however crowded it is.
     */
    @Test
    void doraIsTheOptimumOverDirections() {
        SplittableRandom random = new SplittableRandom(10);
        for (int number = 0; number < 200; number++) {
            int directions = 2 + random.nextInt(5);
            double[] quality = random.doubles(directions).toArray();
            int k = directions + random.nextInt(40);
            int[] direction = new int[k];
            Arrays.setAll(direction, i -> i < directions ? i : random.nextInt(directions));
            double[] scores =
                    IntStream.of(direction).mapToDouble(d -> quality[d]).toArray();
            GivenFrontier frontier = ideal(scores, direction);
            double[] optimum = weigh(new RebasePolicy(0.1, Rounding.PUBLISHED), apart(quality), 64);
            for (WeighingPolicy policy : new WeighingPolicy[] {
                new DoraPolicy(0.1, 0.01, Rounding.PUBLISHED), new HardDoraPolicy(0.1, 0.5, Rounding.PUBLISHED)
            }) {
                double[] share = new double[directions];
                double[] weights = weigh(policy, frontier, 64);
                for (int i = 0; i < k; i++) {
                    share[direction[i]] += weights[i];
                }
                assertThat(share).containsExactly(optimum, within(1e-12));
            }
            for (BayesDirectionPolicy.Within within : BayesDirectionPolicy.Within.values()) {
                int[] rollouts = new int[directions];
                int[] allocation = allocate(new BayesDirectionPolicy(0.1, 0.7, 0.5, within), frontier, 64);
                for (int i = 0; i < k; i++) {
                    rollouts[direction[i]] += allocation[i];
                }
                assertThat(rollouts).containsExactly(ExactAllocationTest.exact(optimum, 0.7, 64));
            }
        }
    }

    /** In a direction the rollouts are those that Eq. 7 gives to its prefixes alone, or even. */
    @Test
    void bayesOverDirectionsPlacesTheRolloutsOfADirectionOverItsPrefixes() {
        SplittableRandom random = new SplittableRandom(12);
        for (int number = 0; number < 200; number++) {
            int k = 1 + random.nextInt(20);
            double[] scores = random.doubles(k).toArray();
            int[] direction = random.ints(k, 0, 4).toArray();
            GivenFrontier frontier = ideal(scores, direction);
            int[] exact =
                    allocate(new BayesDirectionPolicy(0.1, 0.7, 0.5, BayesDirectionPolicy.Within.EXACT), frontier, 64);
            int[] even =
                    allocate(new BayesDirectionPolicy(0.1, 0.7, 0.5, BayesDirectionPolicy.Within.EVEN), frontier, 64);
            for (int d = 0; d < 4; d++) {
                int[] members = members(direction, d);
                int[] placed = IntStream.of(members).map(i -> exact[i]).toArray();
                int total = IntStream.of(placed).sum();
                if (total > 0) {
                    double[] weights = weigh(
                            new RebasePolicy(0.1, Rounding.PUBLISHED),
                            apart(IntStream.of(members)
                                    .mapToDouble(i -> scores[i])
                                    .toArray()),
                            64);
                    assertThat(placed).containsExactly(ExactAllocationTest.exact(weights, 0.7, total));
                }
                assertThat(IntStream.of(members)
                                .filter(i -> even[i] != total / members.length && even[i] != total / members.length + 1)
                                .toArray())
                        .isEmpty();
            }
        }
    }

    private static int[] members(int[] direction, int d) {
        return IntStream.range(0, direction.length)
                .filter(i -> direction[i] == d)
                .toArray();
    }

    @Test
    void clustersAreChainsOfSimilarPrefixes() {
        // 0-2 and 2-3 are alike, so 0 and 3 are of one direction although they are not.
        double[][] cosines = {{1, 0, 0.9, 0}, {0, 1, 0, 0}, {0.9, 0, 1, 0.9}, {0, 0, 0.9, 1}};
        Clusters clusters = new Clusters();
        clusters.find(GivenFrontier.ofCosines(new double[4], cosines), 0.9);
        assertThat(IntStream.range(0, 4).map(clusters::of)).containsExactly(0, 1, 0, 0);
        assertThat(clusters.size(3)).isEqualTo(3);
        assertThat(allocate(
                        new HardDoraPolicy(0.1, 0.9, Rounding.PUBLISHED),
                        GivenFrontier.ofCosines(new double[4], cosines),
                        6))
                .containsExactly(1, 3, 1, 1);
    }

    /** The definition: DORA's weights at temperatures divided by e, exactly allocated at kappa e, e = 1 + growth sum w_i E_i. */
    @Test
    void dynamicDoraFollowsTheEvidenceWhereRolloutsWouldGo() {
        SplittableRandom random = new SplittableRandom(11);
        for (int number = 0; number < 100; number++) {
            double[] evidence = random.doubles(12, 0, 5).toArray();
            GivenFrontier frontier = ideal(
                            random.doubles(12).toArray(), random.ints(12, 0, 4).toArray())
                    .withEvidence(evidence);
            double[] dora = weigh(new DoraPolicy(0.1, 0.5, Rounding.PUBLISHED), frontier, 64);
            double e = 1;
            for (int i = 0; i < 12; i++) {
                e += 0.25 * dora[i] * evidence[i];
            }
            double[] expected = weigh(new DoraPolicy(0.1 / e, 0.5 / e, Rounding.PUBLISHED), frontier, 64);
            DynamicDoraPolicy dynamic = new DynamicDoraPolicy(0.1, 0.5, 0.7, 0.25);
            assertThat(weigh(dynamic, frontier, 64)).containsExactly(expected, within(1e-12));
            assertThat(allocate(dynamic, frontier, 64))
                    .containsExactly(ExactAllocationTest.exact(expected, 0.7 * e, 64));
        }
    }

    /** kappa = 1/2 is ordinary rounding with the divisor that spends N. */
    @Test
    void dynamicDoraWithoutGrowthIsDora() {
        SplittableRandom random = new SplittableRandom(13);
        for (int number = 0; number < 100; number++) {
            GivenFrontier frontier = apart(random.doubles(12).toArray())
                    .withEvidence(random.doubles(12, 0, 9).toArray());
            double[] dora = weigh(new DoraPolicy(0.1, 0.01, Rounding.PUBLISHED), frontier, 64);
            DynamicDoraPolicy dynamic = new DynamicDoraPolicy(0.1, 0.01, 0.5, 0);
            assertThat(weigh(dynamic, frontier, 64)).containsExactly(dora);
            int[] allocation = allocate(dynamic, frontier, 64);
            assertThat(IntStream.of(allocation).sum()).isEqualTo(64);
            assertThat(allocation).containsExactly(ExactAllocationTest.exact(dora, 0.5, 64));
        }
    }

    /** The same differences of scores: to DORA one frontier is as good as the other. */
    @Test
    void dynamicDoraCommitsToAConfidentFrontierAndSpreadsOverAnUnsureOne() {
        GivenFrontier unsure = apart(0.45, 0.48, 0.5, 0.52, 0.55);
        GivenFrontier confident = apart(0.88, 0.91, 0.93, 0.95, 0.98);
        WeighingPolicy dora = new DoraPolicy(0.1, 0.01, Rounding.PUBLISHED);
        assertThat(weigh(dora, confident, 100)).containsExactly(weigh(dora, unsure, 100), within(1e-12));
        DynamicDoraPolicy dynamic = new DynamicDoraPolicy(0.1, 0.01, 0.5, 1);
        int[] spread = allocate(dynamic, unsure, 100);
        int[] committed = allocate(dynamic, confident, 100);
        assertThat(committed[4]).isGreaterThan(spread[4] + 5);
        assertThat(committed[0]).isLessThan(spread[0]);
        // Steps teach nothing by themselves; what the verifier said at them does.
        assertThat(allocate(dynamic, unsure.at(30, 0), 100)).containsExactly(spread);
        int[] after = allocate(dynamic, unsure.withEvidence(new double[] {0, 0, 0, 0, 9}), 100);
        assertThat(after[4]).isGreaterThan(committed[4]);
    }

    @Test
    void confidenceIsBitsToAFactor() {
        assertThat(Confidence.of(0.5)).isZero();
        assertThat(Confidence.of(1)).isEqualTo(1);
        assertThat(Confidence.of(0)).isEqualTo(1);
        assertThat(Confidence.of(0.25)).isEqualTo(0.25);
        assertThat(Confidence.of(-3)).isEqualTo(1);
        assertThat(Confidence.of(7)).isEqualTo(1);
        for (int i = 1; i < 1024; i++) {
            double score = i / 1024.0;
            double bits = 1 + (score * Math.log(score) + (1 - score) * Math.log(1 - score)) / Math.log(2);
            double confidence = Confidence.of(score);
            assertThat(confidence).isEqualTo(Confidence.of(1 - score));
            assertThat(bits).isBetween(confidence / (2 * Math.log(2)) - 1e-12, confidence + 1e-12);
        }
        assertThat(apart(0.25, 0.5).evidence(0)).isEqualTo(0.25);
    }

    @Test
    void largestRemainderSpendsExactlyAndStaysWithinOne() {
        SplittableRandom random = new SplittableRandom(12);
        for (int number = 0; number < 1000; number++) {
            int k = 1 + random.nextInt(60);
            double[] weights = ExactAllocationTest.weights(random, k, 8);
            int budget = 1 + random.nextInt(500);
            int[] allocation = new int[k];
            new Rounder(Rounding.LARGEST_REMAINDER).round(weights, k, budget, allocation);
            assertThat(IntStream.of(allocation).sum()).isEqualTo(budget);
            for (int i = 0; i < k; i++) {
                assertThat((double) allocation[i]).isCloseTo(budget * weights[i], within(1.0));
            }
        }
    }

    @Test
    void anOracleRefusesAFrontierWithoutTheTruth() {
        assertThatThrownBy(() -> allocate(new TruePolicy(), apart(0.5), 3))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
