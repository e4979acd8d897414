package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * One start of a search for an extreme world.
 *
 * @param start from 0, which is the base world
 * @param worlds that it simulated
 * @param searched best difference on the tasks that it searched with, which is too good to be true
 * @param checked the same world's difference on other tasks
 * @param chosen whether its world is the one that was found
 */
public record StartRow(int start, int worlds, double searched, Interval checked, boolean chosen) {

    /** The table starts.csv. */
    public static final Table<StartRow> TABLE = new Table<>(
            "starts",
            "Starts of the search. Each finds its world on tasks of its own; tasks that none of them met choose between them.",
            columns());

    private static List<Column<StartRow>> columns() {
        List<Column<StartRow>> columns = new ArrayList<>(List.of(
                new Column<>("start", INTEGER, "", "Number of the start; 0 begins at the base world.", r ->
                        (long) r.start()),
                new Column<>("worlds", INTEGER, "", "Worlds that it simulated.", r -> (long) r.worlds()),
                new Column<>(
                        "searched",
                        NUMBER,
                        "fraction",
                        "Most extreme difference on the tasks that it searched with, flattered by having been sought.",
                        StartRow::searched)));
        Column.interval(
                columns, "checked", "fraction", "Difference of the same world on other tasks.", StartRow::checked);
        columns.add(new Column<>(
                "chosen", TEXT, "", "yes if this world was the most extreme there.", r -> r.chosen() ? "yes" : "no"));
        return columns;
    }
}
