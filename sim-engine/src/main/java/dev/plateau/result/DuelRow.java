package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Two policies in a world, on tasks that no search met.
 *
 * @param world base, or found
 * @param policy label
 * @param rival label
 * @param accuracy of the policy
 * @param rivalAccuracy of the rival
 * @param difference by how much the policy is better, paired
 * @param tasks that both met
 */
public record DuelRow(
        String world,
        String policy,
        String rival,
        Interval accuracy,
        Interval rivalAccuracy,
        Interval difference,
        long tasks) {
    /** The world of the scenario. */
    public static final String BASE = "base";

    /** The world that was found. */
    public static final String FOUND = "found";

    /** The table difference.csv. */
    public static final Table<DuelRow> TABLE = new Table<>(
            "difference",
            "Both policies in the world of the scenario and in the one that was found, on tasks that the search never met.",
            columns());

    private static List<Column<DuelRow>> columns() {
        List<Column<DuelRow>> columns = new ArrayList<>(List.of(
                new Column<>("world", TEXT, "", "base: of the scenario. found: by the search.", DuelRow::world),
                new Column<>("policy", TEXT, "", "Label of the policy.", DuelRow::policy),
                new Column<>("rival", TEXT, "", "Label of its rival.", DuelRow::rival)));
        Column.interval(columns, "accuracy", "fraction", "Right answers of the policy.", DuelRow::accuracy);
        Column.interval(columns, "rival_accuracy", "fraction", "Right answers of the rival.", DuelRow::rivalAccuracy);
        Column.interval(
                columns,
                "difference",
                "fraction",
                "By how much the policy is better, paired over the same tasks.",
                DuelRow::difference);
        columns.add(new Column<>("tasks", INTEGER, "tasks", "Tasks that both met.", DuelRow::tasks));
        return columns;
    }
}
