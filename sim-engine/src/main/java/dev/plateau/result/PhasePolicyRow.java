package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy at a point of a phase diagram.
 *
 * @param x first setting
 * @param y second setting
 * @param policy label
 * @param accuracy share of right answers
 * @param tasks that it met
 */
public record PhasePolicyRow(double x, double y, String policy, Interval accuracy, long tasks) {

    /** The table phase-policies.csv. */
    public static final Table<PhasePolicyRow> TABLE =
            new Table<>("phase-policies", "Accuracy of every policy at every point that was simulated.", columns());

    private static List<Column<PhasePolicyRow>> columns() {
        List<Column<PhasePolicyRow>> columns = new ArrayList<>(List.of(
                new Column<>("x", NUMBER, PhasePoint.AS_KEY, "First setting.", PhasePolicyRow::x),
                new Column<>("y", NUMBER, PhasePoint.AS_KEY, "Second setting.", PhasePolicyRow::y),
                new Column<>("policy", TEXT, "", "Label of the policy.", PhasePolicyRow::policy)));
        Column.interval(columns, "accuracy", "fraction", "Share of right answers.", PhasePolicyRow::accuracy);
        columns.add(new Column<>("tasks", INTEGER, "tasks", "Tasks that it met.", PhasePolicyRow::tasks));
        return columns;
    }
}
