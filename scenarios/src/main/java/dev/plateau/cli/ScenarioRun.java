package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.OverloadException;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.export.Origin;
import dev.plateau.export.ResultTables;
import dev.plateau.export.Texts;
import dev.plateau.fleet.UnservableException;
import dev.plateau.policy.PolicyException;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.FittedScenario;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.store.ResultsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Model.CommandSpec;
import tech.tablesaw.api.Table;

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
    abstract T simulate(Scenario scenario, Study study, int threads, Archive archive, Progress progress)
            throws ScenarioException;

    /** The accuracies that were found. */
    abstract StudyResult studied(T result);

    /** Writes all files but the record. */
    abstract void write(T result, Texts texts, Origin origin, Path folder) throws IOException;

    /** Tables for {@code results.sqlite}. */
    List<Table> tables(T result) {
        return ResultTables.of(studied(result));
    }

    /** Prints what matters. */
    abstract void print(T result, PrintWriter screen);

    /** Runs a scenario by the name that a user gave, and returns the exit code. */
    final int run(String name) throws ScenarioException, IOException {
        options.check();
        try (PluginOption.Loaded policies = options.plugins().load()) {
            return run(
                    name, PlateauCommand.catalogue(spec, policies.factories()).read(name), policies.patience());
        }
    }

    /** Runs a scenario that was read, and returns the exit code. */
    final int run(String name, Scenario scenario, Optional<Duration> patience) throws ScenarioException, IOException {
        check(scenario);
        Study study = options.overridden(scenario.study());
        Map<String, String> plugins = options.plugins().sums();
        Instant started = Instant.now();
        try (Interruption interruption = new Interruption(spec.commandLine().getErr());
                ResultFolder folder = options.output().claim(scenario.name());
                ResultsFile file = options.resume().open(folder, settings(scenario, study, plugins))) {
            Texts texts = options.language().texts(file.setting(LanguageOption.KEY));
            T result;
            try (RunProgress progress = new RunProgress(options.output().display(), interruption, patience)) {
                result = simulate(scenario, study, options.threads(), file, progress);
            } catch (ScenarioException | OverloadException | UnservableException | PolicyException e) {
                file.discard();
                throw e;
            }
            boolean interrupted = interruption.requested();
            Origin origin = origin(scenario, study, options.words(spec.name(), name, texts));
            RunRecord record = new RunRecord(
                    scenario,
                    study,
                    options.overrides(),
                    plugins,
                    options.command(spec.name(), name, texts),
                    texts,
                    options.threads(),
                    started,
                    Instant.now(),
                    interrupted,
                    file.counts(),
                    RunRecord.printed(screen -> print(result, screen)));
            folder.publish(staging -> {
                write(result, texts, origin, staging);
                record.write(studied(result), staging, folder.kept());
                file.publish(tables(result));
            });
            report(result, folder, interrupted);
            return interruption.exitCode();
        }
    }

    private static Origin origin(Scenario scenario, Study study, List<String> command) {
        return new Origin(
                Version.text(),
                RunRecord.line(command),
                study.seed(),
                study.precision(),
                scenario.text(),
                RunRecord.sha256(scenario.text()),
                FittedScenario.account(scenario.text()));
    }

    private SortedMap<String, String> settings(Scenario scenario, Study study, Map<String, String> plugins) {
        SortedMap<String, String> settings = scenario.settings();
        settings.put("seed", Long.toString(study.seed()));
        settings.put("precision", Double.toString(study.precision()));
        addSurroundings(settings, scenario.inputs(), plugins);
        options.language().addTo(settings);
        return settings;
    }

    /** Adds what the numbers depend on beside the scenario's text and options. */
    static void addSurroundings(
            SortedMap<String, String> settings, Map<String, String> inputs, Map<String, String> plugins) {
        inputs.forEach((file, text) -> settings.put("file " + file, RunRecord.sha256(text)));
        plugins.forEach((file, sum) -> settings.put("plug-in " + file, sum));
        settings.put("version of Plateau", Version.text());
    }

    private void report(T result, ResultFolder folder, boolean interrupted) {
        if (!options.output().quiet()) {
            PrintWriter screen = spec.commandLine().getOut();
            print(result, screen);
            screen.println(folder.told(interrupted));
        } else if (interrupted) {
            spec.commandLine().getErr().println("Interrupted. What was finished is in " + folder.path());
        }
    }
}
