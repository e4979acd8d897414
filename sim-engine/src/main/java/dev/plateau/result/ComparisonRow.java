package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * Accuracy of a policy minus that of the baseline at the same budget, over the same tasks.
 *
 * @param scenario world
 * @param policy label
 * @param baseline label
 * @param budget rollouts
 * @param difference accuracy of policy minus baseline
 */
public record ComparisonRow(String scenario, String policy, String baseline, int budget, Interval difference) {

    /** The table comparison.csv. */
    public static final Table<ComparisonRow> TABLE = new Table<>(
            "comparison",
            "Paired differences to the baseline.",
            List.of(
                    new Column<>("scenario", TEXT, "", "The simulated world.", ComparisonRow::scenario),
                    new Column<>("policy", TEXT, "", "Label of the policy.", ComparisonRow::policy),
                    new Column<>("baseline", TEXT, "", "Label of the policy compared with.", ComparisonRow::baseline),
                    new Column<>("budget", INTEGER, "rollouts", "Rollouts per task.", r -> (long) r.budget()),
                    new Column<>(
                            "difference",
                            NUMBER,
                            "fraction",
                            "Accuracy of the policy minus that of the baseline on the same tasks.",
                            r -> r.difference().value()),
                    new Column<>(
                            "difference_low",
                            NUMBER,
                            "fraction",
                            "Lower end of its 95 % interval.",
                            r -> r.difference().low()),
                    new Column<>(
                            "difference_high",
                            NUMBER,
                            "fraction",
                            "Upper end of its 95 % interval.",
                            r -> r.difference().high())));
}
