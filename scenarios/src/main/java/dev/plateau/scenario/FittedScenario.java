package dev.plateau.scenario;

import dev.plateau.calibrate.AnswerLaw;
import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.RoundLaw;
import dev.plateau.calibrate.RoundsCalibration;
import dev.plateau.calibrate.SamplesCalibration;
import dev.plateau.calibrate.ServingCalibration;
import dev.plateau.calibrate.TableCalibration;
import dev.plateau.calibrate.WorldSpace;
import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Accelerator.Constants;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.model.Answers;
import dev.plateau.model.AttemptShape;
import dev.plateau.model.Difficulty;
import dev.plateau.model.Difficulty.Chance;
import dev.plateau.model.Directions;
import dev.plateau.model.Levels;
import dev.plateau.model.Refinement;
import dev.plateau.model.Verifier;
import dev.plateau.model.World;
import dev.plateau.select.Selection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The text of a scenario from what a calibration found. The same fit gives the same text. */
public final class FittedScenario {
    /** How the first line of such a scenario begins. */
    public static final String MARK = "# Calibrated by plateau";

    private static final int LARGEST_BUDGET = 10_000;
    private static final int LARGEST_VOTE = 1024;
    private static final String ATTEMPTS = "attempts:\n  shares: {direction: 0, steps: 0, finish: 1}\n  steps: 1\n";
    private static final int LINE = 100;
    private static final String FITTED = "-fitted";

    private FittedScenario() {}

    /**
     * Of a fit to counts: tasks as difficult as the problems, independent attempts, and coverage as what is measured.
     *
     * @param fit what was found
     * @param title of the scenario
     * @param origin lines of comment that say how it was made; the first one follows {@link #MARK}
     * @param seed of the scenario
     */
    public static String of(CountsCalibration fit, String title, List<String> origin, long seed) {
        int largest =
                fit.predictions().stream().mapToInt(row -> row.budget()).max().orElse(10 * fit.mostSamples());
        double epsilon = fit.saturation().get(0).epsilon();
        StringBuilder text = head(title, origin);
        text.append("seed: ").append(seed).append('\n');
        mixture(text, fit.mixture());
        text.append("policies: [parallel]\nselect: oracle\n");
        budgets(text, Math.min(LARGEST_BUDGET, largest), epsilon);
        return text.toString();
    }

    /**
     * Of a fit to samples: tasks as difficult as the problems, wrong answers that agree as theirs do, and, if there were
     * scores, their verifier.
     *
     * @param fit what was found
     * @param title of the scenario
     * @param origin lines of comment that say how it was made; the first one follows {@link #MARK}
     * @param seed of the scenario
     */
    public static String of(SamplesCalibration fit, String title, List<String> origin, long seed) {
        int largest = fit.predictions().stream()
                .mapToInt(row -> row.budget())
                .max()
                .orElse(8 * fit.difficulty().mostSamples());
        StringBuilder text = head(title, origin);
        text.append("seed: ").append(seed).append('\n');
        mixture(text, fit.difficulty().mixture());
        AnswerLaw law = fit.answers();
        text.append("directions:\n  popularity: {");
        if (law.count() == AnswerLaw.ENDLESS) {
            text.append("pitman-yor: {concentration: ")
                    .append(number(law.concentration()))
                    .append(", discount: 0}}\n");
        } else {
            text.append("dirichlet: {count: ")
                    .append(law.count())
                    .append(", concentration: ")
                    .append(number(law.concentration() / law.count()))
                    .append("}}\n");
        }
        Answers answers = fit.world().answers();
        text.append("answers: {herding: ")
                .append(number(answers.herding()))
                .append(", wrong: ")
                .append(answers.wrong())
                .append(", zipf: 0}\n");
        text.append("policies:\n");
        policy(text, "coverage", Selection.Rule.ORACLE);
        policy(text, "majority", Selection.Rule.MAJORITY);
        if (fit.scores().isPresent()) {
            policy(text, "weighted-majority", Selection.Rule.WEIGHTED_MAJORITY);
            policy(text, "best-of-n", Selection.Rule.BEST_OF_N);
            Verifier verifier = fit.world().verifier();
            text.append("verifier: {slope: ")
                    .append(number(verifier.slope()))
                    .append(", bias: ")
                    .append(number(verifier.bias()))
                    .append(", direction-noise: ")
                    .append(number(verifier.directionNoise()))
                    .append(", step-noise: ")
                    .append(number(verifier.stepNoise()))
                    .append(", outcome: ")
                    .append(number(verifier.outcome()))
                    .append("}\n");
        }
        budgets(text, Math.min(LARGEST_VOTE, largest), fit.saturation().get(0).epsilon());
        return text.toString();
    }

    /**
     * Of a fit to rounds: chains that stop when right, and, if chains went on after a right round, chains whose last round
     * answers.
     *
     * @param fit what was found
     * @param title of the scenario
     * @param origin lines of comment that say how it was made; the first one follows {@link #MARK}
     * @param seed of the scenario
     */
    public static String of(RoundsCalibration fit, String title, List<String> origin, long seed) {
        int largest =
                fit.predictions().stream().mapToInt(row -> row.budget()).max().orElse(4 * fit.longest());
        StringBuilder text = head(title, origin);
        text.append("seed: ").append(seed).append('\n');
        RoundLaw law = fit.chosen();
        text.append("tasks:\n  unsolvable: ").append(number(law.unsolvable())).append('\n');
        text.append("  difficulty:\n    probit-normal: {mean: ")
                .append(number(law.mean()))
                .append(", sd: ")
                .append(number(law.spread()))
                .append("}\n");
        Refinement refinement = law.refinement();
        text.append(ATTEMPTS);
        text.append("directions: {popularity: {uniform: {count: 1}}}\n");
        text.append("refinement: {stickiness: ")
                .append(number(refinement.stickiness()))
                .append(", reuse: ")
                .append(number(refinement.reuse()))
                .append(", context-rounds: ")
                .append(refinement.contextRounds())
                .append(", improvement: ")
                .append(number(refinement.improvement()))
                .append("}\n");
        text.append("policies:\n  - {id: sequential, label: stopped, acceptance: oracle}\n");
        if (!fit.stopped()) {
            text.append("  - {id: sequential, label: last, acceptance: last}\n");
        }
        text.append("baseline: stopped\n");
        budgets(text, largest, fit.saturation().get(0).epsilon());
        return text.toString();
    }

    private static void policy(StringBuilder text, String label, Selection.Rule selection) {
        text.append("  - {id: parallel, label: ")
                .append(label)
                .append(", select: ")
                .append(selection.id())
                .append("}\n");
    }

    /** Chances that are the same number as it is written are one. */
    private static void mixture(StringBuilder text, List<Chance> chances) {
        Map<BigDecimal, Double> weights = new LinkedHashMap<>();
        chances.forEach(chance -> weights.merge(rounded(chance.p()), chance.weight(), Double::sum));
        List<Chance> mixture = weights.entrySet().stream()
                .map(entry -> new Chance(entry.getKey().doubleValue(), entry.getValue()))
                .toList();
        text.append("tasks:\n  difficulty:\n    mixture:\n");
        list(text, "p", mixture, Chance::p);
        list(text, "weight", mixture, Chance::weight);
        text.append(ATTEMPTS);
    }

    private static void budgets(StringBuilder text, int largest, double epsilon) {
        text.append("budgets: {from: 1, to: ").append(Math.max(2, largest)).append(", factor: 2}\nprecision: 0.01\n");
        text.append("thresholds: {efficient: ")
                .append(number(Math.min(1, 10 * epsilon)))
                .append(", saturated: ")
                .append(number(epsilon))
                .append("}\n");
    }

    /**
     * Of a fit to a table of accuracies: its world, its methods, its budgets and those predicted.
     *
     * @param fit what was found
     * @param title of the scenario
     * @param origin lines of comment that say how it was made; the first one follows {@link #MARK}
     * @param levels of the benchmark
     * @param seed of the scenario
     */
    public static String of(TableCalibration fit, String title, List<String> origin, Levels levels, long seed) {
        World world = fit.world();
        Difficulty.ProbitNormal core =
                (Difficulty.ProbitNormal) world.difficulty().core();
        Directions.PitmanYor process = (Directions.PitmanYor) world.directions().popularity();
        AttemptShape attempts = world.attempts();
        Verifier verifier = world.verifier();
        StringBuilder text = head(title, origin);
        text.append("seed: ").append(seed).append('\n');
        text.append("tasks:\n");
        line(text, Key.UNSOLVABLE, world.difficulty().unsolvable());
        text.append("  difficulty: {probit-normal: {mean: ")
                .append(number(core.mean()))
                .append(", sd: ")
                .append(number(core.sd()))
                .append("}}\n");
        if (levels.count() > 1) {
            text.append("  levels: {shares: [")
                    .append(levels.shares().stream().map(FittedScenario::number).collect(Collectors.joining(", ")))
                    .append("], agreement: ")
                    .append(number(levels.agreement()))
                    .append("}\n");
        }
        text.append("directions:\n  popularity: {pitman-yor: {concentration: ")
                .append(number(process.concentration()))
                .append("}}\n");
        line(text, Key.QUALITY_CORRELATION, world.directions().qualityCorrelation());
        text.append("attempts:\n  shares: {direction: ")
                .append(number(attempts.directionShare()))
                .append(", steps: ")
                .append(number(attempts.stepsShare()))
                .append("}\n");
        line(text, Key.DECAY, attempts.decay());
        text.append("  steps: {min: ")
                .append(WorldSpace.MIN_STEPS)
                .append(", max: ")
                .append(WorldSpace.MAX_STEPS)
                .append(", hazard: ")
                .append(number(attempts.hazards().get(WorldSpace.MIN_STEPS - 1)))
                .append("}\n");
        text.append("mistakes:\n");
        line(text, Key.MISTAKES, world.mistakes().share());
        line(text, Key.DETECTION, world.mistakes().detection());
        line(text, Key.DROP, world.mistakes().drop());
        text.append("verifier:\n");
        line(text, Key.SLOPE, verifier.slope());
        line(text, Key.BIAS, verifier.bias());
        line(text, Key.DIRECTION_NOISE, verifier.directionNoise());
        line(text, Key.PATH_NOISE, verifier.pathNoise());
        line(text, Key.STEP_NOISE, verifier.stepNoise());
        line(text, Key.OUTCOME, verifier.outcome());
        text.append("similarity:\n");
        line(text, Key.FLOOR, world.similarity().floor());
        line(text, Key.POWER, world.similarity().power());
        line(text, Key.NOISE, world.similarity().noise());
        text.append("answers:\n");
        line(text, Key.HERDING, world.answers().herding());
        line(text, Key.WRONG, world.answers().wrong());
        line(text, Key.WRONG_ZIPF, world.answers().zipf());
        text.append("policies: [").append(String.join(", ", fit.policies())).append("]\n");
        text.append("select: weighted-majority\nbudgets: [");
        text.append(fit.budgets().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .append("]\nprecision: 0.005\n");
        return text.toString();
    }

    private static void line(StringBuilder text, Key key, double value) {
        String name = key.path().substring(key.path().lastIndexOf('.') + 1);
        text.append("  ").append(name).append(": ").append(number(value)).append('\n');
    }

    /**
     * Of a fit to a log of requests: the machine with the fitted constants, serving the model of the log.
     *
     * @param fit what was found
     * @param pool the machine as it was described before
     * @param title of the scenario
     * @param origin lines of comment that say how it was made
     */
    public static String of(ServingCalibration fit, PoolSpec pool, String title, List<String> origin) {
        Accelerator device = pool.accelerator();
        Constants constants = fit.constants();
        StringBuilder text = head(title, origin);
        text.append("models:\n  policy: ").append(pool.models().get(0).name()).append('\n');
        text.append("hardware:\n  ").append(quoted(device.name() + FITTED)).append(":\n");
        key(text, Key.HARDWARE_PRICE, device.dollarsPerHour());
        key(text, Key.HARDWARE_MEMORY, device.memoryBytes() / 1e9);
        key(text, Key.HARDWARE_BANDWIDTH, device.bandwidth() / 1e9);
        key(text, Key.HARDWARE_TFLOPS, device.peakFlops() / 1e12);
        key(text, Key.HARDWARE_LINK, device.linkBandwidth() / 1e9);
        key(text, Key.HARDWARE_WATTS, device.watts());
        key(text, Key.HARDWARE_WEIGHT_EFFICIENCY, constants.weightEfficiency());
        key(text, Key.HARDWARE_CACHE_EFFICIENCY, constants.cacheEfficiency());
        key(text, Key.HARDWARE_COMPUTE_EFFICIENCY, constants.computeEfficiency());
        key(text, Key.HARDWARE_LAYER_TIME, 1e6 * constants.secondsPerLayer());
        key(text, Key.HARDWARE_SEQUENCE_TIME, 1e6 * constants.secondsPerSequence());
        key(text, Key.HARDWARE_TIME_ERROR, Math.min(1, fit.timeError()));
        Batching batching = pool.batching();
        String mode = batching.mode() == Batching.Mode.CHUNKED
                ? "chunked"
                : batching.padded() ? "prompts-first-padded" : "prompts-first";
        text.append("fleet:\n  accelerator: ")
                .append(quoted(device.name() + FITTED))
                .append('\n');
        text.append("  tensor-parallel: ").append(pool.devices()).append('\n');
        text.append("  serves: [policy]\n  batching: ").append(mode).append('\n');
        text.append("  max-sequences: ").append(batching.maxSequences()).append('\n');
        text.append("  max-tokens: ").append(batching.maxTokens()).append('\n');
        text.append("  kv-capacity: ")
                .append(pool.cacheBytes() / pool.models().get(0).cacheBytesPerToken())
                .append('\n');
        text.append("policies: [parallel]\nselect: majority\nbudgets: {from: 1, to: 16, factor: 2}\nprecision: 0.02\n");
        return text.toString();
    }

    private static void key(StringBuilder text, Key key, double value) {
        String name = key.path().substring(key.path().lastIndexOf('.') + 1);
        text.append("    ").append(name).append(": ").append(number(value)).append('\n');
    }

    /** The lines of comment in which a scenario says how it was fitted; empty if no calibration made it. */
    public static List<String> account(String scenario) {
        return scenario.startsWith(MARK)
                ? scenario.lines()
                        .takeWhile(line -> line.startsWith("#"))
                        .map(line -> line.substring(1).strip())
                        .toList()
                : List.of();
    }

    private static StringBuilder head(String title, List<String> origin) {
        StringBuilder text = new StringBuilder(MARK);
        for (int i = 0; i < origin.size(); i++) {
            text.append(i == 0 ? "" : "# ").append(line(origin.get(i))).append('\n');
        }
        return text.append("title: ").append(quoted(title)).append('\n');
    }

    private static void list(StringBuilder text, String key, List<Chance> chances, ToDoubleFunction<Chance> value) {
        String indent = " ".repeat(8);
        StringBuilder line = new StringBuilder(indent);
        text.append("      ").append(key).append(": [\n");
        for (int i = 0; i < chances.size(); i++) {
            String number = number(value.applyAsDouble(chances.get(i))) + (i < chances.size() - 1 ? "," : "]");
            if (line.length() + number.length() > LINE) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(number).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(value, new MathContext(6)).stripTrailingZeros();
    }

    /** Six digits. */
    static String number(double value) {
        BigDecimal digits = rounded(value);
        return Math.abs(value) < 1 ? digits.toString().toLowerCase(Locale.ROOT) : digits.toPlainString();
    }

    /** In one line without control characters. */
    static String line(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** A double-quoted YAML scalar. */
    static String quoted(String text) {
        return '"' + line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
