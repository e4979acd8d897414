package dev.plateau.result;

import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;

/**
 * A fitted parameter.
 *
 * @param name in its model
 * @param estimate with its interval, if there is one
 * @param identified whether the data tell it
 * @param onBound whether it lies on a bound of the range in which it is sought
 * @param meaning one sentence
 */
public record FitParameterRow(String name, Interval estimate, boolean identified, boolean onBound, String meaning) {

    /** The table parameters.csv. */
    public static final Table<FitParameterRow> TABLE = new Table<>(
            "parameters",
            "Fitted parameters.",
            List.of(
                    new Column<>("parameter", TEXT, "", "Name.", FitParameterRow::name),
                    new Column<>(
                            "value", NUMBER, "", "Estimate.", r -> r.estimate().value()),
                    new Column<>(
                            "low",
                            NUMBER,
                            "",
                            "Lower end of its interval; empty if it has none.",
                            r -> r.estimate().low()),
                    new Column<>(
                            "high",
                            NUMBER,
                            "",
                            "Upper end of its interval.",
                            r -> r.estimate().high()),
                    new Column<>(
                            "identified",
                            TEXT,
                            "",
                            "Whether the data tell it, or rather what was expected beforehand, or the bound of its range.",
                            FitParameterRow::standing),
                    new Column<>("meaning", TEXT, "", "What it is.", FitParameterRow::meaning)));

    private String standing() {
        String told = identified ? "yes" : "no";
        return onBound ? told + ", on its bound" : told;
    }
}
