package dev.plateau.cli;

import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What the commands have in common that simulate a scenario: its reading, the folder, progress, interruption and the record.
 *
 * @param <T> what they find
 */
abstract class ScenarioRun<T> {
    private final CommandSpec spec;
    private final StudyOptions options;

    ScenarioRun(CommandSpec spec, StudyOptions options) {
        this.spec = spec;
        this.options = options;
    }

    /** Refuses a scenario that cannot be run so, before anything is written. */
    void check(Scenario scenario) throws ScenarioException {}

    /** Simulates. */
    abstract T simulate(Scenario scenario, Study study, int threads, Progress progress) throws ScenarioException;

    /** The accuracies that were found. */
    abstract StudyResult studied(T result);

    /** Writes all files but the record. */
    abstract void write(T result, Path folder) throws IOException;

    /** Prints what matters. */
    abstract void print(T result, PrintWriter screen);

    /** Runs a scenario by the name that a user gave, and returns the exit code. */
    final int run(String name) throws ScenarioException, IOException {
        options.check();
        try (PluginOption.Loaded policies = options.plugins().load()) {
            return run(name, new Catalogue(policies.factories()).read(name), policies.patience());
        }
    }

    private int run(String name, Scenario scenario, Optional<Duration> patience) throws ScenarioException, IOException {
        check(scenario);
        Study study = options.overridden(scenario.study());
        Instant started = Instant.now();
        try (Interruption interruption = new Interruption(spec.commandLine().getErr());
                ResultFolder folder = options.output().claim(scenario.name())) {
            T result;
            try (RunProgress progress = new RunProgress(options.output().display(), interruption, patience)) {
                result = simulate(scenario, study, options.threads(), progress);
            }
            boolean interrupted = interruption.requested();
            RunRecord record = new RunRecord(
                    scenario,
                    study,
                    options.overrides(),
                    options.plugins().sums(),
                    options.command(spec.name(), name),
                    options.threads(),
                    started,
                    Instant.now(),
                    interrupted);
            folder.publish(staging -> {
                write(result, staging);
                record.write(studied(result), staging);
            });
            report(result, folder.path(), interrupted);
            return interruption.exitCode();
        }
    }

    private void report(T result, Path folder, boolean interrupted) {
        if (!options.output().quiet()) {
            PrintWriter screen = spec.commandLine().getOut();
            print(result, screen);
            screen.println((interrupted ? "Interrupted. What was finished is in " : "Results: ") + folder
                    + " (begin with " + folder.resolve("report.html") + ")");
        } else if (interrupted) {
            spec.commandLine().getErr().println("Interrupted. What was finished is in " + folder);
        }
    }
}
