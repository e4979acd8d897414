package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * What a policy achieves at a point of a sweep in one world.
 *
 * @param scenario the world at the point
 * @param values of the swept keys, in the order of the axes
 * @param policy label
 * @param told whether it is told the truth, so that no system can run it
 * @param budget the largest of the point
 * @param accuracy at that budget
 * @param saturation smallest budget from which the gain stays below the lower threshold; NaN where it is not reached
 */
public record SweptRow(
        String scenario,
        List<String> values,
        String policy,
        boolean told,
        int budget,
        Interval accuracy,
        Interval saturation) {
    /** Copies the list. */
    public SweptRow {
        values = List.copyOf(values);
    }

    /** The table sweep.csv of a sweep over some keys. */
    public static Table<SweptRow> table(List<SweepAxis> axes) {
        List<Column<SweptRow>> columns = new ArrayList<>();
        columns.add(new Column<>("scenario", TEXT, "", "The world at the point.", SweptRow::scenario));
        for (int i = 0; i < axes.size(); i++) {
            int at = i;
            columns.add(axes.get(i).column(row -> row.values().get(at)));
        }
        columns.add(new Column<>("policy", TEXT, "", "Label of the policy.", SweptRow::policy));
        columns.add(new Column<>(
                "told_the_truth", INTEGER, "", "1 if no system can run the policy, else 0.", r -> r.told() ? 1L : 0L));
        columns.add(new Column<>("budget", INTEGER, "rollouts", "The largest budget.", r -> (long) r.budget()));
        Column.interval(columns, "accuracy", "fraction", "Share of tasks answered correctly.", SweptRow::accuracy);
        Column.interval(
                columns,
                "saturation_budget",
                "rollouts",
                "Smallest budget from which the gain stays below the lower threshold; empty if not reached.",
                SweptRow::saturation);
        return new Table<>("sweep", "What each policy achieves at each point.", columns);
    }
}
