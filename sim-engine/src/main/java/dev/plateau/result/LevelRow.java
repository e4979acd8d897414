package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * What a policy makes of the tasks of one level of difficulty.
 *
 * @param scenario world
 * @param policy label
 * @param budget in the unit of the scenario
 * @param level 1 the easiest
 * @param accuracy share of its tasks answered correctly
 * @param passRate share of right attempts in the final set, mean over its tasks
 * @param tasks simulated
 */
public record LevelRow(
        String scenario, String policy, int budget, int level, Interval accuracy, double passRate, long tasks) {

    /** The table levels.csv. */
    public static final Table<LevelRow> TABLE = new Table<>(
            "levels",
            "Accuracy by the level of difficulty that the benchmark gives a task.",
            List.of(
                    new Column<>("scenario", TEXT, "", "The simulated world.", LevelRow::scenario),
                    new Column<>("policy", TEXT, "", "Label of the policy.", LevelRow::policy),
                    new Column<>("budget", INTEGER, "", "Budget per task, in the unit of the scenario.", row ->
                            (long) row.budget()),
                    new Column<>(
                            "level", INTEGER, "", "Level of difficulty, 1 the easiest.", row -> (long) row.level()),
                    new Column<>(
                            "accuracy",
                            NUMBER,
                            "fraction",
                            "Share of the level's tasks answered correctly.",
                            row -> row.accuracy().value()),
                    new Column<>(
                            "accuracy_low",
                            NUMBER,
                            "fraction",
                            "Lower end of its 95 % interval.",
                            row -> row.accuracy().low()),
                    new Column<>(
                            "accuracy_high",
                            NUMBER,
                            "fraction",
                            "Upper end of its 95 % interval.",
                            row -> row.accuracy().high()),
                    new Column<>(
                            "pass_rate",
                            NUMBER,
                            "fraction",
                            "Share of right attempts in the final set, mean over the level's tasks.",
                            LevelRow::passRate),
                    new Column<>("tasks", INTEGER, "", "Tasks of the level simulated.", LevelRow::tasks)));
}
