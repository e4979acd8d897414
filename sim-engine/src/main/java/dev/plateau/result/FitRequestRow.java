package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;

import java.util.List;

/**
 * A request of a log, observed and fitted.
 *
 * @param request number, the first to arrive being 1
 * @param arrival seconds from the first arrival
 * @param observed seconds from its arrival to its last token
 * @param fitted the same of the simulated machine
 */
public record FitRequestRow(int request, double arrival, double observed, double fitted) {

    /** The table observed.csv. */
    public static final Table<FitRequestRow> TABLE = new Table<>(
            "observed",
            "The time to the last token of each request, observed and fitted.",
            List.of(
                    new Column<>("request", INTEGER, "", "By arrival; the first is 1.", r -> (long) r.request()),
                    new Column<>("arrival", NUMBER, "s", "From the first arrival.", FitRequestRow::arrival),
                    new Column<>(
                            "observed", NUMBER, "s", "From its arrival to its last token.", FitRequestRow::observed),
                    new Column<>("fitted", NUMBER, "s", "The same of the simulated machine.", FitRequestRow::fitted),
                    new Column<>("residual", NUMBER, "s", "Observed less fitted.", r -> r.observed() - r.fitted())));
}
