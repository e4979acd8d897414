package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * A point of a sweep in one world.
 *
 * @param scenario the world at the point
 * @param values of the swept keys, in the order of the axes
 * @param tasks simulated; 0 if the point could not be run
 * @param halfWidth largest half-width of its accuracies
 * @param best label of the policy that is most accurate at the largest budget, among those that no one tells the truth;
 *     empty if the point could not be run
 * @param accuracy what it reaches
 * @param warnings sentences that a reader must know, joined by spaces; empty if there are none
 */
public record PointRow(
        String scenario,
        List<String> values,
        long tasks,
        double halfWidth,
        String best,
        Interval accuracy,
        String warnings) {
    /** Copies the list. */
    public PointRow {
        values = List.copyOf(values);
    }

    /** The table points.csv of a sweep over some keys. */
    public static Table<PointRow> table(List<SweepAxis> axes) {
        List<Column<PointRow>> columns = new ArrayList<>();
        columns.add(new Column<>("scenario", TEXT, "", "The world at the point.", PointRow::scenario));
        for (int i = 0; i < axes.size(); i++) {
            int at = i;
            columns.add(axes.get(i).column(row -> row.values().get(at)));
        }
        columns.add(new Column<>("tasks", INTEGER, "tasks", "Tasks simulated.", PointRow::tasks));
        columns.add(new Column<>(
                "half_width", NUMBER, "fraction", "Largest half-width of its accuracies.", PointRow::halfWidth));
        columns.add(new Column<>(
                "best_policy",
                TEXT,
                "",
                "Policy that is most accurate at the largest budget, of those that are not told the truth.",
                PointRow::best));
        Column.interval(columns, "best_accuracy", "fraction", "What it reaches there.", PointRow::accuracy);
        columns.add(new Column<>("warnings", TEXT, "", "What a reader must know.", PointRow::warnings));
        return new Table<>("points", "The points of the sweep.", columns);
    }
}
