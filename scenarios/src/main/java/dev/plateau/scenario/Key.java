package dev.plateau.scenario;

import static dev.plateau.scenario.ModelPresets.DEFAULT_EMBEDDER;
import static dev.plateau.scenario.ModelPresets.DEFAULT_POLICY;
import static dev.plateau.scenario.ModelPresets.DEFAULT_VERIFIER;

import dev.plateau.experiment.VarianceReduction;
import dev.plateau.model.Points;
import dev.plateau.scenario.Form.Choice;
import dev.plateau.scenario.Form.Listing;
import dev.plateau.scenario.Form.Named;
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
    MIXTURE_P(
            "tasks.difficulty.mixture.p",
            new Listing("a list of numbers in [0, 1], ascending"),
            null,
            "values of p, as 'plateau calibrate' finds them"),
    MIXTURE_WEIGHT(
            "tasks.difficulty.mixture.weight",
            new Listing("a list of numbers above 0, as long as p"),
            null,
            "how common each is, relative to their sum"),
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

    LEVELS_SHARES(
            "tasks.levels.shares",
            new Listing("a list of the shares, or the numbers, of tasks by level, 2 to 20 of them, the easiest first"),
            "no levels",
            "levels of difficulty by which results are reported too; they change nothing else"),
    LEVELS_AGREEMENT(
            "tasks.levels.agreement",
            new Real(0, 1),
            1.0,
            "correlation of a task's level with its p, both as probits of ranks; 1: levels are quantile groups of p"),

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

    MISTAKES(
            "mistakes.share",
            new Real(0, 0.999),
            0.0,
            "share of what keeps attempts from being right that is mistakes in a step"),
    DETECTION(
            "mistakes.detection", new Real(0, 1), 0.5, "chance that a step gives away a mistake made there or before"),
    DROP("mistakes.drop", new Real(0, 100), 3.0, "logit points of the verifier lost with that"),

    STICKINESS("refinement.stickiness", new Real(0, 1), 0.8, "chance that a sequential round keeps the direction"),
    REUSE("refinement.reuse", new Real(0, 1), 0.5, "correlation of a round's steps with those of the last"),
    CONTEXT_ROUNDS("refinement.context-rounds", new Whole(0, 1000), 1L, "earlier attempts in a round's prompt"),
    IMPROVEMENT(
            "refinement.improvement",
            new Real(-3, 3),
            0.0,
            "what each earlier attempt in a round's prompt adds to its latent quality, in standard deviations"),
    REPEAT(
            "refinement.repeat",
            new Real(0, 1),
            0.0,
            "chance that a sequential round repeats the last, answer and score included"),

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
    CALLS("verifier.calls", new Whole(1, 1000), 1L, "how often it is asked about the same; the lowest score counts"),
    CALL_NOISE("verifier.call-noise", new Real(0, 100), 0.0, "sd of the error of every single call"),
    WRONG_CALL_NOISE(
            "verifier.wrong-call-noise",
            new Real(0, 100),
            "as call-noise",
            "sd of the error of every call on a finished wrong attempt"),

    VERIFIER_LENGTH(
            "verifier.length",
            new Real(-100, 100),
            0.0,
            "logit added per mean step's worth of tokens, whatever they say: length impresses"),
    VERIFIER_POPULARITY(
            "verifier.popularity",
            new Real(-100, 100),
            0.0,
            "logit added per sd of the logarithm of a direction's popularity: what is common impresses"),

    FLOOR("similarity.floor", new Real(0, 0.999), 0.5, "cosine of attempts with nothing in common"),
    POWER("similarity.power", new Real(0.0001, 100), 0.02, "cosine grows with (common share)^power"),
    NOISE("similarity.noise", new Real(0, 2), 0.0, "sd of the cosine's error"),
    VIEW(
            "similarity.view",
            new Choice(List.of("true", "blind", "split")),
            "true",
            "what it makes of directions: sees, confuses or splits them"),

    HERDING("answers.herding", new Real(0, 1), 0.3, "chance that a wrong attempt gives its direction's typical answer"),
    WRONG("answers.wrong", new Whole(1, 100_000), 20L, "other wrong answers of a task"),
    WRONG_ZIPF("answers.zipf", new Real(0, 20), 1.0, "wrong answer j has weight 1/j^zipf"),

    CUT_SHARE("cut.share", new Real(0.001, 1), 1.0, "what is left of every budget once it is cut; 1: all"),
    CUT_AFTER("cut.after", new Whole(1, 1000), 1L, "step of a search after which it learns of the cut"),

    PROMPT("lengths.prompt", new Real(1, 1e7), 200.0, "tokens of the prompt"),
    STEP("lengths.step", new Real(1, 1e7), 60.0, "mean tokens of a step"),
    SPREAD("lengths.spread", new Real(0, 10), 0.5, "coefficient of variation of a step's tokens"),
    DIFFICULTY_EFFECT(
            "lengths.difficulty-effect",
            new Real(-3, 3),
            0.0,
            "log of the factor on a step's tokens per probit of difficulty"),

    POLICY_MODEL("models.policy", preset(), DEFAULT_POLICY, "writes the attempts"),
    POLICY_LIKE("models.policy.like", preset(), "none", "model whose numbers are meant where none are given"),
    POLICY_FLOPS("models.policy.flops-per-token", flops(), null, "2 x parameters used per token"),
    POLICY_ATTENTION("models.policy.attention-flops", flops(), 0.0, "per token and token of context"),
    POLICY_WEIGHTS(
            "models.policy.weights",
            new Real(1e-6, 1e6),
            "as like",
            "GB of all weights; this and those below count with a fleet"),
    POLICY_LAYERS("models.policy.layers", new Whole(1, 10_000), "as like", "layers"),
    POLICY_HIDDEN("models.policy.hidden", new Whole(1, 1_000_000), "as like", "width of a layer"),
    POLICY_HEADS("models.policy.heads", new Whole(1, 10_000), "as like", "heads of attention"),
    POLICY_KV_HEADS("models.policy.kv-heads", new Whole(1, 10_000), "as like", "heads of keys and values"),
    POLICY_KV_BYTES(
            "models.policy.kv-bytes",
            new Whole(0, 1_000_000_000),
            "as like",
            "bytes of KV cache per token; 0: keeps none"),
    POLICY_MAX_CONTEXT(
            "models.policy.max-context", new Whole(1, 1_000_000_000), "as like", "tokens of prompt and answer at most"),
    VERIFIER_MODEL("models.verifier", preset(), DEFAULT_VERIFIER, "scores prefixes and attempts"),
    VERIFIER_LIKE("models.verifier.like", preset(), "none", "model whose numbers are meant where none are given"),
    VERIFIER_FLOPS("models.verifier.flops-per-token", flops(), null, "2 x parameters used per token"),
    VERIFIER_ATTENTION("models.verifier.attention-flops", flops(), 0.0, "per token and token of context"),
    VERIFIER_WEIGHTS(
            "models.verifier.weights",
            new Real(1e-6, 1e6),
            "as like",
            "GB of all weights; this and those below count with a fleet"),
    VERIFIER_LAYERS("models.verifier.layers", new Whole(1, 10_000), "as like", "layers"),
    VERIFIER_HIDDEN("models.verifier.hidden", new Whole(1, 1_000_000), "as like", "width of a layer"),
    VERIFIER_HEADS("models.verifier.heads", new Whole(1, 10_000), "as like", "heads of attention"),
    VERIFIER_KV_HEADS("models.verifier.kv-heads", new Whole(1, 10_000), "as like", "heads of keys and values"),
    VERIFIER_KV_BYTES(
            "models.verifier.kv-bytes",
            new Whole(0, 1_000_000_000),
            "as like",
            "bytes of KV cache per token; 0: keeps none"),
    VERIFIER_MAX_CONTEXT(
            "models.verifier.max-context",
            new Whole(1, 1_000_000_000),
            "as like",
            "tokens of prompt and answer at most"),
    EMBEDDER_MODEL("models.embedder", preset(), DEFAULT_EMBEDDER, "embeds prefixes for their similarity"),
    EMBEDDER_LIKE("models.embedder.like", preset(), "none", "model whose numbers are meant where none are given"),
    EMBEDDER_FLOPS("models.embedder.flops-per-token", flops(), null, "2 x parameters used per token"),
    EMBEDDER_ATTENTION("models.embedder.attention-flops", flops(), 0.0, "per token and token of context"),
    EMBEDDER_WEIGHTS(
            "models.embedder.weights",
            new Real(1e-6, 1e6),
            "as like",
            "GB of all weights; this and those below count with a fleet"),
    EMBEDDER_LAYERS("models.embedder.layers", new Whole(1, 10_000), "as like", "layers"),
    EMBEDDER_HIDDEN("models.embedder.hidden", new Whole(1, 1_000_000), "as like", "width of a layer"),
    EMBEDDER_HEADS("models.embedder.heads", new Whole(1, 10_000), "as like", "heads of attention"),
    EMBEDDER_KV_HEADS("models.embedder.kv-heads", new Whole(1, 10_000), "as like", "heads of keys and values"),
    EMBEDDER_KV_BYTES(
            "models.embedder.kv-bytes",
            new Whole(0, 1_000_000_000),
            "as like",
            "bytes of KV cache per token; 0: keeps none"),
    EMBEDDER_MAX_CONTEXT(
            "models.embedder.max-context",
            new Whole(1, 1_000_000_000),
            "as like",
            "tokens of prompt and answer at most"),

    POLICIES(
            "policies",
            new Listing("a list of policy ids, or of keys: id, label, select, gate and the policy's parameters"),
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
            new Listing("a list of ascending whole numbers, or keys as below"),
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
    DIFFICULTY_POINTS(
            "variance-reduction.difficulty",
            new Choice(Arrays.stream(Points.values()).map(Points::id).toList()),
            VarianceReduction.FULL.difficulty().id(),
            "how the tasks of a block are spread over difficulty; sobol: over the first directions, too"),
    FOCUS(
            "variance-reduction.focus",
            onOrOff(),
            Boolean.toString(VarianceReduction.FULL.focus()),
            "whether tasks are taken more often from where outcomes vary, and count the less there"),
    COMMON(
            "variance-reduction.common",
            onOrOff(),
            Boolean.toString(VarianceReduction.FULL.common()),
            "whether all policies and budgets meet the same tasks and attempts"),
    REPEATS(
            "variance-reduction.repeats",
            onOrOff(),
            Boolean.toString(VarianceReduction.FULL.repeats()),
            "whether what costs little beside the rest is simulated several times for each task"),
    EXPECTATIONS(
            "variance-reduction.expectations",
            onOrOff(),
            Boolean.toString(VarianceReduction.FULL.expectations()),
            "whether to average over what the last moment of attempts decides"),
    CONTROLS(
            "variance-reduction.controls",
            onOrOff(),
            Boolean.toString(VarianceReduction.FULL.controls()),
            "whether to correct means by quantities whose own means are known"),
    WORLDS(
            "worlds",
            new Named("keys: a name and what differs (tasks, directions, attempts, mistakes, refinement, verifier, "
                    + "similarity, answers, cut, lengths, models)"),
            "one world, as above",
            "variations laid over the keys above"),

    HARDWARE(
            "hardware",
            new Named("keys: a name and what differs"),
            "those of 'plateau list hardware'",
            "accelerators of your own, and other numbers for known ones"),
    HARDWARE_LIKE(
            "hardware.NAME.like",
            accelerator(),
            "the known one of that name",
            "accelerator whose numbers are meant where none are given; needed unless all are"),
    HARDWARE_PRICE("hardware.NAME.price", new Real(0, 1e6), "as like", "dollars per hour of one"),
    HARDWARE_MEMORY("hardware.NAME.memory", new Real(0.001, 1e6), "as like", "GB (10^9 bytes)"),
    HARDWARE_BANDWIDTH("hardware.NAME.bandwidth", new Real(0.001, 1e9), "as like", "GB/s of its memory"),
    HARDWARE_TFLOPS("hardware.NAME.tflops", new Real(0.001, 1e9), "as like", "10^12 dense bf16 operations per second"),
    HARDWARE_LINK("hardware.NAME.link", new Real(0.001, 1e9), "as like", "GB/s to its peers in one direction"),
    HARDWARE_WATTS("hardware.NAME.watts", new Real(0, 1e6), "as like", "thermal design power"),
    HARDWARE_WEIGHT_EFFICIENCY(
            "hardware.NAME.weight-efficiency",
            new Real(0.001, 1),
            "as like",
            "share of the bandwidth at which weights are read"),
    HARDWARE_CACHE_EFFICIENCY(
            "hardware.NAME.cache-efficiency",
            new Real(0.001, 1),
            "as like",
            "share of the bandwidth at which the KV cache is read"),
    HARDWARE_COMPUTE_EFFICIENCY(
            "hardware.NAME.compute-efficiency", new Real(0.001, 1), "as like", "share of tflops that is reached"),
    HARDWARE_LAYER_TIME(
            "hardware.NAME.layer-time", new Real(0, 1e6), "as like", "microseconds per layer and iteration"),
    HARDWARE_SEQUENCE_TIME(
            "hardware.NAME.sequence-time", new Real(0, 1e6), "as like", "microseconds per sequence and iteration"),
    HARDWARE_TIME_ERROR(
            "hardware.NAME.time-error",
            new Real(0, 1),
            "0.3 with another bandwidth or tflops, else as like",
            "relative error of all times: about 0.05 if the constants were fitted to a log of your own"),

    FLEET_ACCELERATOR("fleet.accelerator", accelerator(), null, "type of the devices"),
    FLEET_REPLICAS("fleet.replicas", new Whole(1, 100_000), 1L, "equal servers"),
    TENSOR_PARALLEL("fleet.tensor-parallel", new Whole(1, 8), 1L, "devices of one replica"),
    SERVES(
            "fleet.serves",
            new Listing("a list of policy, verifier and embedder"),
            "all three, if there is one pool",
            "models that each replica holds"),
    BATCHING(
            "fleet.batching",
            new Choice(List.of("chunked", "prompts-first", "prompts-first-padded")),
            "chunked",
            "chunked: iterations write and read parts of prompts together (vLLM 1); prompts-first: prompts are read whole "
                    + "before more is written; padded, the default with a step-table: prompts read together count as long as the longest"),
    MAX_SEQUENCES("fleet.max-sequences", new Whole(1, 1_000_000), 256L, "sequences at once on a replica"),
    MAX_TOKENS("fleet.max-tokens", new Whole(1, 10_000_000), 2048L, "tokens of one iteration"),
    MEMORY_UTILISATION("fleet.memory-utilisation", new Real(0.01, 1), 0.9, "share of the memory that is used at all"),
    KV_CAPACITY(
            "fleet.kv-capacity",
            new Whole(1, 1_000_000_000_000L),
            "what the weights leave",
            "tokens whose KV cache fits in a replica, of the first model that it serves"),
    KEEP_CONTEXTS(
            "fleet.keep-contexts",
            new Choice(List.of("true", "false")),
            "true",
            "whether the KV cache of a context stays when nobody uses it, until its memory is needed"),
    ROUTER(
            "fleet.router",
            new Choice(List.of("prefix-affinity", "least-loaded", "round-robin")),
            "prefix-affinity",
            "which replica gets a request; prefix-affinity: the one that holds most of its context, if that is not too busy"),
    HOURS_BETWEEN(
            "fleet.failures.hours-between",
            new Real(0.001, 1e9),
            "none fails",
            "mean time from the repair of a replica to its failure"),
    MINUTES_TO_REPAIR("fleet.failures.minutes-to-repair", new Real(0.001, 1e7), 30.0, "mean time of repair"),
    STRAGGLER_SHARE("fleet.stragglers.share", new Real(0, 1), 0.0, "chance that a replica is slow"),
    STRAGGLER_SLOWDOWN("fleet.stragglers.slowdown", new Real(1, 1000), 2.0, "how many times as long it takes then"),
    STEP_TABLE(
            "fleet.step-table",
            new Text(4096),
            "the formula",
            "folder with measured times of the policy model's iterations; its place is relative to the scenario"),
    POOLS(
            "fleet.pools",
            new Named("keys: a name and what differs from the keys of fleet above"),
            "one pool, as above",
            "pools of replicas, each with its own accelerator, number and models"),
    IN_FLIGHT(
            "fleet.traffic.closed.in-flight", new Whole(1, 1_000_000), 1L, "tasks served at once, from the beginning"),
    POISSON_RATE("fleet.traffic.poisson.rate", rate(), null, "tasks per second"),
    BURSTY_RATE("fleet.traffic.bursty.rate", new Real(0, 1e6), null, "tasks per second in a calm"),
    BURST_RATE("fleet.traffic.bursty.burst-rate", rate(), null, "tasks per second in a burst"),
    CALM_SECONDS("fleet.traffic.bursty.calm-seconds", seconds(), 300.0, "mean length of a calm"),
    BURST_SECONDS("fleet.traffic.bursty.burst-seconds", seconds(), 60.0, "mean length of a burst"),
    TRACE_FILE(
            "fleet.traffic.trace.file",
            new Text(4096),
            null,
            "CSV of a trace, whose arrivals are those of tasks; its place is relative to the scenario"),
    FLEET_TASKS("fleet.tasks", new Whole(1, 100_000_000), 1000L, "tasks that are measured on the fleet"),
    WARM_UP(
            "fleet.warm-up",
            new Whole(0, 100_000_000),
            "a tenth of the tasks; of a closed batch or a trace none",
            "tasks served before them"),
    DEADLINE(
            "fleet.deadline",
            seconds(),
            "none",
            "seconds after which a task returns the best answer it has; this alone lets the fleet change an accuracy"),
    URGENT(
            "fleet.urgent",
            new Real(0, 1),
            0.0,
            "share of tasks, drawn at random, whose requests go before those of all others; a trace has a column 'priority' "
                    + "instead"),
    SLO("fleet.slo", seconds(), "none", "seconds that a task may take"),
    POWER_IDLE("fleet.power.idle", new Real(0, 2), 0.15, "share of the watts that an idle device draws"),
    POWER_WRITING("fleet.power.writing", new Real(0, 2), 0.6, "share while tokens are written only"),
    POWER_READING("fleet.power.reading", new Real(0, 2), 0.95, "share while prompts are read"),
    PUE("fleet.power.pue", new Real(1, 10), 1.2, "power of the building per power of its devices"),
    CO2(
            "fleet.power.co2",
            new Real(0, 5000),
            473.0,
            "grams of CO2 per kWh of the grid; by default the world's mean of 2024"),
    FLEETS(
            "fleets",
            new Named("keys: a name and what differs from the keys of fleet"),
            "one fleet, as above",
            "variations laid over the keys of fleet, compared with each other"),

    PLAN_ACCELERATORS(
            "plan.accelerators",
            new Listing("a list of accelerators' names (see 'plateau list hardware')"),
            "all that are known",
            "for 'plateau plan': types to choose from, in the place of fleet.accelerator"),
    PLAN_PARALLEL(
            "plan.tensor-parallel",
            new Listing("a list of numbers of devices, each in 1..8"),
            "[1]",
            "devices of one replica to choose from"),
    PLAN_DEVICES("plan.max-devices", new Whole(1, 100_000), 64L, "devices of a fleet at most"),
    PLAN_SLOS(
            "plan.slos",
            new Named("keys: a name and what is promised"),
            null,
            "promises, each of which is planned for"),
    SLO_ACCURACY("plan.slos.NAME.accuracy", new Real(0, 1), "none", "share of right answers, at least"),
    SLO_LATENCY(
            "plan.slos.NAME.p95-latency",
            seconds(),
            "none; a fleet must keep up all the same",
            "seconds within which 95 % of the tasks are answered"),
    SLO_COST_PER_TASK("plan.slos.NAME.cost-per-task", new Real(1e-9, 1e9), "none", "dollars of rent at most"),
    SLO_COST_PER_HOUR("plan.slos.NAME.cost-per-hour", new Real(1e-6, 1e12), "none", "dollars of rent at most"),
    SLO_POWER(
            "plan.slos.NAME.power",
            new Real(1e-6, 1e9),
            "none",
            "kilowatts at most of the building when all devices draw the most they can");

    /** Stands in a path for a name that the user chooses. */
    static final String NAME = "NAME";

    /** Keys of which exactly one is given, since each is another law. */
    static final Set<String> ALTERNATIVES = Set.of("tasks.difficulty", "directions.popularity", "fleet.traffic");

    /** Keys of {@code fleet} that a pool has of its own. */
    static final List<String> POOL_SECTIONS = List.of(
            "accelerator",
            "replicas",
            "tensor-parallel",
            "serves",
            "batching",
            "max-sequences",
            "max-tokens",
            "memory-utilisation",
            "kv-capacity",
            "keep-contexts",
            "router",
            "failures",
            "stragglers",
            "step-table");

    /** Outermost keys that describe the world. */
    static final List<String> WORLD_SECTIONS = List.of(
            "tasks",
            "directions",
            "attempts",
            "mistakes",
            "refinement",
            "verifier",
            "similarity",
            "answers",
            "cut",
            "lengths",
            "models");

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

    private static Form accelerator() {
        return new Special("an accelerator's name (see 'plateau list hardware')");
    }

    private static Form rate() {
        return new Real(1e-9, 1e6);
    }

    private static Form onOrOff() {
        return new Choice(List.of("false", "true"));
    }

    private static Form seconds() {
        return new Real(0.001, 1e9);
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

    /** The key with a path. */
    static Key at(String path) {
        return Arrays.stream(values())
                .filter(key -> key.path.equals(path))
                .findFirst()
                .orElseThrow();
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
