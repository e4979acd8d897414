package dev.plateau.catalog;

import static dev.plateau.policy.Parameter.choice;
import static dev.plateau.policy.Parameter.integer;
import static dev.plateau.policy.Parameter.number;

import dev.plateau.experiment.Bounds;
import dev.plateau.experiment.Entrant;
import dev.plateau.policy.AdaptiveConsistencyPolicy;
import dev.plateau.policy.BayesDirectionPolicy;
import dev.plateau.policy.BayesPolicy;
import dev.plateau.policy.DirectionAwarePolicy;
import dev.plateau.policy.DoraPolicy;
import dev.plateau.policy.DvtsPolicy;
import dev.plateau.policy.DynamicDoraPolicy;
import dev.plateau.policy.EarlyStoppingPolicy;
import dev.plateau.policy.HardDoraPolicy;
import dev.plateau.policy.HybridPolicy;
import dev.plateau.policy.MarginalGainPolicy;
import dev.plateau.policy.ParallelPolicy;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.RebasePolicy;
import dev.plateau.policy.ReleasedDoraPolicy;
import dev.plateau.policy.Rounding;
import dev.plateau.policy.ScoreProportionalPolicy;
import dev.plateau.policy.SequentialPolicy;
import dev.plateau.policy.SequentialRebasePolicy;
import dev.plateau.policy.Settings;
import dev.plateau.policy.SharedBudgetPolicy;
import dev.plateau.policy.TemperaturePolicy;
import dev.plateau.policy.TopPolicy;
import dev.plateau.policy.TrueDoraPolicy;
import dev.plateau.policy.TruePolicy;
import dev.plateau.policy.UniformPolicy;
import dev.plateau.policy.VerifierThresholdPolicy;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** All policies by name. */
public final class Policies {
    private static final double LOWEST_TEMPERATURE = 1e-4;
    private static final String BASE = "temperature";
    private static final String SIMILARITY = "similarity-temperature";
    private static final String KAPPA = "kappa";
    private static final String THRESHOLD = "threshold";

    private Policies() {}

    private record BuiltIn(
            String id, String summary, List<Parameter> parameters, Function<Settings, Policy> constructor)
            implements PolicyFactory {
        @Override
        public Policy create(Settings settings) {
            return constructor.apply(settings);
        }
    }

    /** Those that the context class loader of this thread knows, as {@link #factories(ClassLoader)} has them. */
    public static List<PolicyFactory> factories() {
        return factories(Thread.currentThread().getContextClassLoader());
    }

    /**
     * Built-in factories in the order of the help (rules of the search, then of spending), then those registered with {@link
     * java.util.ServiceLoader} by name.
     *
     * @param loader that knows the latter
     * @throws PluginException if one of them cannot be loaded, says nonsense about itself or has the id of another
     */
    public static List<PolicyFactory> factories(ClassLoader loader) {
        List<PolicyFactory> factories = new ArrayList<>(builtIn());
        factories.addAll(spending());
        Map<String, String> owners = new HashMap<>();
        factories.forEach(factory -> owners.put(factory.id(), "Plateau itself (" + Policies.class.getName() + ")"));
        for (PlugIn plugIn : PlugIn.found(loader)) {
            String owner = plugIn.factory().getClass().getName();
            String other = owners.putIfAbsent(plugIn.id(), owner);
            if (other != null) {
                throw new PluginException("two policies have the id '" + plugIn.id() + "', that of " + other
                        + " and that of " + owner + ". Give yours an id of its own");
            }
            factories.add(plugIn);
        }
        return List.copyOf(factories);
    }

    /** Whether a policy comes from outside, so that nobody knows how it behaves. */
    public static boolean isFromOutside(PolicyFactory factory) {
        return !(factory instanceof BuiltIn);
    }

    /** Whether a word can be the id of a policy: lower-case words joined by hyphens. */
    public static boolean isId(String word) {
        return word.matches(PlugIn.ID);
    }

    /**
     * What regret is measured against.
     *
     * @param vote over the oracle's attempts
     */
    public static Bounds bounds(Selection vote) {
        return new Bounds(DirectionAwarePolicy::new, new Entrant("the oracle", TruePolicy::new, vote));
    }

    private static List<PolicyFactory> builtIn() {
        return List.of(
                new BuiltIn(
                        "parallel", "N independent attempts, then a vote", List.of(), settings -> new ParallelPolicy()),
                new BuiltIn(
                        "sequential",
                        "a chain of N rounds, each refining the last",
                        List.of(
                                choice(
                                        "acceptance",
                                        List.of("gated", "oracle", "last"),
                                        "stop when the verifier accepts, when an oracle does, or answer with the last round"),
                                number("threshold", 0, 1, 0.9, "verifier score from which a gated chain stops")),
                        settings -> new SequentialPolicy(
                                SequentialPolicy.Acceptance.valueOf(
                                        settings.choice("acceptance").toUpperCase(Locale.ROOT)),
                                settings.number("threshold"))),
                new BuiltIn(
                        "temperature",
                        "N attempts step by step, every prefix goes on once",
                        List.of(),
                        settings -> new TemperaturePolicy()),
                new BuiltIn(
                        "beam",
                        "the N/width best prefixes go on, width times each",
                        List.of(width()),
                        settings -> TopPolicy.beam(settings.integer("width"))),
                new BuiltIn(
                        "dvts",
                        "N/width fixed groups of attempts, the best prefix of each goes on width times",
                        List.of(width()),
                        settings -> new DvtsPolicy(settings.integer("width"))),
                new BuiltIn("uniform", "an equal share for every prefix", List.of(), settings -> new UniformPolicy()),
                new BuiltIn(
                        "top-k",
                        "the k best prefixes share the budget evenly",
                        List.of(integer("k", 1, 1_000_000, 4, "prefixes that go on")),
                        settings -> TopPolicy.fixed(settings.integer("k"))),
                new BuiltIn(
                        "score-proportional",
                        "rollouts in proportion to the scores",
                        List.of(rounding()),
                        settings -> new ScoreProportionalPolicy(rounding(settings))),
                new BuiltIn(
                        "softmax",
                        "rollouts in proportion to the softmax of the scores, without REBASE's temperature",
                        List.of(rounding()),
                        settings -> new RebasePolicy(1, rounding(settings))),
                new BuiltIn(
                        "rebase",
                        "rollouts in proportion to the softmax of the scores (Wu et al. 2024)",
                        List.of(baseTemperature(), rounding()),
                        settings -> new RebasePolicy(settings.number(BASE), rounding(settings))),
                new BuiltIn(
                        "rebase-official",
                        "REBASE as its authors' code has it: by descending score, rounded up, until all is spent",
                        List.of(baseTemperature()),
                        settings -> new SequentialRebasePolicy(settings.number(BASE))),
                new BuiltIn(
                        "dora",
                        "REBASE's weights shared out over directions by similarity (Wang X. et al. 2025)",
                        List.of(baseTemperature(), similarityTemperature(), rounding()),
                        settings ->
                                new DoraPolicy(settings.number(BASE), settings.number(SIMILARITY), rounding(settings))),
                new BuiltIn(
                        "dora-released",
                        "DORA as its authors' code has it: drops what rounds to 0, then weighs the rest",
                        List.of(baseTemperature(), similarityTemperature(), rounding()),
                        settings -> new ReleasedDoraPolicy(
                                settings.number(BASE), settings.number(SIMILARITY), rounding(settings))),
                new BuiltIn(
                        "dora-hard",
                        "DORA that divides by the size of the cluster which the similarities show",
                        List.of(baseTemperature(), threshold(), rounding()),
                        settings -> new HardDoraPolicy(
                                settings.number(BASE), settings.number(THRESHOLD), rounding(settings))),
                new BuiltIn(
                        "dora-dynamic",
                        "DORA whose temperatures fall and whose kappa grows with the verifier's confidence over the steps",
                        List.of(
                                baseTemperature(),
                                similarityTemperature(),
                                kappa(0.5),
                                number(
                                        "growth",
                                        0,
                                        1000,
                                        0.25,
                                        "temperatures are divided and kappa is multiplied by 1 + growth x (sum of (2R-1)^2 over the scores"
                                                + " R of a path, on average); 0 is DORA")),
                        settings -> new DynamicDoraPolicy(
                                settings.number(BASE),
                                settings.number(SIMILARITY),
                                settings.number(KAPPA),
                                settings.number("growth"))),
                new BuiltIn(
                        "dora-true",
                        "DORA that is told the true directions: bounds what an embedder can give DORA, not what other rules reach",
                        List.of(baseTemperature(), rounding()),
                        settings -> new TrueDoraPolicy(settings.number(BASE), rounding(settings))),
                new BuiltIn(
                        "bayes",
                        "the exact optimum of DORA's Eq. 7 over candidates",
                        List.of(baseTemperature(), kappa(1)),
                        settings -> new BayesPolicy(settings.number(BASE), settings.number(KAPPA))),
                new BuiltIn(
                        "bayes-direction",
                        "the exact optimum of DORA's Eq. 7 over the directions that the similarities show",
                        List.of(
                                baseTemperature(),
                                kappa(1),
                                threshold(),
                                choice(
                                        "within",
                                        List.of("exact", "even"),
                                        "in a direction: Eq. 7 over its prefixes, or the same for each (the paper's Theorem 1)")),
                        settings -> new BayesDirectionPolicy(
                                settings.number(BASE),
                                settings.number(KAPPA),
                                settings.number(THRESHOLD),
                                BayesDirectionPolicy.Within.valueOf(
                                        settings.choice("within").toUpperCase(Locale.ROOT)))),
                new BuiltIn(
                        "oracle",
                        "a bound: all to the prefix whose true chance is highest, step by step",
                        List.of(),
                        settings -> new TruePolicy()));
    }

    private static Parameter width() {
        return integer("width", 1, 1_000_000, 4, "rollouts M from each kept prefix");
    }

    private static Parameter similarityTemperature() {
        return number(SIMILARITY, LOWEST_TEMPERATURE, 100, 0.01, "T_s of the similarities");
    }

    private static Parameter kappa(double fallback) {
        return number(KAPPA, 1e-6, 1e9, fallback, "concentration of the prior, in observations");
    }

    private static Parameter threshold() {
        return number(THRESHOLD, -1, 1, 0.9, "cosine from which two prefixes are of one direction");
    }

    private static List<PolicyFactory> spending() {
        return List.of(
                new BuiltIn(
                        "hybrid",
                        "chains of rounds beside each other, then a vote over the chains (Snell et al. 2024)",
                        List.of(
                                integer("rounds", 0, 1_000_000, 0, "rounds of a chain; 0: by ratio"),
                                number("ratio", 1e-6, 1e6, 1, "rounds of a chain over number of chains"),
                                choice("within", List.of("best", "last"), "which round answers for its chain")),
                        settings -> new HybridPolicy(
                                settings.integer("rounds"),
                                settings.number("ratio"),
                                HybridPolicy.Within.valueOf(
                                        settings.choice("within").toUpperCase(Locale.ROOT)))),
                new BuiltIn(
                        "adaptive-consistency",
                        "attempts until the leading answer is the majority with confidence (Aggarwal et al. 2023)",
                        List.of(number("confidence", 0.5, 0.999999, 0.95, "chance that the leader is the majority")),
                        settings -> new AdaptiveConsistencyPolicy(settings.number("confidence"))),
                new BuiltIn(
                        "early-stopping",
                        "windows of attempts until one is unanimous (ESC, Li et al. 2024)",
                        List.of(integer("window", 1, 1_000_000, 5, "attempts in a window")),
                        settings -> new EarlyStoppingPolicy(settings.integer("window"))),
                new BuiltIn(
                        "marginal-gain",
                        "attempts until one more promises the vote less than epsilon",
                        List.of(number("epsilon", 1e-6, 1, 0.002, "estimated gain per rollout that is still worth it")),
                        settings -> new MarginalGainPolicy(settings.number("epsilon"))),
                new BuiltIn(
                        "shared-budget",
                        "one budget for a batch of tasks, spent where a vote gains most",
                        List.of(number(
                                "epsilon", 1e-6, 1, 0.0005, "estimated gain per rollout that is still worth it")),
                        settings -> new SharedBudgetPolicy(settings.number("epsilon"))),
                new BuiltIn(
                        "verifier-threshold",
                        "attempts until the verifier accepts one, which is the answer",
                        List.of(number("threshold", 0, 1, 0.9, "score from which an attempt is accepted")),
                        settings -> new VerifierThresholdPolicy(settings.number("threshold"))));
    }

    private static Parameter baseTemperature() {
        return number(BASE, LOWEST_TEMPERATURE, 100, 0.1, "T_b of the scores");
    }

    private static Parameter rounding() {
        return choice("rounding", List.of("published", "largest-remainder"), "from shares to whole rollouts");
    }

    private static Rounding rounding(Settings settings) {
        return settings.choice("rounding").equals("published") ? Rounding.PUBLISHED : Rounding.LARGEST_REMAINDER;
    }
}
