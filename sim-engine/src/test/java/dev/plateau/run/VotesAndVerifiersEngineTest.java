package dev.plateau.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.analytic.ImperfectVerifier;
import dev.plateau.analytic.MajorityVote;
import dev.plateau.analytic.MixedVote;
import dev.plateau.analytic.NoisyBest;
import dev.plateau.analytic.RepeatedCalls;
import dev.plateau.analytic.TwoState;
import dev.plateau.model.Answers;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Directions;
import dev.plateau.model.Normal;
import dev.plateau.model.Refinement;
import dev.plateau.model.TaskTree;
import dev.plateau.model.Verifier;
import dev.plateau.policy.AdaptiveConsistencyPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.select.Selection;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine against the closed forms of votes and verifiers. Means are tested by |z| at most 4.4 (level 1e-5, two-sided);
 * with about 100 of them a correct implementation under other seeds fails with chance 1e-3.
 */
class VotesAndVerifiersEngineTest {
    private static final double Z = 4.4;
    private static final int TASKS = 30_000;
    /** One wrong answer: votes between right and wrong. */
    private static final Answers BINARY = new Answers(0, 1, 0);

    /** Means over tasks by budget: [accuracy, rollouts, squared rollouts][budget]. */
    private static double[][] means(Worlds worlds, Policy policy, Selection selection, int... budgets) {
        TaskTree tree = new TaskTree(worlds.world(), 12);
        TaskRunner runner = new TaskRunner(tree, budgets);
        Outcomes outcomes = new Outcomes(budgets.length);
        double[][] means = new double[3][budgets.length];
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            runner.run(policy, selection, outcomes);
            for (int b = 0; b < budgets.length; b++) {
                means[0][b] += outcomes.accuracy[b] / TASKS;
                means[1][b] += outcomes.rollouts[b] / TASKS;
                means[2][b] += outcomes.rollouts[b] * outcomes.rollouts[b] / TASKS;
            }
        }
        return means;
    }

    private static void assertShare(double observed, double expected, String what) {
        double error = Math.sqrt(Math.max(expected * (1 - expected), 1e-6) / TASKS);
        assertThat(observed).as(what).isCloseTo(expected, within(Z * error));
    }

    private static void assertRollouts(double[][] means, int b, double expected) {
        double error = Math.sqrt((means[2][b] - means[1][b] * means[1][b]) / TASKS) + 1e-12;
        assertThat(means[1][b]).as("rollouts").isCloseTo(expected, within(Z * error));
    }

    @Test
    void votingOverEasyAndHardTasksRisesAndFalls() {
        // Three easy tasks (p = 0.85) to two hard ones (p = 0.45), as a list of counts.
        Difficulty.Count easy = new Difficulty.Count(100, 85);
        Difficulty.Count hard = new Difficulty.Count(100, 45);
        Worlds worlds = Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.Empirical(List.of(easy, hard, easy, hard, easy), false)))
                .with(BINARY);
        int[] budgets = {1, 2, 3, 7, 8, 31, 201};
        double[] accuracy = means(worlds, Worlds.policy("parallel", Map.of()), Selection.MAJORITY, budgets)[0];
        MixedVote vote = new MixedVote(0.6, 0.85, 0.45);
        for (int b = 0; b < budgets.length; b++) {
            assertShare(accuracy[b], vote.accuracy(budgets[b]), "majority of " + budgets[b]);
        }
        assertThat(vote.extremum()).isEqualTo(7);
        assertThat(accuracy[3]).isGreaterThan(accuracy[0]).isGreaterThan(accuracy[6]);
    }

    @ParameterizedTest
    @CsvSource({"2, 1.5", "0.7, 0.4", "5, 6"})
    void betaDifficultyCorrelatesVotesAsABetaBinomial(double a, double b) {
        Worlds worlds = Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.Beta(a, b)))
                .with(BINARY);
        int[] budgets = {1, 3, 10, 41};
        double[] accuracy = means(worlds, Worlds.policy("parallel", Map.of()), Selection.MAJORITY, budgets)[0];
        for (int i = 0; i < budgets.length; i++) {
            assertShare(accuracy[i], MajorityVote.betaCorrelated(a, b, budgets[i]), "majority of " + budgets[i]);
        }
    }

    /** Inside one task the threshold model mixes by v(Z), which is no beta (but for s = p = 1/2): its own quadrature. */
    @ParameterizedTest
    @CsvSource({"0.2, 0.6", "0.5, 0.6", "0.8, 0.4"})
    void aSharedDirectionCorrelatesVotesAsItsQuadrature(double share, double p) {
        Worlds worlds = Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                .with(new AttemptShape(share, 0, 1 - share, 1, AttemptShape.fixedSteps(1)))
                .with(BINARY);
        int[] budgets = {1, 3, 10, 41};
        double[] accuracy = means(worlds, Worlds.policy("parallel", Map.of()), Selection.MAJORITY, budgets)[0];
        for (int i = 0; i < budgets.length; i++) {
            assertShare(accuracy[i], MajorityVote.oneDirection(p, share, budgets[i]), "majority of " + budgets[i]);
        }
    }

    /** A world whose verifier sees N(d/2, 1) for right and N(-d/2, 1) for wrong attempts, on the logit. */
    private static Worlds noisy(double p, double separation) {
        return Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                .with(new Verifier(0, 0, 0, 0, 1, separation / 2));
    }

    @ParameterizedTest
    @CsvSource({"0.3, 1", "0.3, 0", "0.05, 2", "0.6, 0.5"})
    void bestOfNoisyScoresIsItsIntegral(double p, double separation) {
        int[] budgets = {1, 2, 16, 64};
        double[] accuracy =
                means(noisy(p, separation), Worlds.policy("parallel", Map.of()), Selection.BEST_OF_N, budgets)[0];
        NoisyBest best = new NoisyBest(p, separation);
        for (int b = 0; b < budgets.length; b++) {
            assertShare(accuracy[b], best.accuracy(budgets[b]), "best of " + budgets[b]);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.2, 2, 0.5", "0.1, 1, 1", "0.5, 1.5, -0.3"})
    void resamplingStopsAtTheVerifiersCeiling(double p, double separation, double gate) {
        int[] budgets = {1, 2, 5, 10, 40};
        double threshold = 1 / (1 + FastMath.exp(-gate));
        Policy policy = Worlds.policy("verifier-threshold", Map.of("threshold", threshold));
        // The selection is the policy's own.
        double[][] means = means(noisy(p, separation), policy, Selection.MAJORITY, budgets);
        NoisyBest scores = new NoisyBest(p, separation);
        ImperfectVerifier verifier = scores.accepting(gate);
        for (int b = 0; b < budgets.length; b++) {
            // If none is accepted, the best scored is the answer.
            double expected = verifier.rightWithin(budgets[b]) + scores.accuracyBelow(gate, budgets[b]);
            assertShare(means[0][b], expected, "within " + budgets[b]);
            assertRollouts(means, b, verifier.rollouts(budgets[b]));
        }
        int last = budgets.length - 1;
        assertShare(means[0][last], verifier.ceiling(), "ceiling");
    }

    /**
     * A direction that decides everything and is kept with chance q makes correctness a chain of two states with ECR = (1 - q) p
     * and EIR = (1 - q)(1 - p) for G -> infinity. With G directions a chain comes back to the first with chance 1/G, which
     * mixes the start in: P(same direction at t) = 1/G + (1 - 1/G) q^t.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9})
    void roundsThatKeepTheirDirectionAreAChainOfTwoStates(double stickiness) {
        double p = 0.3;
        int count = 40;
        int[] budgets = {1, 2, 3, 6, 12};
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                        .with(new Directions(new Directions.Uniform(count), 0))
                        .with(new AttemptShape(1, 0, 0, 1, AttemptShape.fixedSteps(1)))
                        .with(new Refinement(stickiness, 0, 0))
                        .world(),
                3);
        TaskRunner runner = new TaskRunner(tree, budgets);
        Outcomes outcomes = new Outcomes(budgets.length);
        Policy last = Worlds.policy("sequential", Map.of("acceptance", "last"));
        double[][] kept = new double[2][budgets.length];
        double[] starts = new double[2];
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            runner.run(last, Selection.MAJORITY, outcomes);
            int start = (int) outcomes.accuracy[0];
            starts[start]++;
            for (int b = 0; b < budgets.length; b++) {
                kept[start][b] += outcomes.accuracy[b];
            }
        }
        TwoState chain = new TwoState((1 - stickiness) * p, (1 - stickiness) * (1 - p));
        for (int start = 0; start < 2; start++) {
            for (int b = 1; b < budgets.length; b++) {
                double expected = (1 - 1.0 / count) * chain.accuracy(start, budgets[b] - 1) + start / (double) count;
                assertThat(kept[start][b] / starts[start])
                        .as("round %d after a start at %d", budgets[b], start)
                        .isCloseTo(expected, within(Z * Math.sqrt(expected * (1 - expected) / starts[start])));
            }
        }
    }

    /**
     * Rounds that repeat the last with chance r, and else are right with chance p' = Phi(Phi^-1(p) + d), are a chain of two
     * states with ECR = (1 - r) p' and EIR = (1 - r)(1 - p'), whatever its start; with an oracle that stops it, 1 - (1 - p)(1 -
     * ECR)^t.
     */
    @ParameterizedTest
    @CsvSource({"0.3, 0.8, 0.5", "0.6, 0.3, -0.8", "0.45, 0, -0.3"})
    void roundsThatRepeatTheLastAreAChainOfTwoStates(double p, double repeat, double improvement) {
        int[] budgets = {1, 2, 3, 6, 12};
        Worlds worlds = Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                .with(new Refinement(0, 0, 1, improvement, repeat));
        double[] last = means(
                worlds, Worlds.policy("sequential", Map.of("acceptance", "last")), Selection.MAJORITY, budgets)[0];
        double[] oracle = means(
                worlds, Worlds.policy("sequential", Map.of("acceptance", "oracle")), Selection.MAJORITY, budgets)[0];
        double fresh = Normal.phi(improvement - Normal.threshold(p));
        TwoState chain = new TwoState((1 - repeat) * fresh, (1 - repeat) * (1 - fresh));
        for (int b = 0; b < budgets.length; b++) {
            assertShare(last[b], chain.accuracy(p, budgets[b] - 1), "round " + budgets[b]);
            double unsolved = (1 - p) * FastMath.pow(1 - chain.corrects(), budgets[b] - 1);
            assertShare(oracle[b], 1 - unsolved, "stopped within " + budgets[b]);
        }
    }

    /**
     * The calls of a verifier share the error of the attempt, N(0, s), and differ by one of their own, N(0, c): all k reach the
     * threshold with chance E_Z[Phi((mean + s Z)/c)^k].
     */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "8, 1", "24, 1", "8, 0", "8, 0.3"})
    void allCallsOfAVerifierAccept(int calls, double sharedNoise) {
        double p = 0.4;
        double rightNoise = 0.5;
        double wrongNoise = 0.8;
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                        .with(new Verifier(0, 0.2, 0, 0, sharedNoise, 0.4, calls, rightNoise, wrongNoise))
                        .world(),
                5);
        AttemptProbe probe = new AttemptProbe(tree);
        double[] accepted = new double[2];
        double[] attempts = new double[2];
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            probe.run(0);
            int right = probe.correct() ? 1 : 0;
            attempts[right]++;
            accepted[right] += probe.score() >= 0.5 ? 1 : 0;
        }
        double[] expected = {
            allAccept(-0.2, sharedNoise, wrongNoise, calls), allAccept(0.6, sharedNoise, rightNoise, calls)
        };
        for (int right = 0; right < 2; right++) {
            assertThat(accepted[right] / attempts[right])
                    .as("right %d", right)
                    .isCloseTo(
                            expected[right],
                            within(Z * Math.sqrt(expected[right] * (1 - expected[right]) / attempts[right])));
        }
    }

    private static double allAccept(double mean, double sharedNoise, double callNoise, int calls) {
        double variance = sharedNoise * sharedNoise + callNoise * callNoise;
        double acceptance = Normal.phi(mean / Math.sqrt(variance));
        return new RepeatedCalls(acceptance, sharedNoise * sharedNoise / variance).allAccept(calls);
    }

    /** Every call reads anew. */
    @Test
    void callsArePaidFor() {
        Outcomes once = new Outcomes(1);
        Outcomes thrice = new Outcomes(1);
        for (int calls = 1; calls <= 3; calls += 2) {
            TaskTree tree = new TaskTree(
                    Worlds.plain()
                            .with(new Verifier(1, 0, 0, 0, 0, 0, calls, 1, 1))
                            .world(),
                    5);
            tree.begin(0);
            new TaskRunner(tree, new int[] {4})
                    .run(Worlds.policy("parallel", Map.of()), Selection.BEST_OF_N, calls == 1 ? once : thrice);
        }
        // The verifier computes 3 FLOPs per token of 4 times a prompt of 100 and an attempt of 50.
        assertThat(thrice.flops[0] - once.flops[0]).isEqualTo(2 * 3 * 4 * 150.0);
    }

    /** Adaptive consistency between two answers against its chain of counts, solved exactly. */
    @ParameterizedTest
    @CsvSource({"0.6, 40", "0.8, 15", "0.35, 40"})
    void adaptiveConsistencyIsARaceOfTwoCounts(double p, int budget) {
        double confidence = 0.95;
        double[][] reach = new double[budget + 2][budget + 2];
        reach[0][0] = 1;
        double right = 0;
        double spent = 0;
        for (int n = 0; n <= budget; n++) {
            for (int a = 0; a <= n; a++) {
                int b = n - a;
                boolean stops = n > 0
                        && RegularizedBeta.complement(0.5, Math.max(a, b) + 1.0, Math.min(a, b) + 1.0) >= confidence;
                if (stops || n == budget) {
                    right += reach[a][b] * (a > b ? 1 : a == b ? 0.5 : 0);
                    spent += reach[a][b] * n;
                } else {
                    reach[a + 1][b] += p * reach[a][b];
                    reach[a][b + 1] += (1 - p) * reach[a][b];
                }
            }
        }
        double[][] means = means(
                Worlds.plain()
                        .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                        .with(BINARY),
                new AdaptiveConsistencyPolicy(confidence),
                Selection.MAJORITY,
                budget);
        assertShare(means[0][0], right, "accuracy");
        assertRollouts(means, 0, spent);
    }

    /** ESC between two answers: each window is unanimous with chance p^w + q^w. */
    @Test
    void earlyStoppingWaitsForAUnanimousWindow() {
        double p = 0.7;
        int window = 4;
        double unanimous = Math.pow(p, window) + Math.pow(1 - p, window);
        double[][] means = means(
                Worlds.plain()
                        .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                        .with(BINARY),
                Worlds.policy("early-stopping", Map.of("window", window)),
                Selection.MAJORITY,
                4,
                40);
        assertRollouts(means, 0, 4);
        assertRollouts(means, 1, window * (1 - Math.pow(1 - unanimous, 10)) / unanimous);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void chainsWithoutMemoryAreParallelSampling(int rounds) {
        // Without memory and with one direction and no shared outcome, every round is an independent attempt.
        double[][] means =
                means(noisy(0.3, 1), Worlds.policy("hybrid", Map.of("rounds", rounds)), Selection.BEST_OF_N, 16);
        assertShare(means[0][0], new NoisyBest(0.3, 1).accuracy(16), "best of 16 in chains of " + rounds);
    }
}
