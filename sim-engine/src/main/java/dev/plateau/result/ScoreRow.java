package dev.plateau.result;

import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy in one family of the stress course, or over all of them.
 *
 * @param course version
 * @param family id, or {@value RankRow#ALL}
 * @param policy label
 * @param told whether it is told the truth, so that no system can run it
 * @param status {@value StressRow#OK}, or where and why it was disqualified
 * @param area mean accuracy over the hostility: the area under its curve, by trapezoids
 * @param advantage area minus that of plain parallel sampling, paired
 * @param worst least accuracy of a rung
 * @param worstAdvantage least difference of a rung to plain parallel sampling
 * @param regretOracle area of the oracle minus this, paired
 * @param regretExact area of the exact optimum minus this, paired
 * @param rollouts spent per task, mean over the hostility
 * @param losesAt hostility from which on it loses to plain parallel sampling; NaN if it never does, and over all families
 * @param losesOn label of the rung that shows it; empty if none does
 */
public record ScoreRow(
        String course,
        String family,
        String policy,
        boolean told,
        String status,
        Interval area,
        Interval advantage,
        Interval worst,
        Interval worstAdvantage,
        Interval regretOracle,
        Interval regretExact,
        Interval rollouts,
        Interval losesAt,
        String losesOn) {

    /** The table scores.csv. */
    public static final Table<ScoreRow> TABLE = new Table<>(
            "scores",
            "Every policy over all families and in each: means over the hostility, the worst rung, and where it loses.",
            columns());

    /** Whether it loses to plain parallel sampling on some rung. */
    public boolean loses() {
        return !losesOn.isEmpty();
    }

    /** Whether the difference to plain parallel sampling is not certain to be one. */
    public boolean uncertain() {
        return advantage.contains(0);
    }

    private static List<Column<ScoreRow>> columns() {
        List<Column<ScoreRow>> columns = new ArrayList<>(List.of(
                new Column<>("course", TEXT, "", "Version of the course.", ScoreRow::course),
                new Column<>("family", TEXT, "", "Family of worlds, or all of them.", ScoreRow::family),
                new Column<>("policy", TEXT, "", "Label of the policy.", ScoreRow::policy),
                new Column<>(
                        "told",
                        TEXT,
                        "",
                        "Whether it is told the truth, a bound that no system can run: yes or no.",
                        r -> r.told() ? "yes" : "no"),
                new Column<>(
                        "status", TEXT, "", "ok, or where and why the policy was disqualified.", ScoreRow::status)));
        Column.interval(columns, "area", "fraction", "Mean accuracy over the hostility.", ScoreRow::area);
        Column.interval(
                columns,
                "advantage",
                "fraction",
                "That minus the one of plain parallel sampling on the same tasks.",
                ScoreRow::advantage);
        Column.interval(columns, "worst", "fraction", "Least accuracy of a rung.", ScoreRow::worst);
        Column.interval(
                columns,
                "worst_advantage",
                "fraction",
                "Least difference of a rung to plain parallel sampling on the same tasks.",
                ScoreRow::worstAdvantage);
        Column.interval(
                columns,
                "regret_oracle",
                "fraction",
                "Area of the oracle minus that of the policy on the same tasks.",
                ScoreRow::regretOracle);
        Column.interval(
                columns,
                "regret_exact",
                "fraction",
                "Area of the exact optimum minus that of the policy on the same tasks.",
                ScoreRow::regretExact);
        Column.interval(
                columns,
                "rollouts",
                "rollouts",
                "Rollouts spent per task, mean over the hostility.",
                ScoreRow::rollouts);
        Column.interval(
                columns,
                "loses_at",
                "fraction",
                "Hostility from which on it loses to plain parallel sampling; empty if it never does.",
                ScoreRow::losesAt);
        columns.add(new Column<>("loses_on", TEXT, "", "Rung that shows that it loses.", ScoreRow::losesOn));
        return columns;
    }
}
