package dev.plateau.scenario;

import static dev.plateau.scenario.ModelPresets.DEFAULT_EMBEDDER;
import static dev.plateau.scenario.ModelPresets.DEFAULT_POLICY;
import static dev.plateau.scenario.ModelPresets.DEFAULT_VERIFIER;

import dev.plateau.scenario.Form.Choice;
import dev.plateau.scenario.Form.Real;
import dev.plateau.scenario.Form.Special;
import dev.plateau.scenario.Form.Text;
import dev.plateau.scenario.Form.Whole;
import dev.plateau.select.Selection;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every key of the scenario format, with what it may be, what it is by default and what it means. */
public enum Key {
    TITLE("title", new Text(200), "", "one line for pictures and reports; by default the scenario's name"),
    SEED("seed", new Whole(Long.MIN_VALUE, Long.MAX_VALUE), 1L, "of everything random"),

    BETA_A("tasks.difficulty.beta.a", new Real(0.001, 1e6), 0.6, "p ~ Beta(a, b): small a, many hard tasks"),
    BETA_B("tasks.difficulty.beta.b", new Real(0.001, 1e6), 1.2, "p ~ Beta(a, b): small b, many easy tasks"),
    PROBIT_MEAN("tasks.difficulty.probit-normal.mean", new Real(-10, 10), -0.5, "p = Phi(x): mean of x"),
    PROBIT_SD("tasks.difficulty.probit-normal.sd", new Real(0, 100), 1.0, "p = Phi(x): standard deviation of x"),
    FIXED("tasks.difficulty.fixed", new Real(0, 1), null, "every task has this p"),
    COUNTS_FILE(
            "tasks.difficulty.counts.file",
            new Text(4096),
            null,
            "CSV with the columns n_samples and n_correct, one row per problem; its place is relative to the scenario"),
    COUNTS_MODEL(
            "tasks.difficulty.counts.model",
            new Text(200),
            "",
            "take the rows with this word in the column model; not needed if there is one model"),
    COUNTS_REPLAY(
            "tasks.difficulty.counts.replay",
            new Choice(List.of("false", "true")),
            "false",
            "true: attempts are the recorded samples, drawn without replacement; needs attempts.shares.finish 1"),
    UNSOLVABLE("tasks.unsolvable", new Real(0, 1), 0.0, "share of further tasks with p = 0; F_max = 1 - unsolvable"),
    SOLVED("tasks.solved", new Real(0, 1), 0.0, "share of further tasks with p = 1"),

    UNIFORM_COUNT("directions.popularity.uniform.count", new Whole(1, 10_000), 6L, "equally popular directions"),
    ZIPF_COUNT("directions.popularity.zipf.count", new Whole(1, 10_000), 6L, "directions with popularity 1/j^exponent"),
    ZIPF_EXPONENT("directions.popularity.zipf.exponent", new Real(0, 20), 1.0, "0: equally popular"),
    DIRICHLET_COUNT("directions.popularity.dirichlet.count", new Whole(1, 10_000), 6L, "directions of every task"),
    DIRICHLET_CONCENTRATION(
            "directions.popularity.dirichlet.concentration",
            new Real(0.001, 1e6),
            1.0,
            "of each direction; small: one direction dominates"),
    PITMAN_YOR_CONCENTRATION(
            "directions.popularity.pitman-yor.concentration",
            new Real(0.001, 1000),
            1.0,
            "unboundedly many directions; large: many"),
    PITMAN_YOR_DISCOUNT(
            "directions.popularity.pitman-yor.discount",
            new Real(0, 0.99),
            0.0,
            "0: Chinese-restaurant process; above: heavy tail"),
    QUALITY_CORRELATION(
            "directions.quality-correlation",
            new Real(-1, 1),
            0.0,
            "correlation of a direction's popularity with its quality"),

    DIRECTION_SHARE(
            "attempts.shares.direction", new Real(0, 1), 0.3, "share of the outcome that the direction decides"),
    STEPS_SHARE("attempts.shares.steps", new Real(0, 1), 0.6, "share that the steps decide together"),
    FINISH_SHARE(
            "attempts.shares.finish",
            new Real(0, 1),
            "what the other two leave of 1",
            "share decided at the last moment, which no verifier foresees; the three sum to 1"),
    DECAY("attempts.decay", new Real(0.01, 100), 0.9, "ratio of a step's share to that of the step before"),
    STEPS("attempts.steps", new Whole(1, 1000), 8L, "steps of every attempt; or keys as below"),
    STEPS_MIN("attempts.steps.min", new Whole(1, 1000), 1L, "fewest steps"),
    STEPS_MAX("attempts.steps.max", new Whole(1, 1000), null, "most steps"),
    STEPS_HAZARD(
            "attempts.steps.hazard",
            new Real(0, 1),
            "uniform over min..max",
            "chance to finish after each step from min on"),

    STICKINESS("refinement.stickiness", new Real(0, 1), 0.8, "chance that a sequential round keeps the direction"),
    REUSE("refinement.reuse", new Real(0, 1), 0.5, "correlation of a round's steps with those of the last"),
    CONTEXT_ROUNDS("refinement.context-rounds", new Whole(0, 1000), 1L, "earlier attempts in a round's prompt"),
    IMPROVEMENT(
            "refinement.improvement",
            new Real(-3, 3),
            0.0,
            "what each earlier attempt in a round's prompt adds to its latent quality, in standard deviations"),

    SLOPE("verifier.slope", new Real(-100, 100), 1.0, "1 calibrated, 0 no signal, negative inverted"),
    BIAS("verifier.bias", new Real(-100, 100), 0.0, "added to every logit"),
    DIRECTION_NOISE("verifier.direction-noise", new Real(0, 100), 0.0, "sd of the error of a whole direction, logit"),
    PATH_NOISE("verifier.path-noise", new Real(0, 100), 0.0, "sd per step of the error that continuations inherit"),
    STEP_NOISE("verifier.step-noise", new Real(0, 100), 0.0, "sd of the error of every single score"),
    OUTCOME(
            "verifier.outcome",
            new Real(0, 100),
            0.0,
            "logit added to a finished right attempt and taken from a wrong one"),

    FLOOR("similarity.floor", new Real(0, 0.999), 0.5, "cosine of attempts with nothing in common"),
    POWER("similarity.power", new Real(0.001, 100), 0.02, "cosine grows with (common share)^power"),
    NOISE("similarity.noise", new Real(0, 2), 0.0, "sd of the cosine's error"),
    VIEW(
            "similarity.view",
            new Choice(List.of("true", "blind", "split")),
            "true",
            "what it makes of directions: sees, confuses or splits them"),

    HERDING("answers.herding", new Real(0, 1), 0.3, "chance that a wrong attempt gives its direction's typical answer"),
    WRONG("answers.wrong", new Whole(1, 100_000), 20L, "other wrong answers of a task"),
    WRONG_ZIPF("answers.zipf", new Real(0, 20), 1.0, "wrong answer j has weight 1/j^zipf"),

    PROMPT("lengths.prompt", new Real(1, 1e7), 200.0, "tokens of the prompt"),
    STEP("lengths.step", new Real(1, 1e7), 60.0, "mean tokens of a step"),
    SPREAD("lengths.spread", new Real(0, 10), 0.5, "coefficient of variation of a step's tokens"),
    DIFFICULTY_EFFECT(
            "lengths.difficulty-effect",
            new Real(-3, 3),
            0.0,
            "log of the factor on a step's tokens per probit of difficulty"),

    POLICY_MODEL("models.policy", preset(), DEFAULT_POLICY, "writes the attempts"),
    POLICY_FLOPS("models.policy.flops-per-token", flops(), null, "2 x parameters used per token"),
    POLICY_ATTENTION("models.policy.attention-flops", flops(), 0.0, "per token and token of context"),
    VERIFIER_MODEL("models.verifier", preset(), DEFAULT_VERIFIER, "scores prefixes and attempts"),
    VERIFIER_FLOPS("models.verifier.flops-per-token", flops(), null, "2 x parameters used per token"),
    VERIFIER_ATTENTION("models.verifier.attention-flops", flops(), 0.0, "per token and token of context"),
    EMBEDDER_MODEL("models.embedder", preset(), DEFAULT_EMBEDDER, "embeds prefixes for their similarity"),
    EMBEDDER_FLOPS("models.embedder.flops-per-token", flops(), null, "2 x parameters used per token"),
    EMBEDDER_ATTENTION("models.embedder.attention-flops", flops(), 0.0, "per token and token of context"),

    POLICIES(
            "policies",
            new Special("a list of policy ids, or of keys: id, label, select, gate and the policy's parameters"),
            "[parallel]",
            "who takes part; see 'plateau list policies'"),
    SELECT(
            "select",
            new Choice(Arrays.stream(Selection.Rule.values())
                    .map(Selection.Rule::id)
                    .toList()),
            Selection.Rule.WEIGHTED_MAJORITY.id(),
            "how the answer is chosen from the attempts, for policies without their own"),
    GATE(
            "gate",
            new Real(1e-6, 0.999999),
            Selection.DEFAULT_GATE,
            "score from which an attempt may vote under select: verifier-gated; if none may, the best scored answers"),
    BASELINE("baseline", new Text(60), "the first policy", "label of the policy that the others are compared with"),
    BUDGETS(
            "budgets",
            new Special("a list of ascending whole numbers, or keys as below"),
            "{from: 1, to: 256, factor: 2}",
            "per task, in the budget-unit; at most 100000 with rollouts"),
    BUDGET_UNIT(
            "budget-unit",
            new Choice(List.of("rollouts", "tokens", "tflop")),
            "rollouts",
            "what budgets count; tokens and tflop (10^12 FLOPs) pay for as many rollouts as they suffice for on average"),
    BUDGETS_FROM("budgets.from", new Whole(1, 2_000_000_000), 1L, "first budget"),
    BUDGETS_TO("budgets.to", new Whole(1, 2_000_000_000), 256L, "last budget"),
    BUDGETS_FACTOR("budgets.factor", new Real(1.01, 1000), 2.0, "from one budget to the next, rounded"),
    PRECISION("precision", new Real(1e-5, 0.5), 0.005, "half-width that every accuracy's 95 % interval shall have"),
    MAX_TASKS("max-tasks", new Whole(1, 1_000_000_000_000L), 1_000_000L, "cap on the tasks simulated per world"),
    EFFICIENT(
            "thresholds.efficient",
            new Real(1e-9, 1),
            0.01,
            "gain per added rollout from which spending is efficient; other budget-units: per unit, 500 tokens or 5 TFLOP a rollout"),
    SATURATED("thresholds.saturated", new Real(1e-9, 1), 0.001, "gain below which spending is wasteful"),
    REGRET(
            "regret",
            new Choice(List.of("false", "true")),
            "false",
            "whether to measure what each policy loses against the oracle, and to what; takes four times as long"),
    WORLDS(
            "worlds",
            new Special("keys: a name and what differs (tasks, directions, attempts, refinement, verifier, "
                    + "similarity, answers, lengths, models)"),
            "one world, as above",
            "variations laid over the keys above");

    /** Keys of which exactly one is given, since each is another law. */
    static final Set<String> ALTERNATIVES = Set.of("tasks.difficulty", "directions.popularity");

    /** Outermost keys that describe the world. */
    static final List<String> WORLD_SECTIONS = List.of(
            "tasks", "directions", "attempts", "refinement", "verifier", "similarity", "answers", "lengths", "models");

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // records of numbers, words and copied lists
    private final Form form;

    @SuppressWarnings("ImmutableEnumChecker") // a Double, a Long or a String
    private final @Nullable Object fallback;

    private final String meaning;

    Key(String path, Form form, @Nullable Object fallback, String meaning) {
        this.path = path;
        this.form = form;
        this.fallback = fallback;
        this.meaning = meaning;
    }

    private static Form preset() {
        return new Special("a model's name (see 'plateau list models'), or keys as below");
    }

    private static Form flops() {
        return new Real(0, 1e15);
    }

    /** Place in the file, joined by dots. */
    public String path() {
        return path;
    }

    /** What the value looks like. */
    public Form form() {
        return form;
    }

    /** Double, Long or String: the value by default, or a description of it; null if the key is needed. */
    public @Nullable Object fallback() {
        return fallback;
    }

    /** What it means, one line. */
    public String meaning() {
        return meaning;
    }

    /** Whether a key has this path. */
    static boolean exists(String path) {
        return Arrays.stream(values()).anyMatch(key -> key.path.equals(path));
    }

    /** Names directly below a path ("" for the outermost), in order; empty if nothing can stand there. */
    static Set<String> below(String path) {
        String prefix = path.isEmpty() ? "" : path + ".";
        return Arrays.stream(values())
                .map(Key::path)
                .filter(p -> p.startsWith(prefix))
                .map(p -> p.substring(prefix.length()).split("\\.", 2)[0])
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
