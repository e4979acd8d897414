package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;

import java.util.List;

/**
 * How many problems were solved between so and so often.
 *
 * @param from right samples of a problem, at least
 * @param to at most
 * @param observed problems
 * @param expected problems, by the chosen family
 * @param deviation standard deviation of that number
 */
public record FitCountRow(int from, int to, long observed, double expected, double deviation) {

    /** The table counts.csv. */
    public static final Table<FitCountRow> TABLE = new Table<>(
            "counts",
            "How many problems had so many right samples: observed, and expected by the fit.",
            List.of(
                    new Column<>("correct_from", INTEGER, "", "Right samples, at least.", r -> (long) r.from()),
                    new Column<>("correct_to", INTEGER, "", "Right samples, at most.", r -> (long) r.to()),
                    new Column<>("observed", INTEGER, "", "Problems.", FitCountRow::observed),
                    new Column<>("expected", NUMBER, "", "Problems by the fit.", FitCountRow::expected),
                    new Column<>(
                            "residual",
                            NUMBER,
                            "",
                            "Observed less expected, in standard deviations.",
                            r -> r.deviation() > 0 ? (r.observed() - r.expected()) / r.deviation() : Double.NaN)));
}
