package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import java.util.List;

/**
 * What went on in a fleet in a span of the first replication.
 *
 * @param scenario world
 * @param policy label
 * @param budget per task
 * @param fleet name of the fleet
 * @param time middle of the span, seconds
 * @param sequences written at once, mean
 * @param waiting requests, mean
 * @param memory share of the KV memory in use, mean
 */
public record TimelineRow(
        String scenario,
        String policy,
        int budget,
        String fleet,
        double time,
        double sequences,
        double waiting,
        double memory) {

    /** The table timeline.csv. */
    public static final Table<TimelineRow> TABLE = new Table<>(
            "timeline",
            "Batch size, queue and KV memory of each fleet over time.",
            List.of(
                    new Column<>("scenario", TEXT, "", "The simulated world.", TimelineRow::scenario),
                    new Column<>("policy", TEXT, "", "Label of the policy.", TimelineRow::policy),
                    new Column<>("budget", INTEGER, "rollouts", "Budget per task.", r -> (long) r.budget()),
                    new Column<>("fleet", TEXT, "", "Name of the fleet.", TimelineRow::fleet),
                    new Column<>("time_s", NUMBER, "s", "Middle of the span.", TimelineRow::time),
                    new Column<>("sequences", NUMBER, "sequences", "Written at once, mean.", TimelineRow::sequences),
                    new Column<>("waiting", NUMBER, "requests", "Waiting, mean.", TimelineRow::waiting),
                    new Column<>(
                            "kv_use",
                            NUMBER,
                            "fraction",
                            "Share of the KV memory in use, mean.",
                            TimelineRow::memory)));
}
