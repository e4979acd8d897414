package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * A figure of a table of accuracies, beside what the fitted world has for it.
 *
 * @param metric accuracy or pass_rate
 * @param policy that stands for the method
 * @param budget rollouts per task
 * @param observed what was published; NaN at a budget that is predicted
 * @param band half-width of its published band; NaN if there is none
 * @param fitted simulated on tasks that the fit never met, with its interval: what the table leaves in doubt, and chance
 * @param standardError of the simulation
 * @param heldOut what a fit without the largest budget predicts for it; NaN at other budgets
 */
public record FitCellRow(
        String metric,
        String policy,
        int budget,
        double observed,
        double band,
        Interval fitted,
        double standardError,
        double heldOut) {

    /** The table cells.csv. */
    public static final Table<FitCellRow> TABLE = new Table<>(
            "cells",
            "The published figures beside those of the fitted world, and its predictions.",
            List.of(
                    new Column<>("metric", TEXT, "", "accuracy or pass_rate.", FitCellRow::metric),
                    new Column<>("policy", TEXT, "", "Policy that stands for the method.", FitCellRow::policy),
                    new Column<>("budget", INTEGER, "rollouts", "Rollouts per task.", r -> (long) r.budget()),
                    new Column<>(
                            "observed",
                            NUMBER,
                            "fraction",
                            "Published; empty at a budget that is predicted.",
                            FitCellRow::observed),
                    new Column<>("band", NUMBER, "fraction", "Half-width of its published band.", FitCellRow::band),
                    new Column<>(
                            "fitted",
                            NUMBER,
                            "fraction",
                            "Simulated on tasks that the fit never met.",
                            r -> r.fitted().value()),
                    new Column<>(
                            "low",
                            NUMBER,
                            "fraction",
                            "Lower end of its 95 % interval; empty if the fit was interrupted.",
                            r -> r.fitted().low()),
                    new Column<>(
                            "high",
                            NUMBER,
                            "fraction",
                            "Upper end.",
                            r -> r.fitted().high()),
                    new Column<>("residual", NUMBER, "fraction", "fitted less observed.", FitCellRow::residual),
                    new Column<>(
                            "standard_error",
                            NUMBER,
                            "fraction",
                            "Standard error of the simulation.",
                            FitCellRow::standardError),
                    new Column<>(
                            "held_out",
                            NUMBER,
                            "fraction",
                            "Predicted by a fit without the largest budget.",
                            FitCellRow::heldOut)));

    /** Fitted less observed. */
    public double residual() {
        return fitted.value() - observed;
    }
}
