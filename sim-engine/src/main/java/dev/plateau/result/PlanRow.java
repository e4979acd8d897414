package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.util.List;
import java.util.Locale;

/**
 * A fleet with a policy and a budget, held against a promise. What was not simulated is NaN.
 *
 * @param slo name of the promise
 * @param standing what became of it
 * @param fleet in words; empty if no fleet stands for what is said
 * @param accelerator type of the devices; "any" where the accuracy decides whatever the machines
 * @param devicesPerReplica tensor parallelism
 * @param replicas of the fleet
 * @param policy label
 * @param budget per task
 * @param accuracy share of right answers
 * @param onTime share of tasks answered within the promised time
 * @param latencyP95 95th percentile of latency, seconds
 * @param dollarsPerHour rent
 * @param dollarsPerTask rent at the rate of the traffic
 * @param kilowatts of the building when all devices draw the most they can
 * @param wattHoursPerTask energy
 * @param utilisation share of the devices' time at work
 * @param timeError relative error of the model of the machines
 * @param reason why it stands so, one sentence
 */
public record PlanRow(
        String slo,
        Standing standing,
        String fleet,
        String accelerator,
        int devicesPerReplica,
        int replicas,
        String policy,
        int budget,
        Interval accuracy,
        Interval onTime,
        Interval latencyP95,
        double dollarsPerHour,
        double dollarsPerTask,
        double kilowatts,
        double wattHoursPerTask,
        double utilisation,
        double timeError,
        String reason) {

    /** What became of a plan. */
    public enum Standing {
        /** The cheapest that keeps the promise. */
        CHOSEN,
        /** Keeps the promise and costs more. */
        DEARER,
        /** Would cost more than twice as much as the choice; whether it keeps the promise was not looked at. */
        TOO_DEAR,
        /** Does not keep the promise, or not surely. */
        FAILS,
        /** When nothing keeps all that is promised: keeps what is left with some limits loosened as little as possible. */
        NEAREST;

        /** As in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The table plan.csv. */
    public static final Table<PlanRow> TABLE = new Table<>(
            "plan",
            "What to rent for each promise, and why not something else.",
            List.of(
                    new Column<>("slo", TEXT, "", "Name of the promise.", PlanRow::slo),
                    new Column<>(
                            "standing",
                            TEXT,
                            "",
                            "chosen; dearer: keeps the promise and costs more; fails: does not keep it, or not surely;"
                                    + " nearest: keeps all but one, when nothing keeps all.",
                            r -> r.standing().word()),
                    new Column<>("fleet", TEXT, "", "Replicas, devices of each, and their type.", PlanRow::fleet),
                    new Column<>("accelerator", TEXT, "", "Type of the devices.", PlanRow::accelerator),
                    new Column<>("tensor_parallel", INTEGER, "devices", "Devices of one replica.", r ->
                            (long) r.devicesPerReplica()),
                    new Column<>("replicas", INTEGER, "", "Replicas of the fleet.", r -> (long) r.replicas()),
                    new Column<>("policy", TEXT, "", "Label of the policy.", PlanRow::policy),
                    new Column<>("budget", INTEGER, "rollouts", "Budget per task.", r -> (long) r.budget()),
                    number(
                            "accuracy",
                            "fraction",
                            "Share of right answers.",
                            r -> r.accuracy().value()),
                    number(
                            "accuracy_low",
                            "fraction",
                            "Lower end of its 95 % interval.",
                            r -> r.accuracy().low()),
                    number(
                            "accuracy_high",
                            "fraction",
                            "Upper end of its 95 % interval.",
                            r -> r.accuracy().high()),
                    number(
                            "on_time",
                            "fraction",
                            "Share of tasks answered within the promised time; empty if the fleet does not keep up.",
                            r -> r.onTime().value()),
                    number(
                            "on_time_low",
                            "fraction",
                            "Lower end of its 95 % interval.",
                            r -> r.onTime().low()),
                    number(
                            "latency_p95_s",
                            "s",
                            "95th percentile of the time from arrival to answer.",
                            r -> r.latencyP95().value()),
                    number(
                            "latency_p95_low_s",
                            "s",
                            "Lower end of its 95 % interval.",
                            r -> r.latencyP95().low()),
                    number(
                            "latency_p95_high_s",
                            "s",
                            "Upper end of its 95 % interval.",
                            r -> r.latencyP95().high()),
                    number("cost_per_hour", "USD/h", "Rent of the fleet.", PlanRow::dollarsPerHour),
                    number("cost_per_1000_tasks", "USD", "Rent per 1,000 tasks.", r -> 1000 * r.dollarsPerTask()),
                    number(
                            "cost_per_1000_correct",
                            "USD",
                            "Rent per 1,000 right answers.",
                            r -> 1000 * r.dollarsPerTask() / r.accuracy().value()),
                    number(
                            "peak_power_kw",
                            "kW",
                            "Power of the building when all devices draw the most they can.",
                            PlanRow::kilowatts),
                    number(
                            "energy_wh_per_task",
                            "Wh",
                            "Energy of devices and building per task.",
                            PlanRow::wattHoursPerTask),
                    number("utilisation", "fraction", "Share of the devices' time at work.", PlanRow::utilisation),
                    number(
                            "model_error",
                            "fraction",
                            "Relative error of the model of the machines, beside the sampling intervals.",
                            PlanRow::timeError),
                    new Column<>("reason", TEXT, "", "Why it stands so.", PlanRow::reason)));

    private static Column<PlanRow> number(
            String name, String unit, String meaning, java.util.function.Function<PlanRow, Object> value) {
        return new Column<>(name, NUMBER, unit, meaning, value);
    }
}
