package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy on one rung of a family of the stress course.
 *
 * @param course version
 * @param seed of everything random
 * @param family id
 * @param rung number on the path, 0 the benign end
 * @param label of the rung
 * @param hostility in [0,1]
 * @param policy label
 * @param told whether it is told the truth, so that no system can run it
 * @param status {@value #OK}, or why it was disqualified
 * @param budget rollouts promised
 * @param accuracy share of right answers
 * @param difference accuracy minus that of plain parallel sampling, paired
 * @param regretOracle accuracy of the oracle minus this, paired
 * @param regretExact accuracy of the exact optimum minus this, paired
 * @param rollouts spent per task
 * @param tasks simulated
 * @param rightByGroup right answers in each group of equally many tasks, with blanks between; with it rows of two runs over the
 *     same tasks can be paired
 */
public record StressRow(
        String course,
        long seed,
        String family,
        int rung,
        String label,
        double hostility,
        String policy,
        boolean told,
        String status,
        int budget,
        Interval accuracy,
        Interval difference,
        Interval regretOracle,
        Interval regretExact,
        Interval rollouts,
        long tasks,
        String rightByGroup) {
    /** Status of who kept the rules. */
    public static final String OK = "ok";

    /** The table stress.csv. */
    public static final Table<StressRow> TABLE = new Table<>(
            "stress",
            "Every policy on every rung of every family; differences are paired on the same tasks.",
            columns());

    private static List<Column<StressRow>> columns() {
        List<Column<StressRow>> columns = new ArrayList<>(List.of(
                new Column<>("course", TEXT, "", "Version of the course.", StressRow::course),
                new Column<>("seed", INTEGER, "", "Of everything random.", StressRow::seed),
                new Column<>("family", TEXT, "", "Family of worlds.", StressRow::family),
                new Column<>("rung", INTEGER, "", "Place on its path, 0 the benign end.", r -> (long) r.rung()),
                new Column<>("label", TEXT, "", "Name of the rung.", StressRow::label),
                new Column<>("hostility", NUMBER, "fraction", "0 benign to 1 most hostile.", StressRow::hostility),
                new Column<>("policy", TEXT, "", "Label of the policy.", StressRow::policy),
                new Column<>(
                        "told",
                        TEXT,
                        "",
                        "Whether it is told the truth, a bound that no system can run: yes or no.",
                        r -> r.told() ? "yes" : "no"),
                new Column<>("status", TEXT, "", "ok, or why the policy was disqualified.", StressRow::status),
                new Column<>("budget", INTEGER, "rollouts", "Rollouts promised per task.", r -> (long) r.budget())));
        Column.interval(columns, "accuracy", "fraction", "Share of right answers.", StressRow::accuracy);
        Column.interval(
                columns,
                "difference",
                "fraction",
                "Accuracy minus that of plain parallel sampling on the same tasks.",
                StressRow::difference);
        Column.interval(
                columns,
                "regret_oracle",
                "fraction",
                "Accuracy of the oracle minus that of the policy on the same tasks.",
                StressRow::regretOracle);
        Column.interval(
                columns,
                "regret_exact",
                "fraction",
                "Accuracy of the exact optimum minus that of the policy on the same tasks.",
                StressRow::regretExact);
        Column.interval(columns, "rollouts", "rollouts", "Rollouts spent per task.", StressRow::rollouts);
        columns.add(new Column<>("tasks", INTEGER, "tasks", "Tasks simulated.", StressRow::tasks));
        columns.add(new Column<>(
                "right_by_group",
                TEXT,
                "",
                "Right answers in each group of equally many tasks, with blanks between: what --compare pairs by.",
                StressRow::rightByGroup));
        return columns;
    }
}
