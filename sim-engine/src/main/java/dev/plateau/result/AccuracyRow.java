package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * What a policy achieves at a budget.
 *
 * @param scenario world
 * @param policy label
 * @param budget rollouts
 * @param accuracy share of tasks answered correctly
 * @param coverage share of tasks with at least one correct attempt in the final set
 * @param passRate share of correct attempts in the final set, averaged over tasks
 * @param tasks simulated
 * @param tokensPerTask tokens written by the policy model
 * @param flopsPerTask FLOPs of policy model, verifier and embedder
 * @param rolloutsPerTask attempts made to an end
 */
public record AccuracyRow(
        String scenario,
        String policy,
        int budget,
        Interval accuracy,
        Interval coverage,
        double passRate,
        long tasks,
        double tokensPerTask,
        double flopsPerTask,
        double rolloutsPerTask) {

    /** The table accuracy.csv. */
    public static final Table<AccuracyRow> TABLE = new Table<>(
            "accuracy",
            "What each policy achieves at each budget.",
            List.of(
                    new Column<>("scenario", TEXT, "", "The simulated world.", AccuracyRow::scenario),
                    new Column<>("policy", TEXT, "", "Label of the policy.", AccuracyRow::policy),
                    new Column<>("budget", INTEGER, "rollouts", "Rollouts per task.", r -> (long) r.budget()),
                    new Column<>(
                            "accuracy",
                            NUMBER,
                            "fraction",
                            "Share of tasks whose selected answer is correct.",
                            r -> r.accuracy().value()),
                    new Column<>(
                            "accuracy_low",
                            NUMBER,
                            "fraction",
                            "Lower end of the 95 % interval of accuracy.",
                            r -> r.accuracy().low()),
                    new Column<>(
                            "accuracy_high",
                            NUMBER,
                            "fraction",
                            "Upper end of the 95 % interval of accuracy.",
                            r -> r.accuracy().high()),
                    new Column<>(
                            "coverage",
                            NUMBER,
                            "fraction",
                            "Share of tasks with at least one correct attempt in the final set.",
                            r -> r.coverage().value()),
                    new Column<>(
                            "coverage_low",
                            NUMBER,
                            "fraction",
                            "Lower end of the 95 % interval of coverage.",
                            r -> r.coverage().low()),
                    new Column<>(
                            "coverage_high",
                            NUMBER,
                            "fraction",
                            "Upper end of the 95 % interval of coverage.",
                            r -> r.coverage().high()),
                    new Column<>(
                            "pass_rate",
                            NUMBER,
                            "fraction",
                            "Share of correct attempts in the final set, averaged over tasks.",
                            AccuracyRow::passRate),
                    new Column<>("tasks", INTEGER, "tasks", "Tasks simulated.", AccuracyRow::tasks),
                    new Column<>(
                            "tokens_per_task",
                            NUMBER,
                            "tokens",
                            "Tokens that the policy model writes per task.",
                            AccuracyRow::tokensPerTask),
                    new Column<>(
                            "flops_per_task",
                            NUMBER,
                            "FLOP",
                            "Floating-point operations of policy model, verifier and embedder per task.",
                            AccuracyRow::flopsPerTask),
                    new Column<>(
                            "rollouts_per_task",
                            NUMBER,
                            "rollouts",
                            "Attempts made to an end per task: the budget, or fewer where a rule stops.",
                            AccuracyRow::rolloutsPerTask)));
}
