package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * A point of a phase diagram that was simulated.
 *
 * @param column place on the finest grid, from 0
 * @param row place on the finest grid, from 0
 * @param x first setting
 * @param y second setting
 * @param winner label of the policy with the highest mean accuracy
 * @param second label of the best of the others
 * @param margin by how much the winner is better; with those to all other rivals the interval holds at once
 * @param certain whether the intervals to all rivals lie above 0
 * @param accuracies of all policies, in their order
 * @param doubts half-widths of the intervals of all differences: [policy][rival]
 * @param tasks simulated
 * @param level 0 on the coarse grid, else how often it had to be refined to come to this point
 */
public record PhasePoint(
        int column,
        int row,
        double x,
        double y,
        String winner,
        String second,
        Interval margin,
        boolean certain,
        List<Interval> accuracies,
        List<List<Double>> doubts,
        long tasks,
        int level) {
    /** Its unit keeps small settings from being rounded to nothing. */
    public static final String AS_KEY = "as the key";

    /** The table phase.csv. */
    public static final Table<PhasePoint> TABLE = new Table<>(
            "phase",
            "Who wins where. All policies met the same tasks at all points; the interval of a margin holds together with those to"
                    + " all other rivals of the point (95 %, Bonferroni).",
            columns());

    /** Copies the lists. */
    public PhasePoint {
        accuracies = List.copyOf(accuracies);
        doubts = doubts.stream().map(List::copyOf).toList();
    }

    private static List<Column<PhasePoint>> columns() {
        List<Column<PhasePoint>> columns = new ArrayList<>(List.of(
                new Column<>("x", NUMBER, AS_KEY, "First setting.", PhasePoint::x),
                new Column<>("y", NUMBER, AS_KEY, "Second setting.", PhasePoint::y),
                new Column<>(
                        "winner", TEXT, "", "Label of the policy with the highest mean accuracy.", PhasePoint::winner),
                new Column<>("runner_up", TEXT, "", "Label of the best of the others.", PhasePoint::second),
                new Column<>(
                        "margin",
                        NUMBER,
                        "fraction",
                        "By how much the winner is better.",
                        p -> p.margin().value()),
                new Column<>(
                        "low",
                        NUMBER,
                        "fraction",
                        "Lower end of its interval.",
                        p -> p.margin().low()),
                new Column<>(
                        "high",
                        NUMBER,
                        "fraction",
                        "Upper end of its interval.",
                        p -> p.margin().high()),
                new Column<>(
                        "certain",
                        TEXT,
                        "",
                        "yes if the winner is better than every rival beyond intervals that hold at once.",
                        p -> p.certain() ? "yes" : "no"),
                new Column<>("tasks", INTEGER, "tasks", "Tasks that every policy met.", PhasePoint::tasks),
                new Column<>(
                        "level",
                        INTEGER,
                        "",
                        "0 on the coarse grid, else how often a cell had to be refined to come to this point.",
                        p -> (long) p.level())));
        return columns;
    }
}
