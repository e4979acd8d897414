package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Progress;
import dev.plateau.export.Origin;
import dev.plateau.export.Texts;
import dev.plateau.policy.PolicyException;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.FittedScenario;
import dev.plateau.scenario.MovedScenario;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.store.ResultsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Model.CommandSpec;
import tech.tablesaw.api.Table;

/**
 * What the commands have in common that move numbers of a scenario: its reading, the folder, progress, interruption and the record.
 *
 * @param <S> what they move
 * @param <T> what they find
 */
abstract class SpaceRun<S extends MovedScenario, T> {
    /** Words of a command before its options: its name and that of the scenario. */
    private static final int BEFORE_OPTIONS = 3;

    private static final String GIVEN = "given";

    private final CommandSpec spec;
    private final SpaceOptions options;
    private final List<String> words;
    private final String suffix;

    /**
     * A run.
     *
     * @param words of the command and its own options, without those that all have
     * @param suffix of the folder by default, behind the name of the scenario
     */
    SpaceRun(CommandSpec spec, SpaceOptions options, List<String> words, String suffix) {
        this.spec = spec;
        this.options = options;
        this.words = words;
        this.suffix = suffix;
    }

    /** Reads the scenario, and refuses what cannot be run, before anything is written. */
    abstract S read(Catalogue catalogue) throws ScenarioException;

    /** Simulates. */
    abstract T simulate(S space, long seed, Archive archive, Progress progress);

    /** Writes all files but the record; the command of the origin is the same wherever they are written to. */
    abstract void write(T result, S space, Texts texts, Origin origin, Path folder) throws IOException;

    /** Tables for {@code results.sqlite}. */
    abstract List<Table> tables(T result);

    /** What the record has beside what all have. */
    abstract Map<String, Object> record(T result);

    /** Prints what matters. */
    abstract void print(T result, PrintWriter screen);

    /** Runs with a scenario by the name that a user gave, and returns the exit code. */
    final int run(String name) throws ScenarioException, IOException {
        options.check();
        try (PluginOption.Loaded loaded = options.plugins().load()) {
            return run(read(PlateauCommand.catalogue(spec, loaded.factories())), loaded.patience());
        }
    }

    private int run(S space, Optional<Duration> patience) throws IOException {
        long seed = options.output().seed(space.study().seed());
        Instant started = Instant.now();
        try (Interruption interruption = new Interruption(
                        spec.commandLine().getErr(),
                        "Interrupted: finishing what is under way, then writing what is finished. Once more to stop at once.");
                ResultFolder folder = options.output().claim(space.study().name() + suffix);
                ResultsFile file = options.resume().open(folder, settings(space, seed))) {
            Texts texts = options.language().texts(file.setting(LanguageOption.KEY));
            List<String> command = new ArrayList<>(words);
            command.addAll(options.words(texts));
            Origin origin = origin(space, seed, command);
            command.addAll(options.output().folder());
            T result;
            try (RunProgress progress = new RunProgress(options.output().display(), interruption, patience)) {
                result = simulate(space, seed, file, progress);
            } catch (PolicyException e) {
                file.discard();
                throw e;
            } catch (CancellationException e) {
                spec.commandLine().getErr().println("Interrupted before anything was found. Go on with it by --resume");
                return interruption.exitCode();
            }
            Instant finished = Instant.now();
            folder.publish(staging -> {
                write(result, space, texts, origin, staging);
                Map<String, Object> json = new LinkedHashMap<>();
                RunRecord.putScenario(json, space.scenario());
                json.put("over", space.over());
                json.put("seed", seed);
                json.putAll(record(result));
                json.put("plugins_sha256", options.plugins().sums());
                json.put("threads", options.threads());
                LanguageOption.put(json, texts);
                json.put("interrupted", interruption.requested());
                json.put("warnings", space.warnings());
                json.put("summary", RunRecord.printed(screen -> print(result, screen)));
                json.put("pieces", file.counts());
                RunRecord.putMachine(json, started, finished);
                RunRecord.write(json, command, staging, folder.kept());
                file.publish(tables(result));
            });
            if (!options.output().quiet()) {
                PrintWriter screen = spec.commandLine().getOut();
                print(result, screen);
                space.warnings().forEach(warning -> screen.println("Note: " + warning));
                screen.println();
                screen.println(folder.told(interruption.requested()));
            }
            return interruption.exitCode();
        }
    }

    /** All that the numbers depend on. */
    private SortedMap<String, String> settings(S space, long seed) throws IOException {
        SortedMap<String, String> settings = space.scenario().settings();
        settings.put("command", words.get(1));
        String option = "";
        for (String word : words.subList(BEFORE_OPTIONS, words.size())) {
            if (word.startsWith("--")) {
                option = word;
                settings.putIfAbsent(option, GIVEN);
            } else {
                settings.merge(option, word, (some, more) -> some.equals(GIVEN) ? more : some + ", " + more);
            }
        }
        // What is moved counts, not where it was said.
        settings.keySet().removeAll(List.of("--over", "--bounds"));
        List<String> over = space.over();
        for (int i = 0; i < over.size(); i++) {
            settings.put("--over[" + i + "]", over.get(i));
        }
        options.budget().ifPresent(budget -> settings.put("--budget", budget.toString()));
        settings.put("seed", Long.toString(seed));
        ScenarioRun.addSurroundings(
                settings, space.scenario().inputs(), options.plugins().sums());
        options.language().addTo(settings);
        return settings;
    }

    private static Origin origin(MovedScenario space, long seed, List<String> command) {
        String text = space.scenario().text();
        return new Origin(
                Version.text(),
                RunRecord.line(command),
                seed,
                Double.NaN,
                text,
                RunRecord.sha256(text),
                FittedScenario.account(text));
    }
}
