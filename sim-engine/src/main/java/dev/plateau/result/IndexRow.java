package dev.plateau.result;

import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Share of an output's variance that is due to a setting.
 *
 * @param output name
 * @param setting and its range
 * @param first what it explains alone
 * @param total what is left when all others are known
 */
public record IndexRow(String output, Range setting, Interval first, Interval total) {
    /** The table indices.csv. */
    public static final Table<IndexRow> TABLE = new Table<>(
            "indices",
            "Shares of the variance of every output by setting, the largest first, when all settings are drawn evenly from their"
                    + " ranges.",
            columns());

    private static List<Column<IndexRow>> columns() {
        List<Column<IndexRow>> columns = new ArrayList<>(List.of(
                new Column<>("output", TEXT, "", "What comes out.", IndexRow::output),
                new Column<>(
                        "setting",
                        TEXT,
                        "",
                        "Key of the scenario.",
                        r -> r.setting().key()),
                new Column<>(
                        "from",
                        NUMBER,
                        PhasePoint.AS_KEY,
                        "Lower end of its range.",
                        r -> r.setting().low()),
                new Column<>(
                        "to",
                        NUMBER,
                        PhasePoint.AS_KEY,
                        "Upper end of its range.",
                        r -> r.setting().high())));
        Column.interval(columns, "first", "fraction", "What the setting explains alone.", IndexRow::first);
        Column.interval(
                columns,
                "total",
                "fraction",
                "What is left when all others are known; above first by its part in interactions.",
                IndexRow::total);
        return columns;
    }
}
