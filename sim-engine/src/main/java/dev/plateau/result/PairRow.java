package dev.plateau.result;

import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Two policies by their mean accuracy over the hostility, in one family or over all of them.
 *
 * @param family id, or {@value RankRow#ALL}
 * @param policy label of the one that is ahead by the estimate
 * @param rival label of the other
 * @param difference how far, paired, with its own interval
 * @param significance chance of a difference so large anywhere in the family if there is none: Holm's adjusted p value over all
 *     pairs
 * @param real whether it is one at the level of all pairs
 */
public record PairRow(
        String family, String policy, String rival, Interval difference, double significance, boolean real) {
    /** The table differences.csv. */
    public static final Table<PairRow> TABLE = new Table<>(
            "differences",
            "All pairs of ranked policies, whoever is ahead first. With 95 % chance all that are called real in a family are"
                    + " (Holm's procedure, paired by group of tasks).",
            columns());

    private static List<Column<PairRow>> columns() {
        List<Column<PairRow>> columns = new ArrayList<>();
        columns.add(new Column<>("family", TEXT, "", "Family of worlds, or all of them.", PairRow::family));
        columns.add(new Column<>("policy", TEXT, "", "Label of the policy that is ahead.", PairRow::policy));
        columns.add(new Column<>("rival", TEXT, "", "Label of the policy that is behind.", PairRow::rival));
        Column.interval(
                columns,
                "difference",
                "fraction",
                "Mean accuracy over the hostility minus that of the rival on the same tasks.",
                PairRow::difference);
        columns.add(new Column<>(
                "p", NUMBER, "", "Holm's adjusted p value over all pairs of the family.", PairRow::significance));
        columns.add(new Column<>(
                "real",
                TEXT,
                "",
                "Whether it is a difference at 5 % over all pairs: yes or no.",
                r -> r.real() ? "yes" : "no"));
        return columns;
    }
}
