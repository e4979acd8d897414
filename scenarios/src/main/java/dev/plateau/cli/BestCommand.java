package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Progress;
import dev.plateau.export.BestReport;
import dev.plateau.export.Origin;
import dev.plateau.export.Texts;
import dev.plateau.rank.BestSearch;
import dev.plateau.rank.Objective;
import dev.plateau.rank.SimulatedField;
import dev.plateau.result.BestResult;
import dev.plateau.result.CandidateRow;
import dev.plateau.result.Range;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.DecisionSpace;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.scenario.Suggestions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** Finds the best of many policies, budgets and parameters, and spends little on those that lose. */
@Command(
        name = "best",
        description =
                "Find the best policy, budget and parameters of a scenario with a stated confidence, simulating losers no"
                        + " further than it takes to know them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau best my.yaml                     the best of its policies at its largest budget",
            "  plateau best my.yaml --price 0.002/rollout",
            "                                           policy and budget, if 500 rollouts are worth a right answer",
            "  plateau best my.yaml --policy dora --over dora.temperature=0.003..3:7,log --over budgets=16,64",
            "                                           parameters of a policy",
            "  plateau best my.yaml --over select=majority,weighted-majority,best-of-n --within 0.005",
            "                                           how to vote, to half a point",
            "  plateau best ... --resume                the same words again: go on where it was killed"
        })
final class BestCommand implements Callable<Integer> {
    private static final double LEAST = 1e-4;
    private static final double SUREST = 0.9999;
    private static final Pattern PRICE = Pattern.compile("([0-9.]+(?:[eE][-+]?[0-9]+)?)/(.+)");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "A file, or a name of the catalogue (see 'plateau list').")
    private String name = "";

    @Option(
            names = "--over",
            paramLabel = "KEY=VALUES",
            description =
                    "A decision and its values, as a,b,c or LOW..HIGH:COUNT[,log]; may be repeated. KEY is 'budgets',"
                            + " POLICY.PARAMETER (see 'plateau list policies'), select, gate, verifier.calls or"
                            + " refinement.context-rounds.")
    private List<String> over = List.of();

    @Option(
            names = "--policy",
            paramLabel = "ID",
            description = "A policy by its label in the scenario, or by its id; may be repeated. Default: all of the"
                    + " scenario that are told no truth.")
    private List<String> policies = List.of();

    @Option(
            names = "--price",
            paramLabel = "PRICE/UNIT",
            description =
                    "What is paid for each unit (rollout, 1000-tokens or tflop), as a share of what a right answer is"
                            + " worth. Then accuracy less this is maximised, and by default all budgets of the scenario are"
                            + " alternatives.")
    private Optional<String> price = Optional.empty();

    @Option(
            names = "--within",
            paramLabel = "D",
            description = "A smaller difference does not matter. Default: ${DEFAULT-VALUE}.")
    private double within = 0.01;

    @Option(
            names = "--confidence",
            paramLabel = "C",
            description =
                    "Chance that the best is found, if it is better by more than that. Default: ${DEFAULT-VALUE}.")
    private double confidence = 0.95;

    @Mixin
    private final SpaceOptions options = new SpaceOptions();

    @Override
    public Integer call() throws ScenarioException, IOException {
        real("--within", within, LEAST, 0.5);
        real("--confidence", confidence, 0.5, SUREST);
        Objective objective = objective();
        return new SpaceRun<DecisionSpace, BestResult>(spec, options, words(), "-best") {
            @Override
            DecisionSpace read(Catalogue catalogue) throws ScenarioException {
                return catalogue.readDecisions(
                        name, new DecisionSpace.Request(over, policies, options.budget(), !objective.free()));
            }

            @Override
            BestResult simulate(DecisionSpace space, long seed, Archive archive, Progress progress) {
                try (SimulatedField field = new SimulatedField(
                        space.study(), space.contestants(), seed, options.threads(), progress.patience(), archive)) {
                    return new BestSearch(
                                    field,
                                    objective,
                                    within,
                                    confidence,
                                    space.study().maxTasks())
                            .run(space.title(), inWords(objective), names(field), progress);
                }
            }

            @Override
            void write(BestResult result, DecisionSpace space, Texts texts, Origin origin, Path folder)
                    throws IOException {
                BestReport.write(result, space.warnings(), texts, origin, folder);
            }

            @Override
            List<Table> tables(BestResult result) {
                return BestReport.tables(result);
            }

            @Override
            Map<String, Object> record(BestResult result) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("objective", result.objective());
                json.put("within", within);
                json.put("confidence", confidence);
                json.put("alternatives", result.rows().size());
                json.put("chosen", result.chosen().name());
                json.put(
                        "close", result.close().stream().map(CandidateRow::name).toList());
                json.put("decided", result.decided());
                json.put("steps", result.spending().steps());
                json.put("steps_if_even", Math.round(result.spending().evenSteps()));
                return json;
            }

            @Override
            void print(BestResult result, PrintWriter screen) {
                BestReport.print(result, screen);
            }
        }.run(name);
    }

    private void real(String option, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw options.output()
                    .usage(option + " must be a number in [" + Range.plain(low) + ", " + Range.plain(high) + "] (got "
                            + (Double.isFinite(value) ? Range.plain(value) : Double.toString(value)) + ")");
        }
    }

    private Objective objective() {
        if (price.isEmpty()) {
            return Objective.ACCURACY;
        }
        Map<String, Objective.Unit> units = new LinkedHashMap<>();
        for (Objective.Unit unit : Objective.Unit.values()) {
            units.put(unit.word(), unit);
        }
        Matcher matcher = PRICE.matcher(price.get());
        double amount = matcher.matches() ? number(matcher.group(1)) : Double.NaN;
        if (!(amount > 0 && amount <= 1)) {
            throw options.output()
                    .usage("--price must be a number in (0, 1], a slash and a unit, as in 0.002/rollout (got "
                            + Suggestions.shown(price.get()) + ")");
        }
        String word = matcher.group(2);
        Objective.Unit unit = units.get(word);
        if (unit == null) {
            throw options.output()
                    .usage("--price: no unit '" + Suggestions.shown(word) + "'."
                            + Suggestions.valid(word, units.keySet()));
        }
        return new Objective(amount, unit);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String inWords(Objective objective) {
        return objective.free()
                ? "accuracy"
                : "accuracy less " + Range.plain(objective.price()) + " per "
                        + switch (objective.unit()) {
                            case ROLLOUT -> "rollout";
                            case TOKENS -> "1,000 tokens";
                            case TFLOP -> "TFLOP";
                        };
    }

    private static BestSearch.Names names(SimulatedField field) {
        return new BestSearch.Names() {
            @Override
            public String policy(int alternative) {
                return field.contestant(alternative).entrant().label();
            }

            @Override
            public String settings(int alternative) {
                return field.contestant(alternative).settings();
            }

            @Override
            public int budget(int alternative) {
                return field.budget(alternative);
            }
        };
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("plateau", "best", name));
        over.forEach(word -> words.addAll(List.of("--over", word)));
        policies.forEach(id -> words.addAll(List.of("--policy", id)));
        price.ifPresent(word -> words.addAll(List.of("--price", word)));
        words.addAll(List.of("--within", Range.plain(within), "--confidence", Range.plain(confidence)));
        return words;
    }
}
