package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * The rank of a policy by its mean accuracy over the hostility, in one family or over all of them.
 *
 * @param family id, or {@value #ALL}
 * @param policy label
 * @param area mean accuracy over the hostility
 * @param rank by the estimate, 1 the best
 * @param best the best rank that it may have
 * @param worst the worst rank that it may have
 * @param ranked how many policies are ranked
 * @param lost families in which it loses to plain parallel sampling on some rung
 * @param survived hostility up to which it does not, 1 where it never does; mean over the families
 */
public record RankRow(
        String family,
        String policy,
        Interval area,
        int rank,
        int best,
        int worst,
        int ranked,
        int lost,
        double survived) {
    /** Over all families alike. */
    public static final String ALL = "all";

    /** The table ranks.csv. */
    public static final Table<RankRow> TABLE = new Table<>(
            "ranks",
            "Ranks by mean accuracy over the hostility. With 95 % chance all spans from rank_best to rank_worst of a family hold"
                    + " at once (Holm's procedure over all pairs, paired by group of tasks).",
            columns());

    private static List<Column<RankRow>> columns() {
        List<Column<RankRow>> columns = new ArrayList<>();
        columns.add(new Column<>("family", TEXT, "", "Family of worlds, or all of them.", RankRow::family));
        columns.add(new Column<>("policy", TEXT, "", "Label of the policy.", RankRow::policy));
        Column.interval(columns, "area", "fraction", "Mean accuracy over the hostility.", RankRow::area);
        columns.addAll(List.of(
                new Column<>("rank", INTEGER, "", "By the estimate, 1 the best.", r -> (long) r.rank()),
                new Column<>(
                        "rank_best", INTEGER, "", "1 + the policies that are really better.", r -> (long) r.best()),
                new Column<>("rank_worst", INTEGER, "", "All policies but those that are really worse.", r ->
                        (long) r.worst()),
                new Column<>("ranked", INTEGER, "", "Policies that are ranked.", r -> (long) r.ranked()),
                new Column<>(
                        "families_lost",
                        INTEGER,
                        "",
                        "Families in which it loses to plain parallel sampling on some rung.",
                        r -> (long) r.lost()),
                new Column<>(
                        "survived",
                        NUMBER,
                        "fraction",
                        "Hostility up to which it does not lose, 1 where it never does; mean over the families.",
                        RankRow::survived)));
        return columns;
    }
}
