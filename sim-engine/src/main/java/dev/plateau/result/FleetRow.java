package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import dev.plateau.stats.Interval;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What it takes to serve a policy at a budget on a fleet. Intervals are of the sampling alone; the error of the model of the
 * machines is beside them. All that grows with waiting is without value if the fleet cannot keep up.
 *
 * @param scenario world
 * @param policy label
 * @param budget per task
 * @param fleet name of the fleet
 * @param latencyMean seconds from arrival to answer
 * @param latencyP50 its median
 * @param latencyP95 its 95th percentile
 * @param latencyP99 its 99th percentile
 * @param firstTokenP50 median seconds from arrival to the first token
 * @param throughput tasks answered per second
 * @param utilisation share of the devices' time at work
 * @param preemptions per task
 * @param sloAttainment share of tasks answered within the promised latency; NaN if none is promised
 * @param dollarsPerTask rent of the fleet per task
 * @param dollarsPerCorrect rent per right answer
 * @param wattHoursPerTask energy
 * @param gramsPerTask CO2
 * @param accuracy of the answers as they were given: under the deadline, if there is one
 * @param cut share of tasks that the deadline cut short
 * @param tasks measured
 * @param tokensLost written for nothing, per task
 * @param dollarsPerHour rent of the fleet
 * @param stable whether the fleet keeps up with the arrivals
 * @param timeError relative error of the model of the machines, for latency, throughput and whatever follows from them
 * @param urgentLatencyMean seconds of the tasks of the most urgent priority; NaN if all have the same
 * @param urgentLatencyP95 its 95th percentile
 */
public record FleetRow(
        String scenario,
        String policy,
        int budget,
        String fleet,
        Interval latencyMean,
        Interval latencyP50,
        Interval latencyP95,
        Interval latencyP99,
        Interval firstTokenP50,
        Interval throughput,
        Interval utilisation,
        double preemptions,
        double sloAttainment,
        Interval dollarsPerTask,
        double dollarsPerCorrect,
        Interval wattHoursPerTask,
        double gramsPerTask,
        Interval accuracy,
        double cut,
        long tasks,
        double tokensLost,
        double dollarsPerHour,
        boolean stable,
        double timeError,
        double urgentLatencyMean,
        double urgentLatencyP95)
        implements Serializable {

    /** The table fleet.csv. */
    public static final Table<FleetRow> TABLE =
            new Table<>("fleet", "What it takes to serve each policy at each budget on each fleet.", columns());

    private static List<Column<FleetRow>> columns() {
        List<Column<FleetRow>> columns = new ArrayList<>();
        columns.add(new Column<>("policy", TEXT, "", "Label of the policy.", FleetRow::policy));
        columns.add(new Column<>("budget", INTEGER, "rollouts", "Budget per task.", r -> (long) r.budget()));
        columns.add(new Column<>("fleet", TEXT, "", "Name of the fleet.", FleetRow::fleet));
        number(
                columns,
                "latency_mean_s",
                "s",
                "Mean time from arrival to answer.",
                r -> r.latencyMean().value());
        number(
                columns,
                "latency_p50_s",
                "s",
                "Median of that time.",
                r -> r.latencyP50().value());
        number(
                columns,
                "latency_p95_s",
                "s",
                "Its 95th percentile.",
                r -> r.latencyP95().value());
        number(
                columns,
                "latency_p99_s",
                "s",
                "Its 99th percentile.",
                r -> r.latencyP99().value());
        number(
                columns,
                "ttft_p50_s",
                "s",
                "Median time from arrival to the first token.",
                r -> r.firstTokenP50().value());
        number(
                columns,
                "throughput_per_s",
                "tasks/s",
                "Tasks answered per second.",
                r -> r.throughput().value());
        number(
                columns,
                "utilisation",
                "fraction",
                "Share of the devices' time in which something runs, be it one sequence: near 1 long before the fleet is at its limit.",
                r -> r.utilisation().value());
        number(
                columns,
                "preemptions",
                "1/task",
                "Times that a request lost its memory to others, per task.",
                FleetRow::preemptions);
        number(
                columns,
                "slo_attainment",
                "fraction",
                "Share of tasks answered within the promised latency.",
                FleetRow::sloAttainment);
        number(
                columns,
                "cost_per_task",
                "USD",
                "Rent of the fleet per task.",
                r -> r.dollarsPerTask().value());
        number(columns, "cost_per_correct", "USD", "Rent of the fleet per right answer.", FleetRow::dollarsPerCorrect);
        number(
                columns,
                "energy_wh_per_task",
                "Wh",
                "Energy of the devices and the building per task.",
                r -> r.wattHoursPerTask().value());
        number(columns, "co2_g_per_task", "g", "CO2 of that energy.", FleetRow::gramsPerTask);
        columns.add(new Column<>("scenario", TEXT, "", "The simulated world.", FleetRow::scenario));
        interval(columns, "latency_mean", "_s", "s", "the mean latency", FleetRow::latencyMean);
        interval(columns, "latency_p95", "_s", "s", "the 95th percentile of latency", FleetRow::latencyP95);
        interval(columns, "throughput", "_per_s", "tasks/s", "the throughput", FleetRow::throughput);
        interval(columns, "cost_per_task", "", "USD", "the cost per task", FleetRow::dollarsPerTask);
        interval(columns, "energy_wh_per_task", "", "Wh", "the energy per task", FleetRow::wattHoursPerTask);
        number(
                columns,
                "model_error",
                "fraction",
                "Relative error of the model of the machines, beside the sampling intervals: of latency, throughput, cost and"
                        + " energy.",
                FleetRow::timeError);
        number(
                columns,
                "accuracy",
                "fraction",
                "Share of right answers as given: under the deadline, if there is one.",
                r -> r.accuracy().value());
        interval(columns, "accuracy", "", "fraction", "that accuracy", FleetRow::accuracy);
        number(columns, "deadline_cut", "fraction", "Share of tasks that the deadline cut short.", FleetRow::cut);
        number(columns, "tokens_lost_per_task", "tokens", "Tokens written for nothing.", FleetRow::tokensLost);
        number(columns, "cost_per_hour", "USD/h", "Rent of the fleet.", FleetRow::dollarsPerHour);
        columns.add(new Column<>(
                "stable",
                INTEGER,
                "",
                "1 if the fleet keeps up with the arrivals; else 0, and throughput_per_s is what it can sustain.",
                r -> r.stable() ? 1L : 0L));
        columns.add(new Column<>("tasks", INTEGER, "tasks", "Tasks measured.", FleetRow::tasks));
        number(
                columns,
                "urgent_latency_mean_s",
                "s",
                "Mean latency of the tasks of the most urgent priority; empty if all have the same.",
                FleetRow::urgentLatencyMean);
        number(columns, "urgent_latency_p95_s", "s", "95th percentile of their latency.", FleetRow::urgentLatencyP95);
        return columns;
    }

    private static void number(
            List<Column<FleetRow>> columns,
            String name,
            String unit,
            String meaning,
            Function<FleetRow, Object> value) {
        columns.add(new Column<>(name, NUMBER, unit, meaning, value));
    }

    private static void interval(
            List<Column<FleetRow>> columns,
            String stem,
            String suffix,
            String unit,
            String what,
            Function<FleetRow, Interval> value) {
        number(
                columns,
                stem + "_low" + suffix,
                unit,
                "Lower end of the 95 % interval of " + what + ".",
                r -> value.apply(r).low());
        number(
                columns,
                stem + "_high" + suffix,
                unit,
                "Upper end of the 95 % interval of " + what + ".",
                r -> value.apply(r).high());
    }
}
