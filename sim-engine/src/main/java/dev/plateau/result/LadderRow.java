package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * What a budget of the chosen policy costs on the chosen machines, when all that is promised but the accuracy must be kept.
 *
 * @param slo name of the promise
 * @param policy label
 * @param budget per task
 * @param fleet the smallest that does; empty if none does
 * @param accuracy share of right answers
 * @param dollarsPerTask rent; NaN without a fleet
 * @param dollarsPerPoint what one more percentage point of accuracy costs per 1,000 tasks, from the budget before to this one;
 *     NaN if it cannot be told that there is any gain
 */
public record LadderRow(
        String slo,
        String policy,
        int budget,
        String fleet,
        Interval accuracy,
        double dollarsPerTask,
        double dollarsPerPoint) {

    /** The table ladder.csv. */
    public static final Table<LadderRow> TABLE = new Table<>(
            "ladder",
            "What each budget of the chosen policy costs on the chosen machines, when all but the accuracy is kept.",
            List.of(
                    new Column<>("slo", TEXT, "", "Name of the promise.", LadderRow::slo),
                    new Column<>("policy", TEXT, "", "Label of the policy.", LadderRow::policy),
                    new Column<>("budget", INTEGER, "rollouts", "Budget per task.", r -> (long) r.budget()),
                    new Column<>(
                            "fleet",
                            TEXT,
                            "",
                            "The smallest fleet that keeps all that is promised but the accuracy; empty if none does.",
                            LadderRow::fleet),
                    new Column<>(
                            "accuracy",
                            NUMBER,
                            "fraction",
                            "Share of right answers.",
                            r -> r.accuracy().value()),
                    new Column<>(
                            "accuracy_low",
                            NUMBER,
                            "fraction",
                            "Lower end of its 95 % interval.",
                            r -> r.accuracy().low()),
                    new Column<>(
                            "accuracy_high",
                            NUMBER,
                            "fraction",
                            "Upper end of its 95 % interval.",
                            r -> r.accuracy().high()),
                    new Column<>(
                            "cost_per_1000_tasks",
                            NUMBER,
                            "USD",
                            "Rent per 1,000 tasks.",
                            r -> 1000 * r.dollarsPerTask()),
                    new Column<>(
                            "cost_per_point",
                            NUMBER,
                            "USD",
                            "Rent per 1,000 tasks for each further percentage point, from the budget before; empty if there"
                                    + " is no gain that can be told from 0.",
                            LadderRow::dollarsPerPoint)));
}
