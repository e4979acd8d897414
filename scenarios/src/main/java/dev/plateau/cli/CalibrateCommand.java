package dev.plateau.cli;

import dev.plateau.calibrate.AccuracyTable;
import dev.plateau.calibrate.Calibration;
import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.CountsFit;
import dev.plateau.calibrate.FitProgress;
import dev.plateau.calibrate.MomentFit;
import dev.plateau.calibrate.Observations;
import dev.plateau.calibrate.PilotDesign;
import dev.plateau.calibrate.ProblemCounts;
import dev.plateau.calibrate.RoundChains;
import dev.plateau.calibrate.RoundsCalibration;
import dev.plateau.calibrate.RoundsFit;
import dev.plateau.calibrate.SampledProblems;
import dev.plateau.calibrate.SamplesCalibration;
import dev.plateau.calibrate.SamplesFit;
import dev.plateau.calibrate.ServingLog;
import dev.plateau.catalog.Policies;
import dev.plateau.model.Levels;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.FittedScenario;
import dev.plateau.scenario.PilotFile;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  problem_id,sample,answer_id,correct  samples, one row each, with column score perhaps those of",
            "                                       a verifier: also how wrong attempts agree, what votes",
            "                                       and best-of-N do, and how good the verifier is",
            "  problem_id,turn,correct              rounds of refinement, one row each: what further",
            "                                       rounds solve, and spoil if they went on when right",
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
            "  plateau calibrate --design pythia-12b-math --epsilon 0.001",
            "  plateau calibrate log.jsonl --fleet machine.yaml --out fitted.yaml"
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final int LARGEST_BUDGET = 10_000_000;
    private static final int LARGEST_SEARCH = 4096;
    private static final int MOST_LEVELS = 20;
    private static final int MOST_PROBLEMS = 100_000;
    private static final int PILOTS = 100;
    private static final double EPSILON = 0.001;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DATA", description = "A CSV or JSON-lines file.")
    private @Nullable Path data;

    @Option(
            names = "--out",
            paramLabel = "SCENARIO.yaml",
            description = "The scenario to write, which 'plateau run' takes. With --design a folder, by default"
                    + " results/NAME-design.")
    private @Nullable Path out;

    @Option(
            names = "--design",
            paramLabel = "SCENARIO",
            description =
                    "Design a pilot for a scenario, a file or a name of the catalogue: how many problems, samples and"
                            + " rounds place the saturation budget. DATA, if given, is the pilot so far: may it stop?")
    private @Nullable String design;

    @Option(
            names = "--factor",
            paramLabel = "F",
            description = "For --design: by what factor the estimate may be off, up or down. Default: 2.")
    private double factor = 2;

    @Option(
            names = "--share",
            paramLabel = "P",
            description = "For --design: the share of pilots that must come so near. Default: 0.9.")
    private double share = 0.9;

    @Option(
            names = "--problems",
            paramLabel = "M",
            description = "For --design: how many problems there are at most. Default: 800.")
    private int problems = 800;

    @Option(
            names = "--predict",
            split = ",",
            paramLabel = "BUDGET",
            description = "Budgets to predict coverage and accuracy at, joined by commas.")
    private List<String> predict = List.of();

    @Option(names = "--model", paramLabel = "NAME", description = "Take the rows of this model.")
    private @Nullable String model;

    @Option(names = "--benchmark", paramLabel = "NAME", description = "Take the rows of this benchmark.")
    private @Nullable String benchmark;

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            description = "Gain of coverage per added rollout below which it counts as saturated. Default: 0.001, with"
                    + " --design that of the scenario.")
    private @Nullable Double epsilon;

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

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Mixin
    private final LanguageOption language = new LanguageOption();

    @Option(names = "--quiet", description = "Print no progress, and no results.")
    private boolean quiet;

    @Override
    public Integer call() throws ScenarioException, IOException {
        List<Integer> budgets = budgets();
        threads.check();
        language.check();
        if (epsilon != null && !(epsilon >= 1e-9 && epsilon <= 1)) {
            throw usage("--epsilon must be a number in [1e-9, 1] (got " + epsilon + ")");
        }
        if (design != null) {
            return design(design, budgets);
        }
        for (String option : List.of("--factor", "--share", "--problems")) {
            refuse(option, given(option), "data: it is for --design");
        }
        levels();
        refuse("--agreement", levels.isEmpty() ? given("--agreement") : null, "tasks without --levels");
        if (data == null || out == null) {
            throw usage(
                    data == null
                            ? "DATA is missing: a file to calibrate from"
                            : "--out is missing: a scenario to write");
        }
        CalibrationFiles files = files(out);
        PilotFile pilot = pilot(data);
        if (pilot.observations() instanceof ServingLog) {
            refuse("--levels", levels.isEmpty() ? null : levels, "a request log");
            if (!budgets.isEmpty()) {
                throw usage("--predict does not apply to a request log: it tells nothing of answers");
            }
            return new LogCalibration(spec, quiet, language.texts())
                    .run(pilot, Optional.ofNullable(fleet), files, origin(pilot));
        }
        refuse("--fleet", fleet, "counts, samples, rounds or a table of accuracies");
        if (pilot.observations() instanceof AccuracyTable table) {
            if (budgets.stream().anyMatch(budget -> budget > LARGEST_SEARCH)) {
                throw usage("--predict must be at most " + LARGEST_SEARCH + " for a table of accuracies");
            }
            return new TableFit(spec, quiet, language.texts(), MomentFit.Effort.of(table))
                    .run(
                            pilot,
                            new TableFit.Wish(
                                    budgets, levels(), epsilon == null ? EPSILON : epsilon, seed, threads.count()),
                            files,
                            origin(pilot));
        }
        refuse("--levels", levels.isEmpty() ? null : levels, "counts, samples or rounds");
        if (pilot.observations() instanceof RoundChains
                && budgets.stream().anyMatch(rounds -> rounds > RoundsFit.MOST_ROUNDS)) {
            throw usage("--predict must be at most " + RoundsFit.MOST_ROUNDS + " for rounds (got "
                    + budgets.get(budgets.size() - 1) + ")");
        }
        return attempts(pilot, budgets, files);
    }

    private PilotFile pilot(Path path) throws ScenarioException {
        return PilotFile.read(path, new PilotFile.Choice(Optional.ofNullable(model), Optional.ofNullable(benchmark)));
    }

    private int design(String name, List<Integer> budgets) throws ScenarioException, IOException {
        refuse("--fleet", fleet, "--design");
        refuse("--levels", levels.isEmpty() ? null : levels, "--design");
        refuse("--predict", budgets.isEmpty() ? null : budgets, "--design");
        refuse("--agreement", given("--agreement"), "--design");
        if (data == null) {
            refuse("--model", model, "--design without DATA");
            refuse("--benchmark", benchmark, "--design without DATA");
        }
        if (!(factor > 1 && factor <= 100)) {
            throw usage("--factor must be a number above 1, at most 100 (got " + factor + ")");
        }
        if (!(share > 0 && share <= 1)) {
            throw usage("--share must be a number above 0, at most 1 (got " + share + ")");
        }
        if (problems < PilotDesign.FEWEST_PROBLEMS || problems > MOST_PROBLEMS) {
            throw usage("--problems must be a whole number in " + PilotDesign.FEWEST_PROBLEMS + ".." + MOST_PROBLEMS
                    + " (got " + problems + ")");
        }
        Scenario scenario = new Catalogue(Policies.factories()).read(name);
        double threshold =
                epsilon != null ? epsilon : scenario.study().thresholds().saturated();
        Optional<PilotFile> pilot = data == null ? Optional.empty() : Optional.of(pilot(data));
        List<String> words = new ArrayList<>(List.of("plateau", "calibrate", "--design", name));
        add(words, "--factor", Double.toString(factor));
        add(words, "--share", Double.toString(share));
        add(words, "--problems", Integer.toString(problems));
        add(words, "--epsilon", Double.toString(threshold));
        add(words, "--seed", Long.toString(seed));
        add(words, "--model", model);
        add(words, "--benchmark", benchmark);
        if (data != null) {
            words.add(data.toString());
        }
        words.addAll(LanguageOption.words(language.texts()));
        return new DesignCalibration(spec, quiet, language.texts())
                .run(
                        scenario,
                        new PilotDesign.Settings(threshold, factor, share, problems, PILOTS, seed, threads.count()),
                        pilot,
                        out != null ? out : Path.of("results", scenario.name() + "-design"),
                        words);
    }

    private @Nullable Object given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option) ? option : null;
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

    private CalibrationFiles files(Path scenario) {
        try {
            return CalibrationFiles.around(scenario);
        } catch (IOException e) {
            throw usage("--out: " + e.getMessage());
        }
    }

    private int attempts(PilotFile pilot, List<Integer> budgets, CalibrationFiles files) throws IOException {
        try (Interruption interruption = new Interruption(
                spec.commandLine().getErr(),
                "Interrupted: writing what is finished, with wider doubts. Once more to stop at once.")) {
            Calibration fit;
            try (RunProgress.Display display =
                    RunProgress.display(quiet, spec.commandLine().getErr())) {
                fit = fit(
                        pilot.observations(),
                        new CountsFit.Settings(budgets, epsilon == null ? EPSILON : epsilon, seed, threads.count()),
                        (state, done) -> {
                            display.show(state, done);
                            return interruption.requested();
                        });
            }
            String what = fit instanceof RoundsCalibration
                    ? "Rounds"
                    : fit instanceof SamplesCalibration ? "Votes" : "Coverage";
            String title = what + (pilot.subject().isEmpty() ? " of " + fileName(pilot) : " of " + pilot.subject());
            List<String> origin = new ArrayList<>(origin(pilot));
            if (fit.interrupted()) {
                origin.add("Interrupted after " + fit.replicates()
                        + " bootstrap replicates: the intervals are not those of a whole fit.");
            }
            files.publish(
                    fit,
                    title,
                    origin,
                    !budgets.isEmpty(),
                    language.texts(),
                    comments -> scenario(fit, title, comments),
                    quiet ? null : spec.commandLine().getOut());
            return interruption.exitCode();
        }
    }

    private static Calibration fit(Observations observations, CountsFit.Settings settings, FitProgress progress) {
        if (observations instanceof SampledProblems samples) {
            return new SamplesFit(samples.problems(), settings).fit(progress);
        } else if (observations instanceof RoundChains rounds) {
            return new RoundsFit(rounds.chains(), settings).fit(progress);
        }
        return new CountsFit(((ProblemCounts) observations).problems(), settings).fit(progress);
    }

    private String scenario(Calibration fit, String title, List<String> comments) {
        if (fit instanceof SamplesCalibration samples) {
            return FittedScenario.of(samples, title, comments, seed);
        } else if (fit instanceof RoundsCalibration rounds) {
            return FittedScenario.of(rounds, title, comments, seed);
        }
        return FittedScenario.of((CountsCalibration) fit, title, comments, seed);
    }

    /** How the files were made: the command without what does not change them, the data and the version. */
    private List<String> origin(PilotFile pilot) {
        List<String> words =
                new ArrayList<>(List.of("plateau", "calibrate", fileName(pilot), "--out", "SCENARIO.yaml"));
        add(words, "--model", model);
        add(words, "--benchmark", benchmark);
        add(words, "--predict", predict.isEmpty() ? null : String.join(",", predict));
        add(
                words,
                "--fleet",
                fleet == null ? null : String.valueOf(Path.of(fleet).getFileName()));
        add(words, "--levels", levels.isEmpty() ? null : String.join(",", levels));
        add(words, "--agreement", levels.isEmpty() ? null : Double.toString(agreement));
        if (!(pilot.observations() instanceof ServingLog)) {
            add(words, "--epsilon", epsilon == null ? null : Double.toString(epsilon));
            add(words, "--seed", Long.toString(seed));
        }
        words.addAll(LanguageOption.words(language.texts()));
        return List.of(
                " " + Version.text() + " with this command:",
                RunRecord.line(words),
                "Data: " + fileName(pilot) + ", SHA-256 " + RunRecord.sha256(pilot.text()));
    }

    private static String fileName(PilotFile pilot) {
        return String.valueOf(Path.of(pilot.file()).getFileName());
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
