package dev.plateau.cli;

import dev.plateau.export.Texts;
import dev.plateau.result.SweepAxis;
import dev.plateau.scenario.Sweep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The description of a sweep, {@code run.json}, as {@link RunRecord} is of a single study.
 *
 * @param run that is over
 * @param options of the command line
 * @param plugins sums of the files that policies from outside came from, by path
 * @param command words of a command that runs it again
 * @param texts of the report
 * @param started when
 * @param resumed points that were finished before
 * @param estimate of the time, if one was made
 * @param seconds that the simulation took, without the estimate
 */
record SweepRecord(
        SweepRun run,
        StudyOptions options,
        Map<String, String> plugins,
        List<String> command,
        Texts texts,
        Instant started,
        long resumed,
        Optional<SweepPilot.Estimate> estimate,
        double seconds) {

    /** Writes the record into the folder of the results, after all other files. */
    void write(Path folder, List<String> kept, boolean interrupted) throws IOException {
        Sweep sweep = run.sweep();
        Map<String, Object> json = new LinkedHashMap<>();
        RunRecord.putScenario(json, sweep.name(), sweep.file(), sweep.text(), sweep.inputs());
        json.put("plugins_sha256", plugins);
        json.put("overrides", options.overrides());
        json.put("threads", options.threads());
        LanguageOption.put(json, texts);
        RunRecord.putMachine(json, started, Instant.now());
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (SweepAxis axis : sweep.axes()) {
            keys.put(axis.key(), axis.values());
        }
        json.put("sweep", keys);
        Map<String, Long> points = new LinkedHashMap<>();
        points.put("all", (long) sweep.size());
        points.put("resumed", resumed);
        points.put("simulated", run.file().points().finished() - resumed);
        json.put("points", points);
        estimate.ifPresent(told -> json.put("estimated_seconds", told.seconds()));
        json.put("simulated_seconds", seconds);
        json.put("interrupted", interrupted);
        json.put("pieces", run.file().counts());
        RunRecord.write(json, command, folder, kept);
    }
}
