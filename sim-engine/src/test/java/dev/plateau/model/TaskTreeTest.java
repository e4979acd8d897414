package dev.plateau.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.run.AttemptProbe;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The model against what follows from its equations (MODEL sections 2 to 7). Means are tested by |z| at most 4.4 (two-sided
 * level 1e-5); with about 60 such tests a correct model under other seeds fails with chance 6e-4.
 */
class TaskTreeTest {
    private static final double Z = 4.4;
    private static final int TASKS = 20_000;

    private static void assertMean(SummaryStatistics sample, double expected, String what) {
        double error = sample.getStandardDeviation() / Math.sqrt(sample.getN());
        assertThat(Math.abs(sample.getMean() - expected))
                .as("%s: mean %f, expected %f, standard error %f", what, sample.getMean(), expected, error)
                .isLessThanOrEqualTo(Z * error + 1e-12);
    }

    static Stream<Worlds> shapes() {
        List<Double> eight = AttemptShape.fixedSteps(8);
        List<Double> geometric = AttemptShape.geometricSteps(2, 10, 0.25);
        Directions zipf = new Directions(new Directions.Zipf(4, 1), 0);
        return Stream.of(
                Worlds.plain(),
                Worlds.plain().with(new AttemptShape(1, 0, 0, 1, List.of(1.0))).with(zipf),
                Worlds.plain().with(new AttemptShape(0.4, 0.5, 0.1, 0.8, eight)).with(zipf),
                Worlds.plain()
                        .with(new AttemptShape(0.2, 0.8, 0, 1.2, geometric))
                        .with(zipf),
                Worlds.plain()
                        .with(new AttemptShape(0.6, 0.3, 0.1, 0.9, AttemptShape.uniformSteps(3, 6)))
                        .with(new Directions(new Directions.Zipf(4, 1), 0.9)),
                Worlds.plain()
                        .with(new AttemptShape(0.7, 0.2, 0.1, 0.9, eight))
                        .with(new Directions(new Directions.Dirichlet(6, 0.4), -0.8)),
                Worlds.plain()
                        .with(new AttemptShape(0.7, 0.2, 0.1, 0.9, eight))
                        .with(new Directions(new Directions.PitmanYor(1.5, 0.3), 0.5)),
                Worlds.plain().with(new Mistakes(0.8, 0.5, 1)),
                Worlds.plain().with(new AttemptShape(1, 0, 0, 1, List.of(1.0))).with(new Mistakes(0.4, 0.5, 1)),
                Worlds.plain()
                        .with(new AttemptShape(0.2, 0.8, 0, 1.2, geometric))
                        .with(new Directions(new Directions.Zipf(4, 1), 0.9))
                        .with(new Mistakes(0.6, 0.5, 1)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void anAttemptIsRightWithChancePWhateverTheShares(Worlds worlds) {
        TaskTree tree = new TaskTree(worlds.world(), 5);
        AttemptProbe probe = new AttemptProbe(tree);
        SummaryStatistics right = new SummaryStatistics();
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            probe.run(task % 3);
            right.addValue(probe.correct() ? 1 : 0);
        }
        assertMean(right, 0.3, "share right");
    }

    @Test
    void attemptsOfOneDirectionCorrelateByItsShare() {
        double share = 0.35;
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new AttemptShape(share, 0.5, 0.15, 0.7, AttemptShape.fixedSteps(4)))
                        .world(),
                8);
        double[] first = new double[TASKS];
        double[] second = new double[TASKS];
        double[] siblings = new double[TASKS];
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            first[task] = quality(tree, 0, 0);
            second[task] = quality(tree, 1, 0);
            siblings[task] = quality(tree, 0, 1);
        }
        PearsonsCorrelation correlation = new PearsonsCorrelation();
        // Fisher's z: standard error 1/sqrt(n).
        assertThat(correlation.correlation(first, second)).isCloseTo(share, within(Z / Math.sqrt(TASKS)));
        assertThat(correlation.correlation(first, siblings))
                .isCloseTo(tree.sharedUntil(1), within(Z / Math.sqrt(TASKS)));
        double weights = 1 + 0.7 + 0.49 + 0.343;
        assertThat(tree.sharedUntil(1)).isCloseTo(share + 0.5 / weights, within(1e-12));
        assertThat(tree.sharedUntil(4)).isCloseTo(0.85, within(1e-12));
    }

    private static double quality(TaskTree tree, int attempt, int secondStep) {
        long key = tree.child(tree.root(), attempt);
        double sum = tree.directionSum(tree.direction(key)) + tree.stepSum(key, 1);
        for (int depth = 2; depth <= tree.maxSteps(); depth++) {
            key = tree.child(key, depth == 2 ? secondStep : 0);
            sum += tree.stepSum(key, depth);
        }
        return sum + Math.sqrt(1 - tree.sharedUntil(tree.maxSteps())) * tree.restValue(key);
    }

    static Stream<Mistakes> mistakes() {
        return Stream.of(Mistakes.NONE, new Mistakes(0.7, 0.3, 2));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theValueOfAPrefixIsTheChanceOfARolloutAndAMartingale(Mistakes mistakes) {
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new AttemptShape(0.3, 0.5, 0.2, 0.8, AttemptShape.geometricSteps(2, 5, 0.3)))
                        .with(new Directions(new Directions.Zipf(3, 1), 0))
                        .with(mistakes)
                        .world(),
                21);
        SummaryStatistics step = new SummaryStatistics();
        SummaryStatistics rollout = new SummaryStatistics();
        AttemptProbe probe = new AttemptProbe(tree);
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            long key = tree.child(tree.root(), 0);
            double sum = tree.directionSum(tree.direction(key)) + tree.stepSum(key, 1);
            Mistakes.State state = tree.state(key, 1, Mistakes.State.SOUND);
            double value = value(tree, state, sum, 1);
            long child = tree.child(key, 0);
            step.addValue(value(tree, tree.state(child, 2, state), sum + tree.stepSum(child, 2), 2) - value);
            probe.run(0);
            // Weighted, so that a value that is right only on average would fail.
            rollout.addValue(((probe.correct() ? 1 : 0) - value) * value);
        }
        assertMean(step, 0, "change of value in a step");
        assertMean(rollout, 0, "rollout minus value");
    }

    private static double value(TaskTree tree, Mistakes.State state, double sum, int depth) {
        return state == Mistakes.State.SOUND ? tree.value(sum, depth) : 0;
    }

    @Test
    void mistakesComeBySharesAndComeToLightStepByStep() {
        double share = 0.7;
        double detection = 0.3;
        int steps = 4;
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new AttemptShape(0.3, 0.5, 0.2, 0.8, AttemptShape.fixedSteps(steps)))
                        .with(new Mistakes(share, detection, 2))
                        .world(),
                22);
        int[] sound = new int[steps + 1];
        int[] evident = new int[steps + 1];
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            long key = tree.root();
            Mistakes.State state = Mistakes.State.SOUND;
            for (int depth = 1; depth <= steps; depth++) {
                key = tree.child(key, 0);
                state = tree.state(key, depth, state);
                sound[depth] += state == Mistakes.State.SOUND ? 1 : 0;
                evident[depth] += state == Mistakes.State.EVIDENT ? 1 : 0;
            }
        }
        double hidden = 0;
        double before = 1;
        for (int depth = 1; depth <= steps; depth++) {
            double chance = Math.pow(0.3, share * (tree.sharedUntil(depth) - 0.3) / 0.7);
            hidden = (hidden + before - chance) * (1 - detection);
            before = chance;
            assertShare(sound[depth], chance, "sound after " + depth);
            assertShare(evident[depth], 1 - chance - hidden, "evident after " + depth);
        }
    }

    private static void assertShare(int count, double expected, String what) {
        assertThat(count / (double) TASKS)
                .as(what)
                .isCloseTo(expected, within(Z * Math.sqrt(expected * (1 - expected) / TASKS)));
    }

    @Test
    void aCalibratedVerifierReportsTheValue() {
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new AttemptShape(0.3, 0.5, 0.2, 0.8, AttemptShape.fixedSteps(5)))
                        .world(),
                2);
        tree.begin(0);
        for (double sum = -3; sum < 3; sum += 0.1) {
            assertThat(tree.score(1, 0, 2, sum, 0, 0)).isCloseTo(tree.value(sum, 2), within(0.0096));
        }
    }

    @Test
    void verifierErrorsHaveTheirDeviations() {
        TaskTree tree = new TaskTree(
                Worlds.plain().with(new Verifier(0, 0.5, 0.7, 0.4, 0.3, 0)).world(), 3);
        SummaryStatistics logits = new SummaryStatistics();
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            long key = tree.child(tree.root(), 0);
            double path = tree.pathError(tree.child(key, 0), tree.pathError(key, 0));
            double score = tree.score(key, 0, 1, 0, path, 0);
            double logit = Math.log(score / (1 - score));
            logits.addValue(logit);
        }
        assertMean(logits, 0.5, "bias");
        double variance = 0.49 + 2 * 0.16 + 0.09;
        assertThat(logits.getVariance()).isCloseTo(variance, within(Z * variance * Math.sqrt(2.0 / TASKS)));
    }

    @Test
    void directionsArePickedByPopularity() {
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new Directions(new Directions.Zipf(3, 1), 0))
                        .world(),
                4);
        tree.begin(0);
        double[] expected = {6.0 / 11, 3.0 / 11, 2.0 / 11};
        int[] picks = new int[3];
        for (int child = 0; child < TASKS; child++) {
            picks[tree.direction(tree.child(tree.root(), child))]++;
        }
        for (int j = 0; j < 3; j++) {
            assertThat(tree.popularity(j)).isCloseTo(expected[j], within(1e-12));
            double error = Math.sqrt(expected[j] * (1 - expected[j]) / TASKS);
            assertThat(picks[j] / (double) TASKS).isCloseTo(expected[j], within(Z * error));
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({"2.0, 0.0", "0.7, 0.4"})
    void aPitmanYorProcessMakesAsManyDirectionsAsItsFormulaSays(double concentration, double discount) {
        int attempts = 30;
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new Directions(new Directions.PitmanYor(concentration, discount), 0))
                        .world(),
                6);
        SummaryStatistics distinct = new SummaryStatistics();
        for (int task = 0; task < 5000; task++) {
            tree.begin(task);
            long count = java.util.stream.IntStream.range(0, attempts)
                    .map(child -> tree.direction(tree.child(tree.root(), child)))
                    .distinct()
                    .count();
            distinct.addValue(count);
        }
        double expected = 0;
        if (discount == 0) {
            for (int i = 0; i < attempts; i++) {
                expected += concentration / (concentration + i);
            }
        } else {
            // Pitman 2006, equation 3.13.
            expected = concentration
                    / discount
                    * (Math.exp(Gamma.logGamma(concentration + discount + attempts)
                                    - Gamma.logGamma(concentration + attempts)
                                    - Gamma.logGamma(concentration + discount)
                                    + Gamma.logGamma(concentration))
                            - 1);
        }
        assertMean(distinct, expected, "distinct directions");
    }

    @Test
    void dirichletPopularitiesHaveTheirMoments() {
        double concentration = 0.5;
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new Directions(new Directions.Dirichlet(4, concentration), 0))
                        .world(),
                12);
        SummaryStatistics first = new SummaryStatistics();
        SummaryStatistics square = new SummaryStatistics();
        for (int task = 0; task < TASKS; task++) {
            tree.begin(task);
            first.addValue(tree.popularity(2));
            square.addValue(tree.popularity(2) * tree.popularity(2));
        }
        assertMean(first, 0.25, "popularity");
        assertMean(square, 0.25 * 0.75 / (4 * concentration + 1) + 0.0625, "its square");
    }

    @Test
    void difficultyIsTheMixtureStratifiedOverBlocks() {
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new Difficulty(0.25, 0.125, new Difficulty.Beta(2, 3)))
                        .world(),
                13);
        SummaryStatistics chances = new SummaryStatistics();
        for (int block = 0; block < 100; block++) {
            int unsolvable = 0;
            int solved = 0;
            for (int i = 0; i < tree.blockSize(); i++) {
                tree.begin((long) block * tree.blockSize() + i);
                unsolvable += tree.chance() == 0 ? 1 : 0;
                solved += tree.chance() == 1 ? 1 : 0;
                chances.addValue(tree.chance());
            }
            // 64 tasks: exactly 16 and 8 by stratification.
            assertThat(unsolvable).isEqualTo(16);
            assertThat(solved).isEqualTo(8);
        }
        assertMean(chances, 0.125 + 0.625 * 0.4, "mean chance");
    }

    @Test
    void probitNormalHasItsMean() {
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new Difficulty(0, 0, new Difficulty.ProbitNormal(-0.5, 1.5)))
                        .world(),
                14);
        SummaryStatistics chances = new SummaryStatistics();
        for (int task = 0; task < 64 * 200; task++) {
            tree.begin(task);
            chances.addValue(tree.chance());
        }
        // E Phi(m + s Z) = Phi(m / sqrt(1 + s^2)).
        assertThat(chances.getMean()).isCloseTo(Normal.phi(-0.5 / Math.sqrt(1 + 2.25)), within(0.001));
    }

    @Test
    void replayDrawsTheRecordedSamplesWithoutReplacement() {
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new Difficulty(
                                0,
                                0,
                                new Difficulty.Empirical(
                                        List.of(new Difficulty.Count(50, 7), new Difficulty.Count(50, 0)), true)))
                        .world(),
                15);
        AttemptProbe probe = new AttemptProbe(tree);
        for (int task = 0; task < 100; task++) {
            tree.begin(task);
            int right = 0;
            for (int attempt = 0; attempt < 50; attempt++) {
                probe.run(attempt);
                right += probe.correct() ? 1 : 0;
            }
            assertThat(right).isEqualTo(task % 2 == 0 ? 7 : 0);
        }
    }

    @Test
    void stepLengthsAreLognormalAndFollowDifficulty() {
        Lengths lengths = new Lengths(100, 60, 0.5, 0.3);
        TaskTree tree = new TaskTree(Worlds.plain().with(lengths).world(), 16);
        SummaryStatistics tokens = new SummaryStatistics();
        tree.begin(0);
        for (int child = 0; child < TASKS; child++) {
            tokens.addValue(tree.tokens(tree.child(tree.root(), child)));
        }
        double mean = 60 * Math.exp(0.3 * tree.theta());
        assertThat(tokens.getMean()).isCloseTo(mean, within(Z * 0.5 * mean / Math.sqrt(TASKS) + 0.05));
        // The deviation of a sample deviation of this lognormal is about 1.2 % at this size.
        assertThat(tokens.getStandardDeviation() / tokens.getMean()).isCloseTo(0.5, within(0.025));
    }

    @Test
    void wrongAnswersHerdByDirectionAndFollowZipf() {
        TaskTree tree = new TaskTree(Worlds.plain().with(new Answers(0.4, 3, 1)).world(), 17);
        tree.begin(0);
        int[] counts = new int[tree.answers()];
        for (int child = 0; child < TASKS; child++) {
            counts[tree.answer(tree.child(tree.root(), child), 0, false)]++;
        }
        double[] expected = {0, 0.6 * 6 / 11, 0.6 * 3 / 11, 0.6 * 2 / 11, 0.4};
        for (int answer = 0; answer < expected.length; answer++) {
            double error = Math.sqrt(expected[answer] * (1 - expected[answer]) / TASKS);
            assertThat(counts[answer] / (double) TASKS).isCloseTo(expected[answer], within(Z * error));
        }
        assertThat(tree.answer(1, 0, true)).isZero();
    }

    @Test
    void stepCountsFollowTheirHazards() {
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new AttemptShape(0, 0, 1, 1, AttemptShape.uniformSteps(3, 6)))
                        .world(),
                18);
        int[] counts = new int[7];
        tree.begin(0);
        for (int child = 0; child < TASKS; child++) {
            long key = tree.child(tree.root(), child);
            int depth = 1;
            while (!tree.finishes(key, depth)) {
                key = tree.child(key, 0);
                depth++;
            }
            counts[depth]++;
        }
        assertThat(counts[1] + counts[2]).isZero();
        for (int depth = 3; depth <= 6; depth++) {
            assertThat(counts[depth] / (double) TASKS).isCloseTo(0.25, within(Z * Math.sqrt(0.25 * 0.75 / TASKS)));
        }
    }

    @Test
    void unsolvableTasksDefeatEveryVerifierWithoutNonsense() {
        TaskTree tree = new TaskTree(
                Worlds.plain()
                        .with(new Difficulty(1, 0, new Difficulty.Fixed(0.5)))
                        .with(new Verifier(0, 0, 1, 1, 1, 0))
                        .world(),
                19);
        tree.begin(0);
        assertThat(tree.score(1, 0, 1, 0, 0, 0)).isBetween(0.0, 1.0);
        assertThat(tree.value(0, 1)).isLessThan(1e-12);
    }
}
