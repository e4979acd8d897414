package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Progress;
import dev.plateau.export.DuelReport;
import dev.plateau.export.Origin;
import dev.plateau.export.Texts;
import dev.plateau.result.DuelResult;
import dev.plateau.result.Range;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.RangeReader;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.scenario.SettingSpace;
import dev.plateau.terrain.Duel;
import dev.plateau.terrain.Effort;
import dev.plateau.terrain.ExtremeSearch;
import dev.plateau.terrain.SimulatedGround;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** Seeks the world in which a policy loses most to a rival, and writes it as a scenario. */
@Command(
        name = "worst",
        description =
                "Seek the world where a policy loses most to a rival, or wins most, and say which settings make it so.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau worst stress/inversion --policy dora --rival rebase",
            "                                   writes worst.yaml, which 'plateau run' takes",
            "  plateau worst my.yaml --policy dora --rival rebase --best --budget 64",
            "                                   where it wins most: best.yaml",
            "  plateau worst my.yaml --policy dora --rival rebase --over verifier.slope=-1..1",
            "                                   other bounds of a setting; --bounds FILE has all of your own",
            "  plateau worst ... --resume       the same words again: go on where it was killed"
        })
final class WorstCommand implements Callable<Integer> {
    private static final int MOST_TASKS = 1_000_000;
    private static final int BLOCK = 64;
    /** Of the tasks that measure, what part is met in every world of the search. */
    private static final int SEARCHED = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "A file, or a name of the catalogue (see 'plateau list').")
    private String name = "";

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "ID",
            description = "The policy that loses, by its label in the scenario or its id.")
    private String policy = "";

    @Option(names = "--rival", required = true, paramLabel = "ID", description = "The policy that it loses to.")
    private String rival = "";

    @Option(names = "--best", description = "Seek where the policy wins most instead.")
    private boolean best;

    @Option(
            names = "--over",
            paramLabel = "KEY=LOW..HIGH[,log]",
            description = "Other bounds of a number of the world; may be repeated.")
    private List<String> over = List.of();

    @Option(
            names = "--bounds",
            paramLabel = "FILE",
            description = "What is moved, with lines KEY: LOW..HIGH, instead of Plateau's own bounds.")
    private @Nullable Path bounds;

    @Option(
            names = "--worlds",
            paramLabel = "W",
            description = "Worlds that the search simulates. Default: ${DEFAULT-VALUE}.")
    private int worlds = 1500;

    @Option(names = "--starts", paramLabel = "S", description = "Starts of the search. Default: ${DEFAULT-VALUE}.")
    private int starts = 3;

    @Option(
            names = "--tasks",
            paramLabel = "T",
            description =
                    "Tasks that measure what was found, none of which the search met. A twentieth as many are met in every world"
                            + " of the search. Default: ${DEFAULT-VALUE}.")
    private int tasks = 5120;

    @Mixin
    private final SpaceOptions options = new SpaceOptions();

    @Override
    public Integer call() throws ScenarioException, IOException {
        options.whole("--tasks", tasks, SEARCHED * 2 * BLOCK, MOST_TASKS);
        options.whole("--starts", starts, 1, 1000);
        options.whole("--worlds", worlds, starts, 1_000_000);
        if (policy.equals(rival)) {
            throw options.output().usage("--rival must be another policy than --policy (got " + rival + " twice)");
        }
        Effort effort = new Effort(worlds, starts, blocks(tasks / SEARCHED), blocks(tasks));
        String found = best ? "best" : "worst";
        return new SpaceRun<SettingSpace, DuelResult>(spec, options, words(), "-" + found) {
            @Override
            SettingSpace read(Catalogue catalogue) throws ScenarioException {
                List<Range> ranges = RangeReader.bounds(Optional.ofNullable(bounds), RangeReader.read(over));
                SettingSpace space = catalogue.readSpace(
                        name, new SettingSpace.Request(ranges, List.of(policy, rival), options.budget()));
                space.checkWritable();
                space.checkEnds();
                return space;
            }

            @Override
            DuelResult simulate(SettingSpace space, long seed, Archive archive, Progress progress) {
                List<String> labels =
                        space.entrants().stream().map(Entrant::label).toList();
                Duel duel = new Duel(space.title(), labels.get(0), labels.get(1), best, space.budgetInWords(), space);
                try (SimulatedGround ground = options.ground(space, archive, progress)) {
                    return new ExtremeSearch(duel, effort, seed, ground, progress).run();
                }
            }

            @Override
            void write(DuelResult result, SettingSpace space, Texts texts, Origin origin, Path folder)
                    throws IOException {
                List<String> comments = new ArrayList<>(List.of(
                        "Found by plateau " + origin.version() + " with this command, seed " + origin.seed() + ":",
                        origin.command()));
                comments.addAll(DuelReport.sentences(result));
                double[] settings =
                        result.found().stream().mapToDouble(Double::doubleValue).toArray();
                String title = "Where " + result.policy() + (best ? " wins most against " : " loses most to ")
                        + result.rival();
                DuelReport.write(
                        result,
                        found + ".yaml",
                        space.text(settings, title, comments, origin.seed()),
                        space.warnings(),
                        texts,
                        origin,
                        folder);
            }

            @Override
            List<Table> tables(DuelResult result) {
                return DuelReport.tables(result);
            }

            @Override
            Map<String, Object> record(DuelResult result) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("policy", result.policy());
                json.put("rival", result.rival());
                json.put("budget", result.budget());
                json.put("worlds", worlds);
                json.put("starts", starts);
                json.put("tasks_measured", BLOCK * effort.measured());
                json.put("tasks_searched", BLOCK * effort.searched());
                return json;
            }

            @Override
            void print(DuelResult result, PrintWriter screen) {
                DuelReport.print(result, screen);
            }
        }.run(name);
    }

    private static int blocks(int tasks) {
        return (tasks + BLOCK - 1) / BLOCK;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("plateau", "worst", name, "--policy", policy, "--rival", rival));
        if (best) {
            words.add("--best");
        }
        over.forEach(word -> words.addAll(List.of("--over", word)));
        if (bounds != null) {
            words.addAll(List.of("--bounds", bounds.toString()));
        }
        words.addAll(List.of(
                "--worlds",
                Integer.toString(worlds),
                "--starts",
                Integer.toString(starts),
                "--tasks",
                Integer.toString(tasks)));
        return words;
    }
}
