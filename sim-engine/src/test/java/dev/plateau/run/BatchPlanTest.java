package dev.plateau.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.Worlds;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Progress;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.BatchPolicy;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.StudyResult;
import dev.plateau.select.Selection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
    private static final int[] BUDGETS = {1, 4, 16, 64};

    private static int[][] attempts(BatchPolicy policy) {
        TaskTree tree = new TaskTree(Worlds.rich().world(), 3);
        return new BatchPlan(tree, BUDGETS).attempts(policy, 128, 64);
    }

    @Test
    void equalNeedsGetEqualShares() {
        for (int[] task : attempts(tally -> 1.0 / tally.size())) {
            assertThat(task).containsExactly(BUDGETS);
        }
    }

    @Test
    void equalNeedsAreParallelSamplingToTheBit() {
        List<Entrant> entrants = List.of(
                Worlds.entrant("parallel", Map.of(), Selection.WEIGHTED_MAJORITY),
                new Entrant("batch", () -> (BatchPolicy) tally -> 1.0 / tally.size(), Selection.WEIGHTED_MAJORITY));
        StudyResult result = new Experiment(Worlds.rich().study(entrants, List.of(1, 4, 16), 0.02, 1_000_000, 5), 2)
                .run(Progress.NONE);
        for (int b = 0; b < 3; b++) {
            assertThat(result.accuracy().get(b + 3).accuracy())
                    .isEqualTo(result.accuracy().get(b).accuracy());
        }
    }

    @Test
    void theBudgetIsSpentWhereItIsWorthIt() {
        int[][] attempts = attempts((BatchPolicy) Worlds.policy("shared-budget", Map.of("epsilon", 1e-6)));
        for (int b = 0; b < BUDGETS.length; b++) {
            int spent = 0;
            for (int[] task : attempts) {
                spent += task[b];
                assertThat(task[b]).isGreaterThanOrEqualTo(b == 0 ? 1 : task[b - 1]);
            }
            assertThat(spent).isEqualTo(64 * BUDGETS[b]);
        }
        // Hard tasks with split votes get several times what easy ones get.
        assertThat(java.util.Arrays.stream(attempts)
                        .mapToInt(task -> task[3])
                        .max()
                        .orElseThrow())
                .isGreaterThan(128);
    }

    @Test
    void nothingIsSpentWhereNothingIsWorthIt() {
        for (int[] task : attempts(tally -> 0)) {
            assertThat(task).containsExactly(1, 1, 1, 1);
        }
    }

    @Test
    void sharingABudgetBeatsEqualSharesOfAVote() {
        StudyResult result = new Experiment(
                        Worlds.rich()
                                .study(
                                        List.of(
                                                Worlds.entrant("parallel", Map.of(), Selection.MAJORITY),
                                                Worlds.entrant("shared-budget", Map.of(), Selection.MAJORITY)),
                                        List.of(8),
                                        0.005,
                                        1_000_000,
                                        5),
                        2)
                .run(Progress.NONE);
        ComparisonRow row = result.comparison().get(0);
        assertThat(row.difference().low()).isPositive();
    }
}
