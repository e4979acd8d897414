package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import java.util.List;

/**
 * A promise and what came of it. What it does not limit is NaN.
 *
 * @param slo its name
 * @param accuracy share of right answers, at least
 * @param seconds within which 95 % of the tasks are answered
 * @param dollarsPerTask rent, at most
 * @param dollarsPerHour rent, at most
 * @param kilowatts at most
 * @param kept whether a plan keeps it
 * @param binding what must be loosened if none does: the smallest sets of limits without which the rest can be kept, as
 *     "accuracy, cost" if loosening either is enough, "accuracy + cost" if both must be
 * @param saturation smallest budget on offer of the chosen policy from which more brings less than the threshold, or cannot be served
 *     within the other limits; NaN if there is none
 * @param saturatedBy "accuracy" or "limits"; empty if it does not saturate
 * @param options combinations of machine, policy and budget
 * @param served fleets that were simulated to find the plan and what is said of it
 */
public record PromiseRow(
        String slo,
        double accuracy,
        double seconds,
        double dollarsPerTask,
        double dollarsPerHour,
        double kilowatts,
        boolean kept,
        String binding,
        double saturation,
        String saturatedBy,
        long options,
        long served) {

    /** The table slos.csv. */
    public static final Table<PromiseRow> TABLE = new Table<>(
            "slos",
            "What was promised, and whether it can be kept.",
            List.of(
                    new Column<>("slo", TEXT, "", "Name of the promise.", PromiseRow::slo),
                    new Column<>(
                            "accuracy_at_least", NUMBER, "fraction", "Share of right answers.", PromiseRow::accuracy),
                    new Column<>(
                            "p95_latency_at_most_s",
                            NUMBER,
                            "s",
                            "Time within which 95 % of the tasks are answered.",
                            PromiseRow::seconds),
                    new Column<>("cost_per_task_at_most", NUMBER, "USD", "Rent per task.", PromiseRow::dollarsPerTask),
                    new Column<>(
                            "cost_per_hour_at_most", NUMBER, "USD/h", "Rent per hour.", PromiseRow::dollarsPerHour),
                    new Column<>("power_at_most_kw", NUMBER, "kW", "Peak power.", PromiseRow::kilowatts),
                    new Column<>("kept", INTEGER, "", "1 if a plan keeps it, else 0.", r -> r.kept() ? 1L : 0L),
                    new Column<>(
                            "binding",
                            TEXT,
                            "",
                            "What must be loosened if none does: 'accuracy, cost' if either is enough, 'accuracy + cost' if"
                                    + " both must be.",
                            PromiseRow::binding),
                    new Column<>(
                            "saturation_budget",
                            NUMBER,
                            "rollouts",
                            "Smallest budget on offer of the chosen policy from which more brings less than the threshold, or"
                                    + " cannot be served within the other limits.",
                            PromiseRow::saturation),
                    new Column<>(
                            "saturated_by",
                            TEXT,
                            "",
                            "accuracy or limits: which of these ends it.",
                            PromiseRow::saturatedBy),
                    new Column<>(
                            "options",
                            INTEGER,
                            "",
                            "Combinations of machine, policy and budget to choose from.",
                            PromiseRow::options),
                    new Column<>(
                            "fleets_simulated",
                            INTEGER,
                            "",
                            "Fleets that were simulated for this promise and not before.",
                            PromiseRow::served)));
}
