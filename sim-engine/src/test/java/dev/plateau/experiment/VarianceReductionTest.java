package dev.plateau.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.analytic.Coverage;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Directions;
import dev.plateau.model.Mistakes;
import dev.plateau.model.Points;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.StudyResult;
import dev.plateau.select.Selection;
import dev.plateau.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VarianceReductionTest {
    private static final VarianceReduction PLAIN = VarianceReduction.NONE;
    private static final VarianceReduction COMMON = VarianceReduction.COMMON;
    private static final VarianceReduction SOBOL =
            new VarianceReduction(Points.SOBOL, false, true, false, false, false);
    private static final VarianceReduction FOCUS =
            new VarianceReduction(Points.STRATIFIED, true, true, false, false, false);
    private static final VarianceReduction REPEATS =
            new VarianceReduction(Points.STRATIFIED, false, true, true, false, false);
    private static final VarianceReduction EXPECTATIONS =
            new VarianceReduction(Points.STRATIFIED, false, true, false, true, false);
    private static final VarianceReduction CONTROLS =
            new VarianceReduction(Points.STRATIFIED, false, true, false, false, true);

    private static final List<Integer> BUDGETS = List.of(1, 4, 32);
    private static final List<Entrant> ENTRANTS = List.of(
            Worlds.entrant("parallel", Map.of(), Selection.WEIGHTED_MAJORITY),
            new Entrant("coverage", () -> Worlds.policy("parallel", Map.of()), Selection.ORACLE),
            Worlds.entrant("sequential", Map.of("acceptance", "gated"), Selection.BEST_OF_N),
            Worlds.entrant("rebase", Map.of(), Selection.BEST_OF_N),
            Worlds.entrant("dora", Map.of(), Selection.WEIGHTED_MAJORITY));

    /** Coverage by budget, of {@link #correlated}. */
    private static final Map<Integer, Double> TRUTH = Map.of(1, coverage(1), 4, coverage(4), 16, coverage(16));

    private static StudyResult run(
            Worlds worlds,
            List<Entrant> entrants,
            List<Integer> budgets,
            long tasks,
            VarianceReduction how,
            long seed) {
        Study study = worlds.study(entrants, budgets, 1e-6, tasks, seed).withReduction(how);
        return new Experiment(study, 2).run(Progress.NONE);
    }

    private static StudyResult run(VarianceReduction how, long tasks) {
        return run(Worlds.rich(), ENTRANTS, BUDGETS, tasks, how, 3);
    }

    private static double squaredError(Interval interval) {
        return interval.halfWidth() * interval.halfWidth() / (1.96 * 1.96);
    }

    /**
     * Every technique against plain Monte Carlo with many tasks: 7 x 15 accuracies and as many coverages, each at 4.5 sd: a
     * correct simulator fails with chance 0.14 % under other seeds.
     */
    @Test
    void noneChangesWhatIsEstimated() {
        StudyResult plain = run(PLAIN, 19_200);
        for (VarianceReduction how :
                List.of(COMMON, SOBOL, FOCUS, REPEATS, EXPECTATIONS, CONTROLS, VarianceReduction.FULL)) {
            StudyResult reduced = run(how, 3_840);
            for (int i = 0; i < plain.accuracy().size(); i++) {
                AccuracyRow expected = plain.accuracy().get(i);
                AccuracyRow row = reduced.accuracy().get(i);
                String as = how + ": " + row;
                assertAgree(row.accuracy(), expected.accuracy(), as);
                assertAgree(row.coverage(), expected.coverage(), as);
                assertThat(row.passRate()).as(as).isCloseTo(expected.passRate(), within(0.04));
                assertThat(row.tokensPerTask() / expected.tokensPerTask())
                        .as(as)
                        .isBetween(0.95, 1.05);
                assertThat(row.flopsPerTask() / expected.flopsPerTask()).as(as).isBetween(0.95, 1.05);
                assertThat(row.rolloutsPerTask() / expected.rolloutsPerTask())
                        .as(as)
                        .isBetween(0.93, 1.07);
            }
        }
    }

    private static void assertAgree(Interval one, Interval other, String as) {
        double error = Math.sqrt(squaredError(one) + squaredError(other));
        assertThat(one.value()).as(as).isCloseTo(other.value(), within(4.5 * error));
    }

    static List<VarianceReduction> all() {
        return List.of(COMMON, SOBOL, FOCUS, REPEATS, EXPECTATIONS, CONTROLS, VarianceReduction.FULL);
    }

    /**
     * Coverage of correlated attempts, and the pass rate, by closed form over a Beta law of p: 4 values at 4.5 sd, 3e-5 for each
     * technique. Half of the outcome is the direction's, a third the finish's.
     */
    @ParameterizedTest
    @MethodSource("all")
    void meetsTheClosedForm(VarianceReduction how) {
        Worlds worlds = correlated();
        List<Integer> budgets = List.of(1, 4, 16);
        StudyResult result = run(worlds, ENTRANTS.subList(1, 2), budgets, 19_200, how, 8);
        for (AccuracyRow row : result.accuracy()) {
            double truth = TRUTH.get(row.budget());
            double error = Math.sqrt(squaredError(row.accuracy()));
            assertThat(row.accuracy().value()).as(how + ": " + row).isCloseTo(truth, within(4.5 * error));
            assertThat(row.accuracy()).isEqualTo(row.coverage());
        }
        AccuracyRow one = result.accuracy().get(0);
        assertThat(one.passRate()).isCloseTo(one.accuracy().value(), within(1e-9));
    }

    private static Worlds correlated() {
        return Worlds.plain()
                .with(new Difficulty(0.1, 0, new Difficulty.Beta(0.7, 1.4)))
                .with(new Directions(new Directions.Zipf(2, 1), 0))
                .with(new AttemptShape(0.5, 0.17, 0.33, 1, AttemptShape.fixedSteps(2)));
    }

    /** By the midpoint rule over quantiles of p. */
    private static double coverage(int budget) {
        BetaDistribution p = new BetaDistribution(null, 0.7, 1.4);
        int points = 100;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            double chance = p.inverseCumulativeProbability((i + 0.5) / points);
            sum += 0.9 / points * Coverage.directions(chance, 0.5, new double[] {2.0 / 3, 1.0 / 3}, budget);
        }
        return sum;
    }

    @Test
    void resultsAreTheSameBitsForAnyNumberOfThreads() {
        for (VarianceReduction how : List.of(PLAIN, VarianceReduction.FULL)) {
            Study study = Worlds.rich()
                    .study(ENTRANTS, List.of(1, 8), 1e-6, 20 * 64, 9)
                    .withReduction(how);
            StudyResult one = new Experiment(study, 1).run(Progress.NONE);
            assertThat(new Experiment(study, 3).run(Progress.NONE)).isEqualTo(one);
        }
    }

    @Test
    void accuraciesDifferByTheDifferenceThatIsStated() {
        StudyResult result = run(VarianceReduction.FULL, 3_200);
        for (ComparisonRow row : result.comparison()) {
            double policy = accuracy(result, row.policy(), row.budget()).value();
            double baseline = accuracy(result, row.baseline(), row.budget()).value();
            assertThat(row.difference().value()).isCloseTo(policy - baseline, within(1e-12));
        }
    }

    private static Interval accuracy(StudyResult result, String policy, int budget) {
        return result.accuracy().stream()
                .filter(row -> row.policy().equals(policy) && row.budget() == budget)
                .findFirst()
                .orElseThrow()
                .accuracy();
    }

    /** 6,400 tasks are 100 blocks: the ratio of two variances has a standard error of 20 %; thresholds are 3 or more of them away. */
    @Test
    void eachPaysWhereItShould() {
        long tasks = 6_400;
        StudyResult plain = run(PLAIN, tasks);
        StudyResult common = run(COMMON, tasks);
        StudyResult focus = run(FOCUS, tasks);
        StudyResult repeats = run(REPEATS, tasks);
        StudyResult expectations = run(EXPECTATIONS, tasks);
        StudyResult full = run(VarianceReduction.FULL, tasks);
        ToDoubleFunction<StudyResult> dora = result -> squaredError(accuracy(result, "dora", 32));
        ToDoubleFunction<StudyResult> single = result -> squaredError(accuracy(result, "dora", 1));
        ToDoubleFunction<StudyResult> chain = result -> squaredError(accuracy(result, "sequential", 32));
        ToDoubleFunction<StudyResult> difference = result -> result.comparison().stream()
                .filter(row -> row.policy().equals("dora") && row.budget() == 32)
                .mapToDouble(row -> squaredError(row.difference()))
                .sum();
        assertThat(ratio(plain, common, dora)).as("strata").isGreaterThan(1.3);
        assertThat(ratio(plain, common, difference)).as("common trees").isGreaterThan(1.8);
        assertThat(ratio(common, focus, dora)).as("focus").isGreaterThan(1);
        assertThat(ratio(common, repeats, chain)).as("repeats").isGreaterThan(1.5);
        assertThat(ratio(common, expectations, single)).as("expectations").isGreaterThan(1.3);
        assertThat(ratio(plain, full, dora)).as("all, accuracy").isGreaterThan(2.5);
        assertThat(ratio(plain, full, difference)).as("all, difference").isGreaterThan(5);
    }

    private static double ratio(StudyResult before, StudyResult after, ToDoubleFunction<StudyResult> squaredError) {
        return squaredError.applyAsDouble(before) / squaredError.applyAsDouble(after);
    }

    /** Where directions decide nearly everything, what is known of them explains nearly all, and a net spreads them. */
    @Test
    void netsAndControlsPayWhereDirectionsDecide() {
        Worlds worlds = correlated()
                .with(new Mistakes(0, 1, 0))
                .with(new AttemptShape(0.8, 0, 0.2, 1, AttemptShape.fixedSteps(1)));
        List<Entrant> coverage = ENTRANTS.subList(1, 2);
        ToDoubleFunction<StudyResult> error =
                result -> squaredError(result.accuracy().get(0).accuracy());
        VarianceReduction net = new VarianceReduction(Points.SOBOL, false, true, true, true, false);
        VarianceReduction strata = new VarianceReduction(Points.STRATIFIED, false, true, true, true, false);
        VarianceReduction controls = new VarianceReduction(Points.STRATIFIED, false, true, true, true, true);
        StudyResult before = run(worlds, coverage, List.of(1, 64), 12_800, strata, 4);
        assertThat(ratio(before, run(worlds, coverage, List.of(1, 64), 12_800, net, 4), error))
                .as("net")
                .isGreaterThan(1.6);
        assertThat(ratio(before, run(worlds, coverage, List.of(1, 64), 12_800, controls, 4), error))
                .as("controls")
                .isGreaterThan(5);
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        assertThatThrownBy(() -> new VarianceReduction(Points.INDEPENDENT, true, true, false, false, false))
                .hasMessageContaining("focus");
        assertThatThrownBy(() -> new VarianceReduction(Points.SOBOL, true, false, false, false, true))
                .hasMessageContaining("controls");
    }

    /**
     * 400 studies of 40 blocks with everything on, each with its own seed: at nominal 95 % the count of covering intervals has
     * standard deviation 4.4, so 367 to 393 is +-3 sd: a correct interval fails with chance 0.3 % for each of 6 under other
     * seeds.
     */
    @Test
    @Tag("long")
    void intervalsCoverAsOftenAsTheySay() {
        List<Integer> budgets = List.of(1, 4, 16);
        List<Entrant> entrants =
                List.of(ENTRANTS.get(1), Worlds.entrant("sequential", Map.of("acceptance", "last"), Selection.ORACLE));
        double[] truth = budgets.stream().mapToDouble(TRUTH::get).toArray();
        int[] covered = new int[3];
        int[] paired = new int[3];
        for (int seed = 0; seed < 400; seed++) {
            StudyResult result = run(correlated(), entrants, budgets, 40 * 64, VarianceReduction.FULL, 1000 + seed);
            for (int i = 0; i < 3; i++) {
                covered[i] += result.accuracy().get(i).accuracy().contains(truth[i]) ? 1 : 0;
                paired[i] += result.comparison().get(i).difference().contains(truth[0] - truth[i]) ? 1 : 0;
            }
        }
        // Of one attempt the controls explain all but rounding; its interval is as wide as any of so many tasks must
        // be.
        assertThat(covered[0]).isEqualTo(400);
        assertThat(covered[1]).isBetween(367, 393);
        assertThat(covered[2]).isBetween(367, 393);
        for (int count : paired) {
            assertThat(count).isBetween(367, 393);
        }
    }
}
