package dev.plateau.cli;

import dev.plateau.calibrate.AccuracyTable;
import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.CountsFit;
import dev.plateau.calibrate.MomentFit;
import dev.plateau.calibrate.ProblemCounts;
import dev.plateau.export.FitAnswer;
import dev.plateau.export.FitReport;
import dev.plateau.model.Levels;
import dev.plateau.scenario.FittedScenario;
import dev.plateau.scenario.PilotFile;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fits a scenario to data. */
@Command(
        name = "calibrate",
        description = "Fit a scenario to data, say how sure the fit is, and predict budgets that were never run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nWhat DATA is follows from its columns; others than these are ignored:%n",
        footer = {
            "  problem_id,n_samples,n_correct       counts, one row a problem: how difficult the problems",
            "                                       are, and their coverage at any budget; with columns",
            "                                       model or benchmark, --model and --benchmark choose",
            "  metric,method,rollouts,value         a published table: accuracy and pass_rate by method and",
            "                                       budget, with a column band or band_half_width if there is",
            "                                       one: a world for all methods at once, in some minutes",
            "  arrival_time,input_toks,output_toks,first_token_ts,last_token_ts",
            "                                       a request log of vLLM, CSV or JSON lines: the times of",
            "                                       a machine's iterations; needs --fleet",
            "",
            "Beside SCENARIO.yaml it writes SCENARIO.fit.html, the report, and SCENARIO.fit/, its tables and",
            "pictures; with --predict also prediction.csv. The same data, options and seed give the same files.",
            "",
            "Examples:",
            "  plateau calibrate pilot.csv --out pilot.yaml --predict 128,256,10000",
            "  plateau calibrate all.csv --model 'Pythia 12B' --out pythia.yaml",
            "  plateau calibrate log.jsonl --fleet machine.yaml --out fitted.yaml"
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final int LARGEST_BUDGET = 10_000_000;
    private static final int LARGEST_SEARCH = 4096;
    private static final int MOST_LEVELS = 20;
    private static final int MOST_THREADS = 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "A CSV or JSON-lines file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "SCENARIO.yaml",
            description = "The scenario to write, which 'plateau run' takes.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(
            names = "--predict",
            split = ",",
            paramLabel = "BUDGET",
            description = "Budgets to predict coverage at, joined by commas.")
    private List<String> predict = List.of();

    @Option(names = "--model", paramLabel = "NAME", description = "Take the rows of this model.")
    private @Nullable String model;

    @Option(names = "--benchmark", paramLabel = "NAME", description = "Take the rows of this benchmark.")
    private @Nullable String benchmark;

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            description = "Gain of coverage per added rollout below which it counts as saturated. Default: 0.001.")
    private double epsilon = 0.001;

    @Option(
            names = "--levels",
            split = ",",
            paramLabel = "TASKS",
            description = {
                "For a table of accuracies: numbers of tasks by level of difficulty, the easiest first, joined by",
                "commas; the scenario then reports by level too."
            })
    private List<String> levels = List.of();

    @Option(
            names = "--agreement",
            paramLabel = "A",
            description = "Correlation of a task's level with its difficulty, see tasks.levels.agreement. Default: 1.")
    private double agreement = 1;

    @Option(
            names = "--fleet",
            paramLabel = "FILE",
            description = "For a request log: a scenario with the key 'fleet', the machine that served it.")
    private @Nullable String fleet;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of everything random. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Threads to fit with. Default: one per processor. The results do not depend on it.")
    private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());

    @Option(names = "--quiet", description = "Print no progress, and no results.")
    private boolean quiet;

    @Override
    public Integer call() throws ScenarioException, IOException {
        List<Integer> budgets = budgets();
        if (threads < 1 || threads > MOST_THREADS) {
            throw usage("--threads must be a whole number in 1.." + MOST_THREADS + " (got " + threads + ")");
        }
        if (!(epsilon >= 1e-9 && epsilon <= 1)) {
            throw usage("--epsilon must be a number in [1e-9, 1] (got " + epsilon + ")");
        }
        CalibrationFiles files = files();
        PilotFile pilot =
                PilotFile.read(data, new PilotFile.Choice(Optional.ofNullable(model), Optional.ofNullable(benchmark)));
        if (pilot.observations() instanceof ProblemCounts counts) {
            refuse("--fleet", fleet, "counts");
            refuse("--levels", levels.isEmpty() ? null : levels, "counts");
            return counts(pilot, counts, budgets, files);
        }
        if (pilot.observations() instanceof AccuracyTable table) {
            refuse("--fleet", fleet, "a table of accuracies");
            if (budgets.stream().anyMatch(budget -> budget > LARGEST_SEARCH)) {
                throw usage("--predict must be at most " + LARGEST_SEARCH + " for a table of accuracies");
            }
            return new TableFit(spec, quiet, MomentFit.Effort.of(table))
                    .run(pilot, new TableFit.Wish(budgets, levels(), epsilon, seed, threads), files, origin(pilot));
        }
        refuse("--levels", levels.isEmpty() ? null : levels, "a request log");
        if (!budgets.isEmpty()) {
            throw usage("--predict does not apply to a request log: it tells nothing of answers");
        }
        return new LogCalibration(spec, quiet).run(pilot, Optional.ofNullable(fleet), files, origin(pilot));
    }

    private void refuse(String option, @Nullable Object value, String kind) {
        if (value != null) {
            throw usage(option + " does not apply to " + kind);
        }
    }

    private List<Integer> budgets() {
        TreeSet<Integer> budgets = new TreeSet<>();
        for (String word : predict) {
            if (!word.matches("[0-9]{1,8}") || Integer.parseInt(word) < 1 || Integer.parseInt(word) > LARGEST_BUDGET) {
                throw usage("--predict must be whole numbers in 1.." + LARGEST_BUDGET + ", joined by commas (got "
                        + (word.isEmpty() ? "nothing" : word) + ")");
            }
            budgets.add(Integer.parseInt(word));
        }
        return List.copyOf(budgets);
    }

    private Levels levels() {
        if (!(agreement >= 0 && agreement <= 1)) {
            throw usage("--agreement must be a number in [0, 1] (got " + agreement + ")");
        }
        if (levels.isEmpty()) {
            return Levels.NONE;
        }
        if (levels.size() < 2
                || levels.size() > MOST_LEVELS
                || levels.stream().anyMatch(word -> !word.matches("[1-9][0-9]{0,8}"))) {
            throw usage("--levels must be 2 to " + MOST_LEVELS + " whole numbers, joined by commas (got "
                    + String.join(",", levels) + ")");
        }
        return new Levels(levels.stream().map(Double::valueOf).toList(), agreement);
    }

    private CalibrationFiles files() {
        try {
            return CalibrationFiles.around(out);
        } catch (IOException e) {
            throw usage("--out: " + e.getMessage());
        }
    }

    private int counts(PilotFile pilot, ProblemCounts counts, List<Integer> budgets, CalibrationFiles files)
            throws IOException {
        try (Interruption interruption = new Interruption(
                spec.commandLine().getErr(),
                "Interrupted: writing what is finished, with wider doubts. Once more to stop at once.")) {
            CountsCalibration fit;
            try (RunProgress.Display display =
                    RunProgress.display(quiet, spec.commandLine().getErr())) {
                fit = new CountsFit(counts.problems(), new CountsFit.Settings(budgets, epsilon, seed, threads))
                        .fit((state, done) -> {
                            display.show(state, done);
                            return interruption.requested();
                        });
            }
            String title =
                    "Coverage" + (pilot.subject().isEmpty() ? " of " + data.getFileName() : " of " + pilot.subject());
            List<String> origin = new ArrayList<>(origin(pilot));
            if (fit.interrupted()) {
                origin.add("Interrupted after " + fit.replicates()
                        + " bootstrap replicates: the intervals are not those of a" + " whole fit.");
            }
            FitAnswer answer = FitAnswer.of(fit);
            List<String> comments = new ArrayList<>(origin);
            comments.addAll(answer.found());
            comments.addAll(answer.unknown());
            String scenario = FittedScenario.of(fit, title, comments, seed);
            files.publish(scenario, staging -> FitReport.write(fit, title, origin, files.name(), staging));
            if (!quiet) {
                PrintWriter screen = spec.commandLine().getOut();
                answer.found().forEach(screen::println);
                answer.unknown().forEach(sentence -> screen.println("Note: " + sentence));
                screen.println();
                screen.println("Scenario: " + files.scenario() + " (report: " + files.report() + ")");
            }
            return interruption.exitCode();
        }
    }

    /** How the files were made: the command without what does not change them, the data and the version. */
    private List<String> origin(PilotFile pilot) {
        List<String> words = new ArrayList<>(
                List.of("plateau", "calibrate", String.valueOf(data.getFileName()), "--out", "SCENARIO.yaml"));
        add(words, "--model", model);
        add(words, "--benchmark", benchmark);
        add(words, "--predict", predict.isEmpty() ? null : String.join(",", predict));
        add(
                words,
                "--fleet",
                fleet == null ? null : String.valueOf(Path.of(fleet).getFileName()));
        add(words, "--levels", levels.isEmpty() ? null : String.join(",", levels));
        add(words, "--agreement", levels.isEmpty() ? null : Double.toString(agreement));
        add(words, "--epsilon", epsilon == 0.001 ? null : Double.toString(epsilon));
        add(words, "--seed", Long.toString(seed));
        return List.of(
                " " + Version.text() + " with this command:",
                RunRecord.line(words),
                "Data: " + data.getFileName() + ", SHA-256 " + RunRecord.sha256(pilot.text()));
    }

    private static void add(List<String> words, String option, @Nullable String value) {
        if (value != null) {
            words.add(option);
            words.add(value);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
