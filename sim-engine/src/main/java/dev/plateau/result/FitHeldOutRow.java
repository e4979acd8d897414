package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * What a fit to a part of the data predicted of more of them.
 *
 * @param metric what was predicted
 * @param fitted samples or rounds per problem that the fit saw
 * @param budget the same that it predicted; if equal, the fit saw every other problem and predicted the rest
 * @param predicted with its interval
 * @param observed what happened
 */
public record FitHeldOutRow(String metric, int fitted, int budget, Interval predicted, double observed) {

    /** The table held_out.csv. */
    public static final Table<FitHeldOutRow> TABLE = new Table<>(
            "held_out",
            "A fit to a part of the data against what more of them show.",
            List.of(
                    new Column<>("metric", TEXT, "", "What is predicted.", FitHeldOutRow::metric),
                    new Column<>(
                            "fitted_on",
                            INTEGER,
                            "rollouts",
                            "Samples or rounds per problem that were fitted; if as many as the budget, those of every other problem.",
                            r -> (long) r.fitted()),
                    new Column<>("budget", INTEGER, "rollouts", "Attempts per problem that were predicted.", r ->
                            (long) r.budget()),
                    new Column<>(
                            "predicted",
                            NUMBER,
                            "fraction",
                            "Prediction.",
                            r -> r.predicted().value()),
                    new Column<>(
                            "low",
                            NUMBER,
                            "fraction",
                            "Lower end of its 95 % interval.",
                            r -> r.predicted().low()),
                    new Column<>(
                            "high",
                            NUMBER,
                            "fraction",
                            "Upper end of it.",
                            r -> r.predicted().high()),
                    new Column<>("observed", NUMBER, "fraction", "What happened.", FitHeldOutRow::observed),
                    new Column<>(
                            "error",
                            NUMBER,
                            "fraction",
                            "Prediction less what happened.",
                            r -> r.predicted().value() - r.observed())));
}
