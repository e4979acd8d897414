package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * What becomes of a plan under other circumstances, and what would be planned then.
 *
 * @param slo name of the promise
 * @param circumstance in words
 * @param holds whether the chosen plan, as it is, still keeps the promise
 * @param accuracy of the chosen plan then
 * @param onTime its share of tasks answered within the promised time; NaN if it was plain that too many are late
 * @param dollarsPerTask its rent then
 * @param fleet that would be chosen then; empty if nothing keeps the promise
 * @param policy that would be chosen then
 * @param budget that would be chosen then; 0 if nothing keeps the promise
 * @param newDollarsPerTask rent of that
 */
public record SensitivityRow(
        String slo,
        String circumstance,
        boolean holds,
        Interval accuracy,
        Interval onTime,
        double dollarsPerTask,
        String fleet,
        String policy,
        int budget,
        double newDollarsPerTask) {

    private static final double ROUNDING = 1e-9;

    /** Whether nothing that was looked at keeps the promise for less money then. */
    public boolean cheapest() {
        return holds && !(newDollarsPerTask < dollarsPerTask * (1 - ROUNDING));
    }

    /** The table sensitivity.csv. */
    public static final Table<SensitivityRow> TABLE = new Table<>(
            "sensitivity",
            "What becomes of each choice under other circumstances, and what would be chosen then.",
            List.of(
                    new Column<>("slo", TEXT, "", "Name of the promise.", SensitivityRow::slo),
                    new Column<>("circumstance", TEXT, "", "What is different.", SensitivityRow::circumstance),
                    new Column<>(
                            "holds",
                            INTEGER,
                            "",
                            "1 if the choice as it is surely keeps the promise, else 0.",
                            r -> r.holds() ? 1L : 0L),
                    new Column<>(
                            "accuracy",
                            NUMBER,
                            "fraction",
                            "Its share of right answers then.",
                            r -> r.accuracy().value()),
                    new Column<>(
                            "accuracy_low",
                            NUMBER,
                            "fraction",
                            "Lower end of its 95 % interval.",
                            r -> r.accuracy().low()),
                    new Column<>(
                            "on_time",
                            NUMBER,
                            "fraction",
                            "Its share of tasks answered in the promised time then; empty if simulation stopped because far"
                                    + " too many were late.",
                            r -> r.onTime().value()),
                    new Column<>(
                            "cost_per_1000_tasks",
                            NUMBER,
                            "USD",
                            "Its rent per 1,000 tasks then.",
                            r -> 1000 * r.dollarsPerTask()),
                    new Column<>(
                            "new_fleet",
                            TEXT,
                            "",
                            "What would be chosen then; empty if nothing keeps the promise.",
                            SensitivityRow::fleet),
                    new Column<>("new_policy", TEXT, "", "With which policy.", SensitivityRow::policy),
                    new Column<>("new_budget", INTEGER, "rollouts", "With which budget.", r -> (long) r.budget()),
                    new Column<>(
                            "new_cost_per_1000_tasks",
                            NUMBER,
                            "USD",
                            "Its rent per 1,000 tasks.",
                            r -> 1000 * r.newDollarsPerTask()),
                    new Column<>(
                            "still_cheapest",
                            INTEGER,
                            "",
                            "1 if the choice as it is keeps the promise and nothing on the shortlist does for less, else 0.",
                            r -> r.cheapest() ? 1L : 0L)));
}
