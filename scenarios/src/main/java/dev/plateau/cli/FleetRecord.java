package dev.plateau.cli;

import dev.plateau.result.ServingRow;
import dev.plateau.scenario.FleetFile;
import dev.plateau.scenario.TraceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The description of a trace that was served, {@code run.json}.
 *
 * @param requests what was served
 * @param fleets file of the machines
 * @param served what came of it
 * @param defaults keys that decided on it and were not given, with their values
 * @param seed of failures and stragglers
 * @param overrides options given, by key
 * @param command words of a command that serves it again
 * @param warnings of the run
 * @param started when
 * @param finished when the simulation ended
 */
record FleetRecord(
        TraceFile requests,
        FleetFile fleets,
        ServingRow served,
        Map<String, String> defaults,
        long seed,
        Map<String, Object> overrides,
        List<String> command,
        List<String> warnings,
        Instant started,
        Instant finished) {

    /** Name of a trace: that of its file without ending. */
    static String nameOf(Path trace) {
        Path file = trace.getFileName();
        return file == null ? "fleet" : file.toString().replaceFirst("(?<=.)\\.csv$", "");
    }

    private Map<String, @Nullable Object> servedBy() {
        ServingRow.Machines machines = served.machines();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", machines.model());
        json.put("accelerator", machines.accelerator());
        json.put("replicas", machines.replicas());
        json.put("tensor_parallel", machines.devices());
        json.put("kv_capacity_tokens", known(machines.cacheTokens()));
        json.put("kv_capacity_gib", known(machines.cacheGib()));
        json.put("batching", machines.batching());
        json.put("max_sequences", machines.maxSequences());
        json.put("max_tokens", machines.maxTokens());
        json.put("cost_per_hour_usd", known(machines.dollarsPerHour()));
        return json;
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** Writes the record into the folder of the results, after all other files. */
    void write(Path folder) throws IOException {
        Map<String, String> inputs = new TreeMap<>();
        fleets.inputs().forEach((name, text) -> inputs.put(name, RunRecord.sha256(text)));
        inputs.put(requests.file(), requests.sha256());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("plateau", Version.text());
        json.put("trace", requests.file());
        json.put("fleet", served.fleet());
        json.put("served_by", servedBy());
        json.put("defaults", defaults);
        json.put("fleet_file", fleets.file());
        json.put("fleet_text", fleets.text());
        json.put("inputs_sha256", inputs);
        json.put("overrides", overrides);
        json.put("seed", seed);
        json.put("requests", requests.trace().size());
        json.put("warnings", warnings);
        RunRecord.putMachine(json, started, finished);
        RunRecord.write(json, command, folder);
    }
}
