package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import java.util.List;

/**
 * How well constants of a machine explain a log; each error is simulated over logged, less 1.
 *
 * @param constants which
 * @param requests compared
 * @param meanEndToEnd error of the mean time to the last token
 * @param medianEndToEnd error of its median
 * @param absolute mean absolute error of the time of a request
 * @param meanFirstToken error of the mean time to the first token, which is not fitted
 */
public record FitErrorRow(
        String constants,
        int requests,
        double meanEndToEnd,
        double medianEndToEnd,
        double absolute,
        double meanFirstToken) {

    /** The table errors.csv. */
    public static final Table<FitErrorRow> TABLE = new Table<>(
            "errors",
            "How well constants explain the log; errors are simulated over logged, less 1.",
            List.of(
                    new Column<>("constants", TEXT, "", "Which constants.", FitErrorRow::constants),
                    new Column<>("requests", INTEGER, "", "Requests compared.", r -> (long) r.requests()),
                    new Column<>(
                            "mean_e2e",
                            NUMBER,
                            "fraction",
                            "Error of the mean time to the last token.",
                            FitErrorRow::meanEndToEnd),
                    new Column<>("median_e2e", NUMBER, "fraction", "Error of its median.", FitErrorRow::medianEndToEnd),
                    new Column<>(
                            "absolute",
                            NUMBER,
                            "fraction",
                            "Mean absolute error of the time of a request.",
                            FitErrorRow::absolute),
                    new Column<>(
                            "mean_ttft",
                            NUMBER,
                            "fraction",
                            "Error of the mean time to the first token, which is not fitted.",
                            FitErrorRow::meanFirstToken)));
}
