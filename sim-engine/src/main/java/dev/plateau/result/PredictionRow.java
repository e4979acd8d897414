package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * What a fit predicts at a budget.
 *
 * @param budget attempts per problem
 * @param metric what is predicted: coverage
 * @param value with its interval
 */
public record PredictionRow(int budget, String metric, Interval value) {

    /** The table prediction.csv. */
    public static final Table<PredictionRow> TABLE = new Table<>(
            "prediction",
            "What the fit predicts for the same problems at budgets that were not run.",
            List.of(
                    new Column<>("budget", INTEGER, "rollouts", "Attempts per problem.", r -> (long) r.budget()),
                    new Column<>(
                            "metric",
                            TEXT,
                            "",
                            "What is predicted; coverage: share of the problems with at least one right attempt.",
                            PredictionRow::metric),
                    new Column<>(
                            "value",
                            NUMBER,
                            "fraction",
                            "Its value.",
                            r -> r.value().value()),
                    new Column<>(
                            "low",
                            NUMBER,
                            "fraction",
                            "Lower end of its 95 % interval.",
                            r -> r.value().low()),
                    new Column<>(
                            "high",
                            NUMBER,
                            "fraction",
                            "Upper end of its 95 % interval.",
                            r -> r.value().high())));
}
