package dev.plateau.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.analytic.Coverage;
import dev.plateau.analytic.Ttspm;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Difficulty;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.StudyResult;
import dev.plateau.select.Selection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    static final List<Entrant> ALL = List.of(
            Worlds.entrant("parallel", Map.of(), Selection.WEIGHTED_MAJORITY),
            Worlds.entrant("sequential", Map.of(), Selection.MAJORITY),
            Worlds.entrant("beam", Map.of(), Selection.BEST_OF_N),
            Worlds.entrant("rebase", Map.of(), Selection.WEIGHTED_MAJORITY),
            Worlds.entrant("dora", Map.of(), Selection.WEIGHTED_MAJORITY));

    @Test
    void resultsAreTheSameBitsForAnyNumberOfThreads() {
        Study study = Worlds.rich().study(ALL, List.of(1, 4, 16), 0.02, 1_000_000, 9);
        StudyResult one = new Experiment(study, 1).run(Progress.NONE);
        for (int threads : new int[] {2, 3, 7}) {
            assertThat(new Experiment(study, threads).run(Progress.NONE)).isEqualTo(one);
        }
        Study other = Worlds.rich().study(ALL, List.of(1, 4, 16), 0.02, 1_000_000, 10);
        assertThat(new Experiment(other, 2).run(Progress.NONE).accuracy()).isNotEqualTo(one.accuracy());
    }

    @Test
    void stopsWhenEveryAccuracyIsPreciseEnough() {
        StudyResult result =
                new Experiment(Worlds.rich().study(ALL, List.of(1, 8), 0.01, 1_000_000, 9), 2).run(Progress.NONE);
        assertThat(result.warnings()).isEmpty();
        assertThat(result.accuracy()).allMatch(row -> row.accuracy().halfWidth() <= 0.01);
    }

    @Test
    void saysWhenTheCapIsReached() {
        StudyResult result =
                new Experiment(Worlds.rich().study(ALL, List.of(1, 8), 0.001, 200, 9), 2).run(Progress.NONE);
        assertThat(result.warnings()).hasSize(1).first().asString().contains("max-tasks", "256 tasks");
        assertThat(result.accuracy()).allMatch(row -> row.tasks() == 256);
    }

    @Test
    void endsEarlyWhenCancelledAndSaysSo() {
        StudyResult result = new Experiment(Worlds.rich().study(ALL, List.of(1, 8), 0.0001, 1_000_000, 9), 2)
                .run(new Progress() {
                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                });
        assertThat(result.warnings()).first().asString().contains("interrupted");
        assertThat(result.accuracy()).isNotEmpty();
    }

    /**
     * 1000 small studies, each with its own seed. At nominal 95 % the count of covering intervals has standard deviation
     * 6.9, so 930 to 970 is +-2.9 sd: a correct interval fails with chance 0.4 % per quantity under other seeds.
     */
    @Test
    void intervalsCoverAsOftenAsTheySay() {
        double a = 0.7;
        double b = 1.4;
        Worlds worlds = Worlds.plain().with(new Difficulty(0.1, 0, new Difficulty.Beta(a, b)));
        List<Integer> budgets = List.of(1, 4, 16);
        List<Entrant> entrants = List.of(
                Worlds.entrant("parallel", Map.of(), Selection.ORACLE),
                Worlds.entrant("sequential", Map.of("acceptance", "last"), Selection.ORACLE));
        int[] covered = new int[3];
        int[] paired = new int[3];
        for (int seed = 0; seed < 1000; seed++) {
            StudyResult result =
                    new Experiment(worlds.study(entrants, budgets, 0.5, 40 * 64, seed), 1).run(Progress.NONE);
            double last = 0.9 * a / (a + b);
            for (int i = 0; i < 3; i++) {
                double truth = 0.9 * Coverage.betaBinomial(a, b, budgets.get(i));
                covered[i] += result.accuracy().get(i).accuracy().contains(truth) ? 1 : 0;
                paired[i] += result.comparison().get(i).difference().contains(i == 0 ? 0 : last - truth) ? 1 : 0;
            }
        }
        assertThat(List.of(covered[0], covered[1], covered[2])).allMatch(count -> count >= 930 && count <= 970);
        // At budget 1 both policies make the same attempt: the difference is exactly 0.
        assertThat(paired[0]).isEqualTo(1000);
        assertThat(List.of(paired[1], paired[2])).allMatch(count -> count >= 930 && count <= 970);
    }

    @Test
    void saturationAgreesWithTheFormulaAndItsIntervalCovers() {
        Worlds worlds = Worlds.plain().with(new Difficulty(0.1, 0, new Difficulty.Fixed(0.1)));
        List<Integer> budgets =
                java.util.stream.IntStream.rangeClosed(1, 60).boxed().toList();
        long exact = new Ttspm(0.9, 0.1).saturationBudget(0.001 * 5);
        int covers = 0;
        int studies = 40;
        for (int seed = 0; seed < studies; seed++) {
            Study study = worlds.study(
                            List.of(Worlds.entrant("parallel", Map.of(), Selection.ORACLE)),
                            budgets,
                            0.004,
                            1_000_000,
                            seed)
                    .withThresholds(new Thresholds(0.02, 0.005));
            var row = new Experiment(study, 2).run(Progress.NONE).saturation().get(0);
            assertThat(row.fMax()).isCloseTo(0.9, within(0.01));
            assertThat(row.px()).isCloseTo(0.1, within(0.005));
            covers +=
                    row.saturation().low() <= exact && exact <= row.saturation().high() ? 1 : 0;
        }
        // A correct 95 % interval covers fewer than 33 of 40 with chance 0.3 %.
        assertThat(covers).isGreaterThanOrEqualTo(33);
    }

    @Test
    void replayedBenchmarkIsTheUnbiasedPassAtK() {
        int[] correct = {0, 1, 2, 5, 30, 60, 99, 100};
        List<Difficulty.Count> problems = java.util.Arrays.stream(correct)
                .mapToObj(c -> new Difficulty.Count(100, c))
                .toList();
        Worlds worlds = Worlds.plain().with(new Difficulty(0, 0, new Difficulty.Empirical(problems, true)));
        List<Integer> budgets = List.of(1, 10, 50, 100);
        StudyResult result = new Experiment(
                        worlds.study(
                                List.of(Worlds.entrant("parallel", Map.of(), Selection.ORACLE)),
                                budgets,
                                0.004,
                                1_000_000,
                                1),
                        2)
                .run(Progress.NONE);
        for (AccuracyRow row : result.accuracy()) {
            double truth = java.util.Arrays.stream(correct)
                    .mapToDouble(c -> Coverage.unbiasedPassAtK(100, c, row.budget()))
                    .average()
                    .orElseThrow();
            // Half-widths of 95 %; three of them is a level of 4e-9.
            assertThat(row.coverage().value())
                    .isCloseTo(truth, within(3 * row.coverage().halfWidth()));
        }
    }

    @Test
    void budgetsOfParallelSamplingAreNestedAndGainsPaired() {
        Worlds worlds = Worlds.plain().with(new AttemptShape(0.3, 0, 0.7, 1, AttemptShape.fixedSteps(1)));
        StudyResult result = new Experiment(
                        worlds.study(
                                List.of(Worlds.entrant("parallel", Map.of(), Selection.ORACLE)),
                                List.of(1, 2, 3, 4),
                                0.01,
                                1_000_000,
                                1),
                        2)
                .run(Progress.NONE);
        assertThat(result.gains()).allMatch(row -> row.gain().low() >= 0);
        // Unpaired differences would have intervals as wide as those of the accuracies themselves.
        assertThat(result.gains().get(2).gain().halfWidth())
                .isLessThan(result.accuracy().get(3).accuracy().halfWidth());
    }

    @Test
    void everyPolicyIsComparedWithTheBestOnTheSameTasks() {
        StudyResult result = new Experiment(Worlds.rich().study(ALL, List.of(16), 0.02, 4096, 9), 2).run(Progress.NONE);
        assertThat(result.versusBest())
                .hasSize(ALL.size() - 1)
                .allMatch(row -> row.difference().value() <= 0);
        String best = result.versusBest().get(0).baseline();
        for (var row : result.versusBest()) {
            if (row.policy().equals("parallel")) {
                var reverse = result.comparison().stream()
                        .filter(other -> other.policy().equals(best))
                        .findFirst()
                        .orElseThrow()
                        .difference();
                assertThat(row.difference().value()).isCloseTo(-reverse.value(), within(1e-12));
                assertThat(row.difference().halfWidth()).isCloseTo(reverse.halfWidth(), within(1e-12));
            }
        }
    }
}
