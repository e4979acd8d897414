package dev.plateau.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.model.AttemptShape;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.StudyResult;
import dev.plateau.select.Selection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutPlanTest {
    private static final List<Entrant> ENTRANTS = List.of(
            Worlds.entrant("parallel", Map.of(), Selection.MAJORITY),
            Worlds.entrant("sequential", Map.of("acceptance", "last"), Selection.MAJORITY),
            Worlds.entrant("rebase", Map.of(), Selection.MAJORITY),
            Worlds.entrant("dora", Map.of(), Selection.MAJORITY));

    private static Study in(Study study, BudgetUnit unit, List<Integer> budgets) {
        return new Study(
                study.name(),
                study.title(),
                study.worlds(),
                study.entrants(),
                study.baseline(),
                budgets,
                unit,
                study.precision(),
                study.maxTasks(),
                study.thresholds(),
                study.seed(),
                study.bounds());
    }

    @Test
    void constantCostsPayForTheirQuotient() {
        // 3 steps of 50 tokens: 150 tokens a rollout, whatever the policy.
        Study study = in(
                Worlds.plain()
                        .with(new AttemptShape(0.2, 0.6, 0.2, 1, AttemptShape.fixedSteps(3)))
                        .study(ENTRANTS, List.of(1), 0.1, 10_000, 1),
                BudgetUnit.TOKENS,
                List.of(10, 150, 449, 450, 1500, 15_000));
        for (int[] plan : new RolloutPlan(study, study.worlds().get(0).world()).rollouts()) {
            assertThat(plan).containsExactly(1, 1, 2, 3, 10, 100);
        }
    }

    @Test
    void rolloutsAreTakenAsTheyAre() {
        Study study = Worlds.rich().study(ENTRANTS, List.of(3, 7), 0.1, 10_000, 1);
        assertThat(new RolloutPlan(study, study.worlds().get(0).world()).rollouts()[3])
                .containsExactly(3, 7);
    }

    @Test
    void equalBudgetsOfTokensAreSpentEquallyAndNotExceeded() {
        List<Integer> budgets = List.of(5000, 20_000);
        StudyResult result = new Experiment(
                        in(Worlds.rich().study(ENTRANTS, List.of(1), 0.01, 1_000_000, 1), BudgetUnit.TOKENS, budgets),
                        2)
                .run(Progress.NONE);
        for (AccuracyRow row : result.accuracy()) {
            // Steps of about 60 tokens, some 5 a rollout: whole rollouts leave up to 400 tokens, the pilot errs by 1 %.
            assertThat(row.tokensPerTask())
                    .as("%s at %d", row.policy(), row.budget())
                    .isCloseTo(row.budget(), within(0.03 * row.budget() + 400));
        }
        assertThat(result.unit()).isEqualTo(BudgetUnit.TOKENS);
    }

    @Test
    void budgetsThatCannotBeKeptAreReported() {
        Study study = in(
                Worlds.plain()
                        .with(new AttemptShape(0.2, 0.6, 0.2, 1, AttemptShape.fixedSteps(3)))
                        .study(ENTRANTS.subList(0, 1), List.of(1), 0.1, 10_000, 1),
                BudgetUnit.TOKENS,
                List.of(10, 300, 100_000_000));
        RolloutPlan plan = new RolloutPlan(study, study.worlds().get(0).world());
        assertThat(plan.rollouts()[0]).containsExactly(1, 2, 100_000);
        assertThat(plan.warnings()).hasSize(2);
        assertThat(plan.warnings().toString()).contains("more than the budget of 10", "cannot spend the budget of 1");
    }
}
