package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Progress;
import dev.plateau.export.Origin;
import dev.plateau.export.SensitivityReport;
import dev.plateau.export.Texts;
import dev.plateau.result.Range;
import dev.plateau.result.SensitivityResult;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.RangeReader;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.scenario.SettingSpace;
import dev.plateau.scenario.Suggestions;
import dev.plateau.sensitivity.Output;
import dev.plateau.sensitivity.SensitivityAnalysis;
import dev.plateau.sensitivity.SimulatedResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** Finds out which settings of a scenario move what comes out. */
@Command(
        name = "sensitivity",
        description =
                "Find out which settings of a scenario move what comes out, by how much and with which others: elementary"
                        + " effects (Morris) or shares of the variance (Sobol), as a table and a tornado plot.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau sensitivity my.yaml              accuracy of its first policy, over Plateau's own bounds",
            "  plateau sensitivity my.yaml --policy dora --rival rebase",
            "                                           what makes dora better or worse than rebase",
            "  plateau sensitivity my.yaml --of coverage --of tokens --over attempts.steps=2..16 --over answers.herding=0..1",
            "                                           two outputs, two settings",
            "  plateau sensitivity my.yaml --of fleet.latency_p95_s --over fleet.replicas=1..8 --over dora.temperature=0.05..1",
            "                                           machines, and a parameter of a policy",
            "  plateau sensitivity my.yaml --method sobol --over verifier.slope=0..1.5 --over verifier.step-noise=0..2",
            "                                           shares of the variance, interactions included",
            "  plateau sensitivity ... --resume         the same words again: go on where it was killed"
        })
final class SensitivityCommand implements Callable<Integer> {
    private static final String MORRIS = "morris";
    private static final String SOBOL = "sobol";
    private static final int BLOCK = 64;
    private static final int MOST_SETTINGS = 400;
    private static final int TRAJECTORIES = 16;
    private static final int ROWS = 128;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "A file, or a name of the catalogue (see 'plateau list').")
    private String name = "";

    @Option(
            names = "--over",
            paramLabel = "KEY=LOW..HIGH[,log]",
            description =
                    "A number of the world or of the fleet, 'budgets' or POLICY.PARAMETER, and its range; may be repeated."
                            + " Default: all of Plateau's own bounds whose keys the scenario has.")
    private List<String> over = List.of();

    @Option(
            names = "--bounds",
            paramLabel = "FILE",
            description = "Ranges as lines KEY: LOW..HIGH, instead of Plateau's own.")
    private @Nullable Path bounds;

    @Option(
            names = "--of",
            paramLabel = "OUTPUT",
            description =
                    "What is to be explained: accuracy, difference (needs --rival), coverage, pass-rate, rollouts, tokens,"
                            + " flops, saturation (the budget from which on more stops helping), or fleet.COLUMN for a number of"
                            + " fleet.csv, as fleet.cost_per_task; may be repeated. Default: accuracy, or difference with"
                            + " --rival.")
    private List<String> outputs = List.of();

    @Option(
            names = "--policy",
            paramLabel = "ID",
            description =
                    "The policy, by its label in the scenario or its id. Default: the first that is told no truth.")
    private @Nullable String policy;

    @Option(names = "--rival", paramLabel = "ID", description = "The policy that it is compared with.")
    private @Nullable String rival;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description =
                    "morris: elementary effects, cheap. sobol: shares of the variance. Default: ${DEFAULT-VALUE}.")
    private String method = MORRIS;

    @Option(
            names = "--size",
            paramLabel = "R",
            description = "Trajectories of morris (default " + TRAJECTORIES + "), or rows of sobol (default " + ROWS
                    + "; powers of two are best). For K settings, R (K+1) or R (K+2) places are simulated.")
    private @Nullable Integer size;

    @Option(
            names = "--tasks",
            paramLabel = "T",
            description =
                    "Tasks at every place, rounded up to pairs of blocks of " + BLOCK + ". Default: ${DEFAULT-VALUE}.")
    private int tasks = 512;

    @Mixin
    private final SpaceOptions options = new SpaceOptions();

    @Override
    public Integer call() throws ScenarioException, IOException {
        options.whole("--tasks", tasks, 2 * BLOCK, 1_000_000);
        choice("--method", method, List.of(MORRIS, SOBOL));
        if (size != null) {
            options.whole("--size", size, 4, 1_000_000);
        }
        if (rival != null && rival.equals(policy)) {
            throw options.output().usage("--rival must be another policy than --policy (got " + rival + " twice)");
        }
        List<Output> wanted = wanted();
        int pairs = (tasks + 2 * BLOCK - 1) / (2 * BLOCK);
        return new SpaceRun<SettingSpace, SensitivityResult>(spec, options, words(), "-sensitivity") {
            @Override
            SettingSpace read(Catalogue catalogue) throws ScenarioException {
                List<String> policies = policies(catalogue);
                List<Range> ranges = over.isEmpty()
                        ? RangeReader.bounds(Optional.ofNullable(bounds), List.of())
                        : RangeReader.read(over, catalogue.readSettings(name, policies));
                SettingSpace space =
                        catalogue.readSpace(name, new SettingSpace.Request(ranges, policies, options.budget(), 1));
                if (wanted.stream().anyMatch(Output.OfFleet.class::isInstance)) {
                    space = space.served(tasks);
                }
                space = over.isEmpty() && bounds == null ? space.applicable() : space;
                if (space.ranges().isEmpty() || space.ranges().size() > MOST_SETTINGS) {
                    throw options.output()
                            .usage("--over: there must be 1 to " + MOST_SETTINGS + " settings (got "
                                    + space.ranges().size() + ")");
                }
                boolean budgets =
                        space.ranges().stream().anyMatch(range -> range.key().equals("budgets"));
                if (asks(wanted, Output.Kind.SATURATION)
                        && (budgets || space.study().budgets().size() < 2)) {
                    throw options.output()
                            .usage(
                                    "--of saturation needs a scenario with several budgets, and cannot be had over them");
                }
                space.checkEnds();
                return space;
            }

            @Override
            SensitivityResult simulate(SettingSpace space, long seed, Archive archive, Progress progress) {
                List<String> labels =
                        space.entrants().stream().map(Entrant::label).toList();
                SensitivityAnalysis.Words words = new SensitivityAnalysis.Words(
                        space.title(),
                        space.budgetInWords(),
                        wanted.stream().map(output -> output.name(labels)).toList(),
                        wanted.stream().map(Output::unit).toList(),
                        2L * pairs * BLOCK);
                try (SimulatedResponse response = new SimulatedResponse(
                        space.study().withSeed(seed),
                        space.cases(),
                        space,
                        wanted,
                        pairs,
                        options.threads(),
                        progress.patience(),
                        archive)) {
                    SensitivityAnalysis analysis =
                            new SensitivityAnalysis(words, space.ranges(), response, seed, progress);
                    return method.equals(MORRIS) ? analysis.effects(size()) : analysis.indices(size());
                }
            }

            @Override
            void write(SensitivityResult result, SettingSpace space, Texts texts, Origin origin, Path folder)
                    throws IOException {
                SensitivityReport.write(result, space.warnings(), texts, origin, folder);
            }

            @Override
            List<Table> tables(SensitivityResult result) {
                return SensitivityReport.tables(result);
            }

            @Override
            Map<String, Object> record(SensitivityResult result) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("outputs", result.outputs());
                json.put("budget", result.budget());
                json.put("method", method);
                json.put("size", result.groups());
                json.put("places", result.points());
                json.put("tasks", result.tasks());
                return json;
            }

            @Override
            void print(SensitivityResult result, PrintWriter screen) {
                SensitivityReport.print(result, screen);
            }
        }.run(name);
    }

    private int size() {
        return size != null ? size : method.equals(MORRIS) ? TRAJECTORIES : ROWS;
    }

    private List<Output> wanted() {
        Map<String, Output> valid = new LinkedHashMap<>();
        for (Output.Kind kind : Output.Kind.values()) {
            valid.put(kind.word(), new Output.OfStudy(kind, 0, rival == null ? 0 : 1));
        }
        Output.OfFleet.columns().forEach(column -> valid.put("fleet." + column.name(), new Output.OfFleet(column, 0)));
        Set<Output> wanted = new LinkedHashSet<>();
        for (String word : outputs) {
            choice("--of", word, List.copyOf(valid.keySet()));
            wanted.add(Objects.requireNonNull(valid.get(word)));
        }
        if (wanted.isEmpty()) {
            Output.Kind usual = rival == null ? Output.Kind.ACCURACY : Output.Kind.DIFFERENCE;
            wanted.add(Objects.requireNonNull(valid.get(usual.word())));
        }
        if (asks(wanted, Output.Kind.DIFFERENCE) && rival == null) {
            throw options.output().usage("--of difference needs --rival");
        }
        return List.copyOf(wanted);
    }

    private static boolean asks(Collection<Output> wanted, Output.Kind kind) {
        return wanted.stream().anyMatch(output -> output instanceof Output.OfStudy asked && asked.kind() == kind);
    }

    private void choice(String option, String word, List<String> valid) {
        if (!valid.contains(word)) {
            throw options.output()
                    .usage(option + " cannot be '" + Suggestions.shown(word) + "'." + Suggestions.valid(word, valid));
        }
    }

    /** The policy, and its rival if there is one. */
    private List<String> policies(Catalogue catalogue) throws ScenarioException {
        List<String> policies = new ArrayList<>();
        if (policy != null) {
            policies.add(policy);
        } else {
            policies.add(catalogue.read(name).study().entrants().stream()
                    .filter(entrant -> !entrant.readsTruth() && !entrant.label().equals(rival))
                    .map(Entrant::label)
                    .findFirst()
                    .orElseThrow(() -> options.output()
                            .usage("--policy: the scenario has no other policy that is told no truth; name one")));
        }
        if (rival != null) {
            policies.add(rival);
        }
        return policies;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("plateau", "sensitivity", name));
        over.forEach(word -> words.addAll(List.of("--over", word)));
        if (bounds != null) {
            words.addAll(List.of("--bounds", bounds.toString()));
        }
        outputs.forEach(word -> words.addAll(List.of("--of", word)));
        if (policy != null) {
            words.addAll(List.of("--policy", policy));
        }
        if (rival != null) {
            words.addAll(List.of("--rival", rival));
        }
        words.addAll(
                List.of("--method", method, "--size", Integer.toString(size()), "--tasks", Integer.toString(tasks)));
        return words;
    }
}
