package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import java.util.List;

/**
 * A point of the distribution of latency.
 *
 * @param scenario world
 * @param policy label
 * @param budget per task
 * @param fleet name of the fleet
 * @param share of tasks that are answered by then, in (0,1)
 * @param latency seconds from arrival to answer
 */
public record LatencyRow(String scenario, String policy, int budget, String fleet, double share, double latency) {

    /** The table latency.csv. */
    public static final Table<LatencyRow> TABLE = new Table<>(
            "latency",
            "The distribution of latency.",
            List.of(
                    new Column<>("scenario", TEXT, "", "The simulated world.", LatencyRow::scenario),
                    new Column<>("policy", TEXT, "", "Label of the policy.", LatencyRow::policy),
                    new Column<>("budget", INTEGER, "rollouts", "Budget per task.", r -> (long) r.budget()),
                    new Column<>("fleet", TEXT, "", "Name of the fleet.", LatencyRow::fleet),
                    new Column<>("share", NUMBER, "fraction", "Share of tasks answered by then.", LatencyRow::share),
                    new Column<>("latency_s", NUMBER, "s", "Time from arrival to answer.", LatencyRow::latency)));
}
