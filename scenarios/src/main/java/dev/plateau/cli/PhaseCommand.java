package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Progress;
import dev.plateau.export.Origin;
import dev.plateau.export.PhaseReport;
import dev.plateau.export.Texts;
import dev.plateau.result.PhaseResult;
import dev.plateau.result.Range;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.RangeReader;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.scenario.SettingSpace;
import dev.plateau.terrain.PhaseMap;
import dev.plateau.terrain.SimulatedGround;
import dev.plateau.terrain.Tasks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** Draws which policy wins over two settings of a scenario. */
@Command(
        name = "phase",
        description =
                "Show which policy wins over any two settings of a scenario: a phase diagram, refined along borders.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau phase stress/inversion --over attempts.shares.direction=0..0.9 --over verifier.slope=-0.5..1.5",
            "                                              all policies of the scenario that are told no truth",
            "  plateau phase my.yaml --over similarity.power=0.001..1,log --over budgets=4..256,log",
            "                                              equal factors; the budget is a setting too",
            "  plateau phase my.yaml --over answers.herding=0..1 --over mistakes.share=0..0.5 --policy rebase --policy dora",
            "                                              two policies; see 'plateau list keys' for settings",
            "  plateau phase ... --resume                  the same words again: go on where it was killed"
        })
final class PhaseCommand implements Callable<Integer> {
    private static final int MOST_TASKS = 1_000_000;
    private static final int FEWEST_TASKS = 128;
    private static final int BLOCK = 64;
    private static final List<Integer> CELLS = List.of(4, 8, 16, 32, 64, 128);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "A file, or a name of the catalogue (see 'plateau list').")
    private String name = "";

    @Option(
            names = "--over",
            required = true,
            paramLabel = "KEY=LOW..HIGH[,log]",
            description =
                    "A number of the world, or 'budgets', and its range; twice. With ,log equal steps are factors.")
    private List<String> over = List.of();

    @Option(
            names = "--policy",
            paramLabel = "ID",
            description = "A policy by its label in the scenario, or by its id; may be repeated. Default: all of the"
                    + " scenario that are told no truth.")
    private List<String> policies = List.of();

    @Option(
            names = "--cells",
            paramLabel = "C",
            description =
                    "Cells of the finest grid along each side: 4, 8, 16, 32, 64 or 128. Default: ${DEFAULT-VALUE}.")
    private int cells = 16;

    @Option(
            names = "--tasks",
            paramLabel = "T",
            description = "Tasks at every point, rounded up to blocks of " + BLOCK + ". Default: ${DEFAULT-VALUE}.")
    private int tasks = 2560;

    @Mixin
    private final SpaceOptions options = new SpaceOptions();

    @Override
    public Integer call() throws ScenarioException, IOException {
        if (!CELLS.contains(cells)) {
            throw options.output().usage("--cells must be one of 4, 8, 16, 32, 64, 128 (got " + cells + ")");
        }
        options.whole("--tasks", tasks, FEWEST_TASKS, MOST_TASKS);
        return new SpaceRun<SettingSpace, PhaseResult>(spec, options, words(), "-phase") {
            @Override
            SettingSpace read(Catalogue catalogue) throws ScenarioException {
                List<Range> ranges = RangeReader.read(over);
                if (ranges.size() != 2) {
                    throw options.output().usage("--over must be given twice (got " + ranges.size() + " settings)");
                }
                SettingSpace space =
                        catalogue.readSpace(name, new SettingSpace.Request(ranges, policies, options.budget()));
                Range x = space.ranges().get(0);
                Range y = space.ranges().get(1);
                space.check(List.of(
                        new double[] {x.low(), y.low()},
                        new double[] {x.high(), y.low()},
                        new double[] {x.low(), y.high()},
                        new double[] {x.high(), y.high()}));
                return space;
            }

            @Override
            PhaseResult simulate(SettingSpace space, long seed, Archive archive, Progress progress) {
                try (SimulatedGround ground = options.ground(space, archive, progress)) {
                    return new PhaseMap(
                                    space.ranges().get(0),
                                    space.ranges().get(1),
                                    space.entrants().stream()
                                            .map(Entrant::label)
                                            .toList(),
                                    cells,
                                    new Tasks(seed, (tasks + BLOCK - 1) / BLOCK),
                                    ground,
                                    progress)
                            .run(space.title(), space.budgetInWords());
                }
            }

            @Override
            void write(PhaseResult result, SettingSpace space, Texts texts, Origin origin, Path folder)
                    throws IOException {
                PhaseReport.write(result, space.warnings(), texts, origin, folder);
            }

            @Override
            List<Table> tables(PhaseResult result) {
                return PhaseReport.tables(result);
            }

            @Override
            Map<String, Object> record(PhaseResult result) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("policies", result.policies());
                json.put("budget", result.budget());
                json.put("cells", cells);
                json.put("points_simulated", result.simulated());
                json.put("points_of_full_grid", result.full());
                return json;
            }

            @Override
            void print(PhaseResult result, PrintWriter screen) {
                PhaseReport.sentences(result).forEach(screen::println);
            }
        }.run(name);
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("plateau", "phase", name));
        over.forEach(word -> words.addAll(List.of("--over", word)));
        policies.forEach(id -> words.addAll(List.of("--policy", id)));
        words.addAll(List.of("--cells", Integer.toString(cells), "--tasks", Integer.toString(tasks)));
        return words;
    }
}
