package dev.plateau.result;

import static dev.plateau.result.Column.Type.INTEGER;
import static dev.plateau.result.Column.Type.NUMBER;
import static dev.plateau.result.Column.Type.TEXT;

import java.util.List;

/**
 * How a fleet served the requests of a trace. Costs and energies are NaN where the devices are unknown.
 *
 * @param fleet its name
 * @param requests served
 * @param promptTokens of all requests
 * @param outputTokens of all requests
 * @param seconds from the first arrival until the last request was done
 * @param arrivalsPerSecond between the first arrival and the last
 * @param sustainedPerSecond requests that the fleet does per second when it is never short of them; NaN if all came at once
 * @param latency seconds from arrival to the last token
 * @param firstToken seconds from arrival to the first token
 * @param utilisation share of the replicas' time in which something runs, of the pool that serves
 * @param preemptions of all requests
 * @param restarts of all requests, after failures
 * @param sloAttainment share of the requests whose latency is within the SLO; NaN without one
 * @param cost rent of all devices, dollars
 * @param wattHours drawn by all devices and the building
 * @param gramsCo2 of that energy
 * @param modelError relative error of the times, and so of what is computed from them; NaN if unknown
 * @param machines that serve
 */
public record ServingRow(
        String fleet,
        long requests,
        long promptTokens,
        long outputTokens,
        double seconds,
        double arrivalsPerSecond,
        double sustainedPerSecond,
        Spread latency,
        Spread firstToken,
        double utilisation,
        long preemptions,
        long restarts,
        double sloAttainment,
        double cost,
        double wattHours,
        double gramsCo2,
        double modelError,
        Machines machines) {

    /**
     * What serves the requests. NaN and empty where it is unknown.
     *
     * @param model that writes
     * @param accelerator type of the devices
     * @param replicas of the pool that serves
     * @param devices of a replica
     * @param cacheTokens whose KV cache a replica holds
     * @param cacheGib KV memory of a replica in GiB
     * @param batching how iterations are formed
     * @param maxSequences at once on a replica
     * @param maxTokens of one iteration
     * @param dollarsPerHour rent of all devices of the fleet
     */
    public record Machines(
            String model,
            String accelerator,
            int replicas,
            int devices,
            double cacheTokens,
            double cacheGib,
            String batching,
            int maxSequences,
            int maxTokens,
            double dollarsPerHour) {}

    /** Arrivals as a share of what is sustainable; NaN if all came at once. */
    public double load() {
        return arrivalsPerSecond / sustainedPerSecond;
    }

    /**
     * Mean and percentiles.
     *
     * @param mean arithmetic
     * @param p50 median
     * @param p95 percentile
     * @param p99 percentile
     */
    public record Spread(double mean, double p50, double p95, double p99) {}

    /** The table summary.csv. */
    public static final Table<ServingRow> TABLE = new Table<>(
            "summary",
            "How a fleet served the requests of a trace.",
            List.of(
                    new Column<>("fleet", TEXT, "", "Name of the fleet.", ServingRow::fleet),
                    new Column<>("requests", INTEGER, "requests", "Requests served.", ServingRow::requests),
                    new Column<>(
                            "prompt_tokens", INTEGER, "tokens", "Tokens of all prompts.", ServingRow::promptTokens),
                    new Column<>("output_tokens", INTEGER, "tokens", "Tokens written.", ServingRow::outputTokens),
                    new Column<>(
                            "duration_s",
                            NUMBER,
                            "s",
                            "From the first arrival until the last request was done.",
                            ServingRow::seconds),
                    new Column<>(
                            "arrival_rate_per_s",
                            NUMBER,
                            "1/s",
                            "Requests per second between the first and the last arrival; empty if all came at once.",
                            ServingRow::arrivalsPerSecond),
                    new Column<>(
                            "latency_mean_s",
                            NUMBER,
                            "s",
                            "Mean time from arrival to the last token.",
                            r -> r.latency().mean()),
                    new Column<>(
                            "latency_p50_s",
                            NUMBER,
                            "s",
                            "Its median.",
                            r -> r.latency().p50()),
                    new Column<>(
                            "latency_p95_s",
                            NUMBER,
                            "s",
                            "Its 95th percentile.",
                            r -> r.latency().p95()),
                    new Column<>(
                            "latency_p99_s",
                            NUMBER,
                            "s",
                            "Its 99th percentile.",
                            r -> r.latency().p99()),
                    new Column<>(
                            "ttft_mean_s",
                            NUMBER,
                            "s",
                            "Mean time from arrival to the first token.",
                            r -> r.firstToken().mean()),
                    new Column<>(
                            "ttft_p50_s",
                            NUMBER,
                            "s",
                            "Its median.",
                            r -> r.firstToken().p50()),
                    new Column<>(
                            "ttft_p95_s",
                            NUMBER,
                            "s",
                            "Its 95th percentile.",
                            r -> r.firstToken().p95()),
                    new Column<>(
                            "ttft_p99_s",
                            NUMBER,
                            "s",
                            "Its 99th percentile.",
                            r -> r.firstToken().p99()),
                    new Column<>(
                            "throughput_per_s",
                            NUMBER,
                            "1/s",
                            "Requests done per second.",
                            r -> r.requests() / r.seconds()),
                    new Column<>(
                            "output_tokens_per_s",
                            NUMBER,
                            "1/s",
                            "Tokens written per second.",
                            r -> r.outputTokens() / r.seconds()),
                    new Column<>(
                            "utilisation",
                            NUMBER,
                            "fraction",
                            "Share of the time in which something runs on the serving replicas, be it one request: near 1 long before they are at their limit. See load.",
                            ServingRow::utilisation),
                    new Column<>(
                            "preemptions",
                            INTEGER,
                            "requests",
                            "How often a request lost its memory to others.",
                            ServingRow::preemptions),
                    new Column<>(
                            "restarts",
                            INTEGER,
                            "requests",
                            "How often a failure sent a request back to the beginning.",
                            ServingRow::restarts),
                    new Column<>(
                            "slo_attainment",
                            NUMBER,
                            "fraction",
                            "Share of the requests within the SLO; empty without one.",
                            ServingRow::sloAttainment),
                    new Column<>("cost_usd", NUMBER, "USD", "Rent of all devices.", ServingRow::cost),
                    new Column<>(
                            "cost_per_request_usd", NUMBER, "USD", "Rent per request.", r -> r.cost() / r.requests()),
                    new Column<>(
                            "energy_wh_per_request",
                            NUMBER,
                            "Wh",
                            "Energy of devices and building per request.",
                            r -> r.wattHours() / r.requests()),
                    new Column<>(
                            "co2_g_per_request", NUMBER, "g", "CO2 of that energy.", r -> r.gramsCo2() / r.requests()),
                    new Column<>(
                            "model_error",
                            NUMBER,
                            "fraction",
                            "Relative error of every time, and of costs and energies that follow from them; empty if unknown.",
                            ServingRow::modelError),
                    new Column<>(
                            "sustainable_per_s",
                            NUMBER,
                            "1/s",
                            "Requests per second that the fleet works off if all are there at once; empty if they were.",
                            ServingRow::sustainedPerSecond),
                    new Column<>(
                            "load",
                            NUMBER,
                            "fraction",
                            "Arrivals as a share of that; above 1 the queue grows as long as they go on.",
                            ServingRow::load),
                    new Column<>(
                            "model",
                            TEXT,
                            "",
                            "Model that serves.",
                            r -> r.machines().model()),
                    new Column<>(
                            "accelerator",
                            TEXT,
                            "",
                            "Type of the devices.",
                            r -> r.machines().accelerator()),
                    new Column<>("replicas", INTEGER, "", "Of the model.", r ->
                            (long) r.machines().replicas()),
                    new Column<>("tensor_parallel", INTEGER, "", "Devices of a replica.", r ->
                            (long) r.machines().devices()),
                    new Column<>(
                            "kv_capacity_tokens",
                            NUMBER,
                            "tokens",
                            "Tokens whose KV cache a replica holds; empty if its memory is no limit.",
                            r -> r.machines().cacheTokens()),
                    new Column<>(
                            "kv_capacity_gib",
                            NUMBER,
                            "GiB",
                            "The same in 2^30 bytes.",
                            r -> r.machines().cacheGib()),
                    new Column<>(
                            "batching",
                            TEXT,
                            "",
                            "How iterations are formed.",
                            r -> r.machines().batching()),
                    new Column<>("max_sequences", INTEGER, "sequences", "At once on a replica at most.", r ->
                            (long) r.machines().maxSequences()),
                    new Column<>("max_tokens", INTEGER, "tokens", "Of one iteration at most.", r ->
                            (long) r.machines().maxTokens()),
                    new Column<>(
                            "cost_per_hour_usd",
                            NUMBER,
                            "USD/h",
                            "Rent of all devices.",
                            r -> r.machines().dollarsPerHour())));
}
