package dev.plateau.cli;

import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Study;
import dev.plateau.export.Plot;
import dev.plateau.export.Plots;
import dev.plateau.export.Report;
import dev.plateau.export.ResultTables;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Form;
import dev.plateau.scenario.Key;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a scenario and writes what it finds. */
@Command(
        name = "run",
        description = "Run a scenario and write tables, plots and a report.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau run                                the scenario 'saturation' into results/saturation",
            "  plateau run directions --precision 0.02    a quick, rough look",
            "  plateau run my.yaml --seed 7 --out seed7   a file of your own with another seed"
        })
final class RunCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            defaultValue = Catalogue.DEFAULT,
            description = "A file, or a name of the catalogue (see 'plateau list'). Default: ${DEFAULT-VALUE}.")
    private String name = Catalogue.DEFAULT;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the results. Default: results/NAME.")
    private @Nullable Path out;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of everything random, instead of the scenario's.")
    private @Nullable Long seed;

    @Option(
            names = "--precision",
            paramLabel = "H",
            description = "Half-width of every accuracy's 95 %% interval, instead of the scenario's.")
    private @Nullable Double precision;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Threads to simulate with. Default: one per processor. The results do not depend on it.")
    private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());

    @Option(names = "--quiet", description = "Print no progress, and no results.")
    private boolean quiet;

    @Mixin
    private final PluginOption plugins = new PluginOption();

    @Override
    public Integer call() throws ScenarioException, IOException {
        checkOptions();
        try (PluginOption.Loaded policies = plugins.load()) {
            return run(new Catalogue(policies.factories()).read(name));
        }
    }

    private int run(Scenario scenario) throws IOException {
        Study study = overridden(scenario.study());
        Instant started = Instant.now();
        try (Interruption interruption = new Interruption(spec.commandLine().getErr());
                ResultFolder folder = claim(out == null ? Path.of("results", scenario.name()) : out)) {
            StudyResult result;
            try (RunProgress progress = new RunProgress(display(), interruption)) {
                result = new Experiment(study, threads).run(progress);
            }
            boolean interrupted = interruption.requested();
            RunRecord record = new RunRecord(
                    scenario,
                    study,
                    overrides(),
                    plugins.sums(),
                    command(),
                    threads,
                    started,
                    Instant.now(),
                    interrupted);
            folder.publish(staging -> {
                ResultTables.write(result, staging);
                List<Plot> plots = Plots.write(result, staging);
                Report.write(result, plots, staging);
                record.write(result, staging);
            });
            report(result, folder.path(), interrupted);
            return interruption.exitCode();
        }
    }

    private void checkOptions() {
        if (out != null && out.toString().isEmpty()) {
            throw usage("--out must be a folder (got nothing)");
        }
        Form.Real allowed = (Form.Real) Key.PRECISION.form();
        if (precision != null && !allowed.allows(precision)) {
            throw usage("--precision must be " + allowed.describe() + " (got " + precision + ")");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw usage("--threads must be a whole number in 1.." + MOST_THREADS + " (got " + threads + ")");
        }
    }

    private ResultFolder claim(Path path) {
        try {
            return ResultFolder.claim(path);
        } catch (IOException e) {
            throw usage("--out: " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Study overridden(Study study) {
        Study seeded = seed == null ? study : study.withSeed(seed);
        return precision == null ? seeded : seeded.withPrecision(precision);
    }

    private Map<String, Object> overrides() {
        Map<String, Object> overrides = new LinkedHashMap<>();
        if (seed != null) {
            overrides.put(Key.SEED.path(), seed);
        }
        if (precision != null) {
            overrides.put(Key.PRECISION.path(), precision);
        }
        return overrides;
    }

    private List<String> command() {
        List<String> words = new ArrayList<>(List.of("plateau", "run", name));
        overrides().forEach((key, value) -> words.addAll(List.of("--" + key, value.toString())));
        plugins.places().forEach(place -> words.addAll(List.of("--plugins", place.toString())));
        if (out != null) {
            words.addAll(List.of("--out", out.toString()));
        }
        return words;
    }

    private RunProgress.Display display() {
        if (quiet) {
            return RunProgress.silent();
        }
        int columns = Integer.getInteger("plateau.columns", 0);
        return columns > 0
                ? RunProgress.bar(columns)
                : RunProgress.lines(spec.commandLine().getErr());
    }

    private void report(StudyResult result, Path folder, boolean interrupted) {
        PrintWriter screen = spec.commandLine().getOut();
        if (!quiet) {
            Summary.print(result, screen);
            screen.println();
            screen.println((interrupted ? "Interrupted. What was finished is in " : "Results: ") + folder
                    + " (begin with " + folder.resolve("report.html") + ")");
        } else if (interrupted) {
            spec.commandLine().getErr().println("Interrupted. What was finished is in " + folder);
        }
    }
}
