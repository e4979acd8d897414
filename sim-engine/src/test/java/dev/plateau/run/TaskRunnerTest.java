package dev.plateau.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.analytic.Coverage;
import dev.plateau.analytic.Ttspm;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Directions;
import dev.plateau.model.Lengths;
import dev.plateau.model.Mistakes;
import dev.plateau.model.ModelCost;
import dev.plateau.model.Refinement;
import dev.plateau.model.SimilarityShape;
import dev.plateau.model.TaskTree;
import dev.plateau.model.World;
import dev.plateau.policy.Confidence;
import dev.plateau.policy.Frontier;
import dev.plateau.policy.OracleFrontier;
import dev.plateau.policy.OraclePolicy;
import dev.plateau.policy.Policy;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.select.Selection;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Procedures against closed forms. Means are tested by |z| at most 4.4 (level 1e-5); with about 60 of them a correct
 * implementation under other seeds fails with chance 6e-4.
 */
class TaskRunnerTest {
    private static final double Z = 4.4;
    private static final int[] BUDGETS = {1, 2, 4, 8, 16, 32};

    /** Means over tasks by budget: [accuracy, coverage, pass rate, tokens, flops][budget]. */
    private static double[][] means(Worlds worlds, Policy policy, Selection selection, int[] budgets, int tasks) {
        TaskTree tree = new TaskTree(worlds.world(), 31);
        TaskRunner runner = new TaskRunner(tree, budgets);
        Outcomes outcomes = new Outcomes(budgets.length);
        double[][] means = new double[5][budgets.length];
        for (int task = 0; task < tasks; task++) {
            tree.begin(task);
            runner.run(policy, selection, outcomes);
            for (int b = 0; b < budgets.length; b++) {
                means[0][b] += outcomes.accuracy[b] / tasks;
                means[1][b] += outcomes.coverage[b] / tasks;
                means[2][b] += outcomes.passRate[b] / tasks;
                means[3][b] += outcomes.tokens[b] / tasks;
                means[4][b] += outcomes.flops[b] / tasks;
            }
        }
        return means;
    }

    private static void assertShare(double observed, double expected, int tasks, String what) {
        double error = Math.sqrt(Math.max(expected * (1 - expected), 1e-6) / tasks);
        assertThat(observed).as(what).isCloseTo(expected, within(Z * error));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.3", "0.25, 0.3", "0.5, 0.1", "0.75, 0.3", "0.95, 0.6"})
    void coverageOfOneDirectionIsItsQuadrature(double share, double p) {
        int tasks = 30_000;
        double[][] means = means(
                Worlds.plain()
                        .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                        .with(new AttemptShape(share, 0, 1 - share, 1, AttemptShape.fixedSteps(1))),
                Worlds.policy("parallel", Map.of()),
                Selection.ORACLE,
                BUDGETS,
                tasks);
        for (int b = 0; b < BUDGETS.length; b++) {
            double expected = Coverage.oneDirection(p, share, BUDGETS[b]);
            assertShare(means[1][b], expected, tasks, "coverage at " + BUDGETS[b]);
            assertThat(means[0][b]).isEqualTo(means[1][b]);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.4, 2, 0", "0.8, 5, 1", "0.6, 10, 0.5", "1, 3, 0"})
    void coverageOfSeveralDirectionsIsTheirProduct(double share, int count, double exponent) {
        int tasks = 30_000;
        double p = 0.25;
        Worlds worlds = Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                .with(new Directions(new Directions.Zipf(count, exponent), 0))
                .with(new AttemptShape(share, 0, 1 - share, 1, AttemptShape.fixedSteps(1)));
        double[] popularity = new double[count];
        TaskTree tree = new TaskTree(worlds.world(), 1);
        tree.begin(0);
        for (int j = 0; j < count; j++) {
            popularity[j] = tree.popularity(j);
        }
        double[][] means = means(worlds, Worlds.policy("parallel", Map.of()), Selection.MAJORITY, BUDGETS, tasks);
        for (int b = 0; b < BUDGETS.length; b++) {
            assertShare(
                    means[1][b],
                    Coverage.directions(p, share, popularity, BUDGETS[b]),
                    tasks,
                    "coverage at " + BUDGETS[b]);
        }
    }

    @Test
    void whereMistakesDecideAttemptsAreIndependentAndTheBestOfAGroupIsASoundOne() {
        int tasks = 30_000;
        int steps = 5;
        int width = 4;
        double p = 0.3;
        double share = 0.9;
        // The verifier sees mistakes and nothing else.
        Worlds worlds = Worlds.plain()
                .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                .with(new AttemptShape(0, 1, 0, 1, AttemptShape.fixedSteps(steps)))
                .with(new dev.plateau.model.Verifier(0, 0, 0, 0, 0, 0))
                .with(new Mistakes(share, 1, 5));
        Selection rule = Selection.WEIGHTED_MAJORITY;
        double[][] sampled = means(worlds, Worlds.policy("temperature", Map.of()), rule, BUDGETS, tasks);
        double[][] parallel = means(worlds, Worlds.policy("parallel", Map.of()), rule, BUDGETS, tasks);
        for (int b = 0; b < BUDGETS.length; b++) {
            double covered = 1 - Math.pow(1 - p, BUDGETS[b]);
            assertShare(sampled[1][b], covered, tasks, "coverage of sampling at " + BUDGETS[b]);
            assertShare(parallel[1][b], covered, tasks, "coverage of parallel attempts at " + BUDGETS[b]);
        }
        double sound = Math.pow(p, share / steps);
        // After every step but the last one of the group goes on; the last is not scored before it ends.
        double kept = Math.pow(1 - Math.pow(1 - sound, width), steps - 1);
        double[][] searched =
                means(worlds, Worlds.policy("dvts", Map.of("width", width)), rule, new int[] {width}, tasks);
        assertShare(searched[2][0], Math.pow(p, 1 - share) * kept * sound, tasks, "pass rate of a group");
    }

    @Test
    void coverageOfBetaDifficultyIsBetaBinomial() {
        int tasks = 30_000;
        double[][] means = means(
                Worlds.plain().with(new Difficulty(0.1, 0.05, new Difficulty.Beta(0.4, 1.3))),
                Worlds.policy("parallel", Map.of()),
                Selection.ORACLE,
                BUDGETS,
                tasks);
        for (int b = 0; b < BUDGETS.length; b++) {
            double expected = 0.05 + 0.85 * Coverage.betaBinomial(0.4, 1.3, BUDGETS[b]);
            assertShare(means[1][b], expected, tasks, "coverage at " + BUDGETS[b]);
        }
    }

    @Test
    void aSequentialChainWithoutMemoryAndWithAnOracleIsTtspm() {
        int tasks = 30_000;
        double[][] means = means(
                Worlds.plain()
                        .with(new Difficulty(0.25, 0, new Difficulty.Fixed(0.2)))
                        .with(new Directions(new Directions.Zipf(4, 1), 0))
                        .with(new AttemptShape(0, 0.7, 0.3, 0.9, AttemptShape.fixedSteps(4))),
                Worlds.policy("sequential", Map.of("acceptance", "oracle")),
                Selection.MAJORITY,
                BUDGETS,
                tasks);
        for (int b = 0; b < BUDGETS.length; b++) {
            double expected = new Ttspm(0.75, 0.2).accuracy(BUDGETS[b]);
            assertShare(means[0][b], expected, tasks, "accuracy at " + BUDGETS[b]);
            assertThat(means[1][b]).isEqualTo(means[0][b]);
        }
    }

    /** Without memory and with an oracle, the hazard of round r is Phi(Phi^-1(p) + d min(r, context)) exactly. */
    @ParameterizedTest
    @CsvSource({"0.15, 3", "0.1, 10", "-0.2, 4", "0.3, 1"})
    void roundsImproveOnTheAttemptsThatTheySee(double improvement, int context) {
        int tasks = 30_000;
        double p = 0.1;
        Worlds worlds = Worlds.plain()
                .with(new Difficulty(0.25, 0, new Difficulty.Fixed(p)))
                .with(new Directions(new Directions.Zipf(4, 1), 0))
                .with(new AttemptShape(0, 0.7, 0.3, 0.9, AttemptShape.fixedSteps(4)))
                .with(new Refinement(0, 0, context, improvement));
        double[] chain = means(
                worlds,
                Worlds.policy("sequential", Map.of("acceptance", "oracle")),
                Selection.MAJORITY,
                BUDGETS,
                tasks)[0];
        // Nothing but the round itself decides: chains beside each other cover as much as their rounds alone would.
        double[] chains =
                means(worlds, Worlds.policy("hybrid", Map.of("rounds", 4)), Selection.ORACLE, BUDGETS, tasks)[0];
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double missed = 1;
        double missedByChains = 1;
        int b = 0;
        for (int round = 0; round < BUDGETS[BUDGETS.length - 1]; round++) {
            double probit = normal.inverseCumulativeProbability(p);
            missed *= 1 - normal.cumulativeProbability(probit + improvement * Math.min(round, context));
            missedByChains *= 1 - normal.cumulativeProbability(probit + improvement * Math.min(round % 4, context));
            if (round + 1 == BUDGETS[b]) {
                assertShare(chain[b], 0.75 * (1 - missed), tasks, "a chain of " + BUDGETS[b]);
                assertShare(chains[b], 0.75 * (1 - missedByChains), tasks, "chains at " + BUDGETS[b]);
                b++;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5", "0.4, 0.5"})
    void aLastRoundIsRightAsItsContextSays(double share, double reuse) {
        // Whatever it remembers of the rounds before.
        int tasks = 30_000;
        double p = 0.3;
        int[] rounds = {1, 2, 3, 6};
        double[] last = means(
                Worlds.plain()
                        .with(new Difficulty(0, 0, new Difficulty.Fixed(p)))
                        .with(new Directions(new Directions.Uniform(3), 0))
                        .with(new AttemptShape(share, 0.4, 0.6 - share, 0.9, AttemptShape.fixedSteps(3)))
                        .with(new Refinement(1, reuse, 3, 0.25)),
                Worlds.policy("sequential", Map.of("acceptance", "last")),
                Selection.MAJORITY,
                rounds,
                tasks)[0];
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        for (int b = 0; b < rounds.length; b++) {
            double expected = normal.cumulativeProbability(
                    normal.inverseCumulativeProbability(p) + 0.25 * Math.min(rounds[b] - 1, 3));
            assertShare(last[b], expected, tasks, "round " + rounds[b]);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 0.6", "0.5, 0.5", "1, 1"})
    void consecutiveRoundsCorrelateAsTheModelSays(double stickiness, double reuse) {
        // Chance that both of the first two rounds are right, from the bivariate normal with the model's correlation.
        int tasks = 60_000;
        double share = 0.4;
        double p = 0.3;
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new Directions(new Directions.Uniform(2), 0))
                        .with(new AttemptShape(share, 0.4, 0.2, 0.9, AttemptShape.fixedSteps(3)))
                        .with(new Refinement(stickiness, reuse, 0))
                        .world(),
                77);
        TaskRunner runner = new TaskRunner(tree, new int[] {1, 2});
        Outcomes outcomes = new Outcomes(2);
        Policy last = Worlds.policy("sequential", Map.of("acceptance", "last"));
        int both = 0;
        int second = 0;
        for (int task = 0; task < tasks; task++) {
            tree.begin(task);
            runner.run(last, Selection.MAJORITY, outcomes);
            both += outcomes.accuracy[0] == 1 && outcomes.accuracy[1] == 1 ? 1 : 0;
            second += outcomes.accuracy[1] == 1 ? 1 : 0;
        }
        double kept = stickiness + (1 - stickiness) / 2;
        double expected =
                kept * bothAbove(p, share + (1 - share) * reuse) + (1 - kept) * bothAbove(p, (1 - share) * reuse);
        assertShare(second / (double) tasks, p, tasks, "second round");
        assertShare(both / (double) tasks, expected, tasks, "both rounds");
    }

    /** Two attempts that share latent r are both right: 2 p - coverage at 2. */
    private static double bothAbove(double p, double correlation) {
        return 2 * p - Coverage.oneDirection(p, correlation, 2);
    }

    @ParameterizedTest
    @EnumSource(Selection.Rule.class)
    void temperatureSamplingIsParallelSamplingToTheBit(Selection.Rule rule) {
        Selection selection = Selection.of(rule);
        Worlds worlds = Worlds.rich();
        double[][] parallel = means(worlds, Worlds.policy("parallel", Map.of()), selection, BUDGETS, 500);
        double[][] temperature = means(worlds, Worlds.policy("temperature", Map.of()), selection, BUDGETS, 500);
        for (int metric = 0; metric < 3; metric++) {
            assertThat(temperature[metric]).isEqualTo(parallel[metric]);
        }
        for (int b = 0; b < BUDGETS.length; b++) {
            assertThat(temperature[3][b]).isCloseTo(parallel[3][b], within(1e-6 * parallel[3][b]));
            assertThat(temperature[4][b]).isCloseTo(parallel[4][b], within(1e-6 * parallel[4][b]));
        }
    }

    @Test
    void aBudgetOfOneIsTheSameForAll() {
        double[][] reference = null;
        for (String id : new String[] {"parallel", "sequential", "temperature", "beam", "rebase", "dora"}) {
            double[][] means =
                    means(Worlds.rich(), Worlds.policy(id, Map.of()), Selection.MAJORITY, new int[] {1}, 500);
            if (reference != null) {
                assertThat(means[0]).as(id).isEqualTo(reference[0]);
            }
            reference = means;
        }
    }

    @Test
    void costsAreCountedByHand() {
        // 3 steps of 50 tokens, prompt of 100; FLOPs per token: policy 2, verifier 3, embedder 5; no attention.
        Worlds worlds = Worlds.plain()
                .with(new AttemptShape(0.2, 0.6, 0.2, 1, AttemptShape.fixedSteps(3)))
                .with(new Lengths(100, 50, 0, 0))
                .with(new Refinement(0, 0, 1));
        int[] four = {4};
        double written = 4 * 150;
        double policy = 2 * (100 + written);
        // The verifier reads the prompt with each of the 4 rollouts.
        double verifier = 3 * (4 * 100 + written);
        // Embedded after the first and the second step: 4 prefixes of 100 + 50, then 4 of 100 + 100 tokens.
        double embedder = 5 * (4 * 150 + 4 * 200);
        assertCost(worlds, "parallel", Selection.MAJORITY, four, written, policy);
        assertCost(worlds, "parallel", Selection.BEST_OF_N, four, written, policy + verifier);
        assertCost(worlds, "rebase", Selection.MAJORITY, four, written, policy + verifier);
        assertCost(worlds, "beam", Selection.BEST_OF_N, four, written, policy + verifier);
        assertCost(worlds, "dora", Selection.MAJORITY, four, written, policy + verifier + embedder);
        // The vote over directions embeds 4 attempts of 100 + 150.
        double vote = 5 * 4 * 250;
        assertCost(worlds, "parallel", Selection.BEST_DIRECTION, four, written, policy + verifier + vote);
        assertCost(worlds, "rebase", Selection.BEST_DIRECTION, four, written, policy + verifier + vote);
        assertCost(worlds, "dora", Selection.BEST_DIRECTION, four, written, policy + verifier + embedder + vote);
        // Two chains of two rounds: each carries one attempt and puts one to the vote.
        assertCost(
                worlds,
                "hybrid",
                Selection.BEST_DIRECTION,
                four,
                written,
                2 * (100 + written + 2 * 150) + verifier + vote / 2);
        // It chooses the answer itself, without directions.
        assertThat(means(
                        worlds,
                        Worlds.policy("verifier-threshold", Map.of("threshold", 1)),
                        Selection.BEST_DIRECTION,
                        four,
                        50)[4])
                .containsExactly(new double[] {policy + verifier}, within(1e-6));
        // The chain carries one earlier attempt of 150 tokens in rounds 2 to 4.
        double[][] chain =
                means(worlds, Worlds.policy("sequential", Map.of("acceptance", "last")), Selection.MAJORITY, four, 50);
        assertThat(chain[3][0]).isCloseTo(written, within(1e-6));
        assertThat(chain[4][0]).isCloseTo(2 * (100 + written + 3 * 150), within(1e-6));
    }

    /**
     * Table 1 of DORA (Wang X. et al. 2025): FLOPs per problem on MATH500 of Llama-3.2-1B-Instruct, Qwen2.5-Math-PRM-7B and
     * BGE-M3, from one setting of lengths. Per token: twice the matmul parameters of the models' public configurations, and
     * 4 layers hidden per token of context.
     */
    @ParameterizedTest
    @CsvSource({
        "beam, 256, 3.58e14, 2.50e15, 0",
        "dvts, 256, 3.79e14, 2.65e15, 0",
        "rebase, 256, 3.88e14, 2.72e15, 0",
        "dora, 64, 8.45e13, 5.92e14, 2.16e14"
    })
    void flopsAreThoseOfDorasTableOne(String id, int budget, double policy, double verifier, double embedder) {
        ModelCost free = new ModelCost("free", 0, 0);
        ModelCost llama = new ModelCost("llama-3.2-1b", 2 * 1_235_746_816.0, 131_072);
        ModelCost qwen = new ModelCost("qwen2.5-math-prm-7b", 2 * 6_538_133_504.0, 401_408);
        ModelCost bge = new ModelCost("bge-m3", 2 * 301_989_888.0, 98_304);
        assertFlops(id, budget, policy, llama, free, free);
        assertFlops(id, budget, verifier, free, qwen, free);
        assertFlops(id, budget, embedder, free, free, bge);
    }

    private static void assertFlops(
            String id, int budget, double expected, ModelCost policy, ModelCost verifier, ModelCost embedder) {
        World plain = Worlds.plain()
                .with(new AttemptShape(0.3, 0.5, 0.2, 1, AttemptShape.fixedSteps(12)))
                .with(new Lengths(172, 47, 0.5, 0))
                .world();
        TaskTree tree = new TaskTree(
                new World(
                        plain.difficulty(),
                        plain.directions(),
                        plain.attempts(),
                        plain.mistakes(),
                        plain.refinement(),
                        plain.verifier(),
                        plain.similarity(),
                        plain.answers(),
                        plain.lengths(),
                        policy,
                        verifier,
                        embedder),
                1);
        TaskRunner runner = new TaskRunner(tree, new int[] {budget});
        Outcomes outcomes = new Outcomes(1);
        double flops = 0;
        int tasks = 50;
        for (int task = 0; task < tasks; task++) {
            tree.begin(task);
            runner.run(Worlds.policy(id, Map.of()), Selection.WEIGHTED_MAJORITY, outcomes);
            flops += outcomes.flops[0] / tasks;
        }
        assertThat(flops).isCloseTo(expected, within(0.1 * expected));
    }

    private static void assertCost(
            Worlds worlds, String id, Selection selection, int[] budgets, double tokens, double flops) {
        double[][] means = means(worlds, Worlds.policy(id, Map.of()), selection, budgets, 50);
        assertThat(means[3][0]).as(id).isCloseTo(tokens, within(1e-6));
        assertThat(means[4][0]).as(id).isCloseTo(flops, within(1e-6));
    }

    static Stream<SimilarityShape> similarities() {
        return Stream.of(SimilarityShape.View.values())
                .flatMap(view -> Stream.of(
                        new SimilarityShape(0.5, 0.02, 0, view),
                        new SimilarityShape(0.9, 1, 0, view),
                        new SimilarityShape(0.9, 0.5, 0.02, view)));
    }

    /** DORA with the uniqueness computed by the k^2 exponentials of the interface. */
    private record Checked(StepwisePolicy dora, int[] calls) implements StepwisePolicy {
        @Override
        public void allocate(Frontier frontier, int budget, int[] allocation) {
            double[] fast = new double[frontier.size()];
            double[] naive = new double[frontier.size()];
            frontier.uniqueness(0.03, fast);
            new Frontier() {
                @Override
                public int size() {
                    return frontier.size();
                }

                @Override
                public double score(int i) {
                    return frontier.score(i);
                }

                @Override
                public double cosine(int i, int j) {
                    return frontier.cosine(i, j);
                }
            }.uniqueness(0.03, naive);
            assertThat(fast).containsExactly(naive, within(1e-9));
            for (int i = 0; i < frontier.size(); i++) {
                int other = (i * 7 + 3) % frontier.size();
                assertThat(frontier.cosine(i, other)).isEqualTo(frontier.cosine(other, i));
            }
            calls[0]++;
            dora.allocate(frontier, budget, allocation);
        }

        @Override
        public boolean readsScores() {
            return true;
        }

        @Override
        public boolean readsSimilarity() {
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("similarities")
    void uniquenessFromTheTreeIsThatOfTheWholeMatrix(SimilarityShape similarity) {
        int[] calls = new int[1];
        Policy checked = new Checked((StepwisePolicy) Worlds.policy("dora", Map.of()), calls);
        means(Worlds.rich().with(similarity), checked, Selection.MAJORITY, new int[] {3, 16, 50}, 30);
        assertThat(calls[0]).isGreaterThan(100);
    }

    /** Cosines that follow from the ancestry of the prefixes, for prefixes that need not stand side by side. */
    @Test
    void siblingsAreCloserThanCousinsAndCousinsThanStrangers() {
        double[] seen = new double[3];
        StepwisePolicy probe = new StepwisePolicy() {
            @Override
            public void allocate(Frontier frontier, int budget, int[] allocation) {
                java.util.Arrays.fill(allocation, 0, frontier.size(), 2);
                if (frontier.size() == 8) {
                    seen[0] = frontier.cosine(0, 1);
                    seen[1] = frontier.cosine(0, 2);
                    seen[2] = frontier.cosine(0, 7);
                }
            }

            @Override
            public boolean readsScores() {
                return false;
            }

            @Override
            public boolean readsSimilarity() {
                return true;
            }
        };
        means(
                Worlds.plain()
                        .with(new AttemptShape(0.2, 0.6, 0.2, 1, AttemptShape.fixedSteps(3)))
                        .with(new SimilarityShape(0.5, 1, 0, SimilarityShape.View.TRUE)),
                probe,
                Selection.MAJORITY,
                new int[] {8},
                1);
        // After two steps: 4 roots x 2 children. Shared latent: direction 0.2, first step 0.2 more.
        assertThat(seen[0]).isCloseTo(0.5 + 0.5 * 0.4, within(1e-12));
        assertThat(seen[1]).isCloseTo(0.5 + 0.5 * 0.2, within(1e-12));
        assertThat(seen[2]).isCloseTo(0.5 + 0.5 * 0.2, within(1e-12));
    }

    /** Rows are the matrix, lineages and directions fit together, and the truth stays with oracles. */
    private record Looking(int[] calls) implements StepwisePolicy {
        @Override
        public void allocate(Frontier frontier, int budget, int[] allocation) {
            assertThat(frontier).isNotInstanceOf(OracleFrontier.class);
            double[] row = new double[frontier.size()];
            for (int i = 0; i < frontier.size(); i++) {
                frontier.cosines(i, row);
                for (int j = 0; j < row.length; j++) {
                    assertThat(row[j]).isEqualTo(frontier.cosine(i, j));
                }
                assertThat(frontier.lineage(i)).isBetween(i == 0 ? 0 : frontier.lineage(i - 1), budget - 1);
                allocation[i] = i % 3 == 0 ? 2 : 1;
            }
            assertThat(frontier.step()).isGreaterThanOrEqualTo(1);
            assertThat(frontier.finished()).isBetween(0, budget - 1);
            calls[0]++;
        }

        @Override
        public boolean readsScores() {
            return true;
        }

        @Override
        public boolean readsSimilarity() {
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("similarities")
    void frontiersShowWhatASystemWouldKnow(SimilarityShape similarity) {
        int[] calls = new int[1];
        means(Worlds.rich().with(similarity), new Looking(calls), Selection.MAJORITY, new int[] {3, 16, 50}, 20);
        assertThat(calls[0]).isGreaterThan(100);
    }

    /** Drops every third prefix, doubles the first ones, and keeps the books of what was said along every path. */
    private static final class Bookkeeper implements StepwisePolicy {
        private double[] inherited = new double[0];
        private int checked;

        @Override
        public void allocate(Frontier frontier, int budget, int[] allocation) {
            int k = frontier.size();
            double[] next = new double[2 * budget];
            int copies = 0;
            for (int i = 0; i < k; i++) {
                double before = frontier.step() == 1 ? 0 : inherited[i];
                double evidence = before + Confidence.of(frontier.score(i));
                assertThat(frontier.evidence(i)).isCloseTo(evidence, within(1e-12));
                allocation[i] = k > 2 && i % 3 == 2 ? 0 : i < 2 ? 2 : 1;
                for (int copy = 0; copy < allocation[i]; copy++) {
                    next[copies++] = evidence;
                }
                checked++;
            }
            inherited = next;
        }

        @Override
        public boolean readsScores() {
            return true;
        }

        @Override
        public boolean readsSimilarity() {
            return false;
        }

        @Override
        public boolean spendsAll() {
            return false;
        }
    }

    @Test
    void evidenceIsTheConfidenceOfAllScoresOfThePath() {
        Bookkeeper bookkeeper = new Bookkeeper();
        // All attempts last six steps: the copies of a prefix are the prefixes of the next frontier.
        means(
                Worlds.rich().with(new AttemptShape(0.3, 0.5, 0.2, 1, AttemptShape.fixedSteps(6))),
                bookkeeper,
                Selection.MAJORITY,
                new int[] {3, 16},
                20);
        assertThat(bookkeeper.checked).isGreaterThan(500);
    }

    @Test
    void oraclesAreHandedTheTruth() {
        boolean[] saw = new boolean[1];
        OraclePolicy probe = new OraclePolicy() {
            @Override
            public void allocate(OracleFrontier frontier, int budget, int[] allocation) {
                for (int i = 0; i < frontier.size(); i++) {
                    saw[0] = true;
                    // With a calibrated verifier the score is the true chance, to within its 0.01.
                    assertThat(frontier.score(i)).isCloseTo(frontier.value(i), within(0.011));
                    assertThat(frontier.direction(i)).isBetween(0, 4);
                    allocation[i] = 1;
                }
            }

            @Override
            public boolean readsScores() {
                return true;
            }

            @Override
            public boolean readsSimilarity() {
                return false;
            }
        };
        means(
                Worlds.rich().with(dev.plateau.model.Verifier.calibrated()).with(Mistakes.NONE),
                probe,
                Selection.MAJORITY,
                new int[] {16},
                50);
        assertThat(saw[0]).isTrue();
    }

    /** No rule that must guess reaches more than the one that knows: on common tasks, by two points and more. */
    @Test
    void theOracleRuleBoundsTheOthers() {
        int tasks = 3000;
        Worlds worlds = Worlds.rich().with(new Difficulty(0, 0, new Difficulty.Fixed(0.02)));
        double[] bound = means(worlds, Worlds.policy("oracle", Map.of()), Selection.MAJORITY, new int[] {4}, tasks)[1];
        for (String id : new String[] {
            "uniform",
            "top-k",
            "beam",
            "dvts",
            "score-proportional",
            "softmax",
            "rebase",
            "rebase-official",
            "dora",
            "dora-released",
            "dora-hard",
            "dora-dynamic",
            "dora-true",
            "bayes",
            "bayes-direction"
        }) {
            double[][] means = means(worlds, Worlds.policy(id, Map.of()), Selection.MAJORITY, new int[] {4}, tasks);
            assertThat(means[1][0]).as(id).isBetween(0.02, bound[0] - 0.02);
        }
    }

    /** All but the oracle, whose true values come from an error function that makes garbage. */
    @Test
    void searchesAllocateNothingInSteadyState() {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        TaskTree tree = new TaskTree(Worlds.rich().world(), 3);
        int[] budgets = {16, 64};
        TaskRunner runner = new TaskRunner(tree, budgets);
        Outcomes outcomes = new Outcomes(budgets.length);
        for (String id : new String[] {
            "parallel",
            "sequential",
            "temperature",
            "beam",
            "rebase",
            "dora",
            "dvts",
            "top-k",
            "rebase-official",
            "dora-released",
            "dora-hard",
            "dora-dynamic",
            "dora-true",
            "bayes",
            "bayes-direction"
        }) {
            Policy policy = Worlds.policy(id, Map.of());
            for (int task = 0; task < 1000; task++) {
                tree.begin(task);
                runner.run(policy, Selection.WEIGHTED_MAJORITY, outcomes);
            }
            tree.begin(1);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                runner.run(policy, Selection.WEIGHTED_MAJORITY, outcomes);
            }
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(bytes).as(id).isLessThan(2000);
        }
    }
}
