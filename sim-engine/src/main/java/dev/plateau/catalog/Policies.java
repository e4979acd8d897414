package dev.plateau.catalog;

import static dev.plateau.policy.Parameter.choice;
import static dev.plateau.policy.Parameter.integer;
import static dev.plateau.policy.Parameter.number;

import dev.plateau.policy.AdaptiveConsistencyPolicy;
import dev.plateau.policy.BeamPolicy;
import dev.plateau.policy.DoraPolicy;
import dev.plateau.policy.EarlyStoppingPolicy;
import dev.plateau.policy.HybridPolicy;
import dev.plateau.policy.MarginalGainPolicy;
import dev.plateau.policy.ParallelPolicy;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.RebasePolicy;
import dev.plateau.policy.Rounding;
import dev.plateau.policy.SequentialPolicy;
import dev.plateau.policy.Settings;
import dev.plateau.policy.TemperaturePolicy;
import dev.plateau.policy.VerifierThresholdPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.function.Function;

/** All policies by name. */
public final class Policies {
    private static final double LOWEST_TEMPERATURE = 1e-4;

    private Policies() {}

    private record BuiltIn(
            String id, String summary, List<Parameter> parameters, Function<Settings, Policy> constructor)
            implements PolicyFactory {
        @Override
        public Policy create(Settings settings) {
            return constructor.apply(settings);
        }
    }

    /** Built-in factories in the order of the help (rules of the search, then of spending), then those found through ServiceLoader by name. */
    public static List<PolicyFactory> factories() {
        List<PolicyFactory> factories = new ArrayList<>(builtIn());
        factories.addAll(spending());
        ServiceLoader.load(PolicyFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(PolicyFactory::id))
                .forEach(factories::add);
        return List.copyOf(factories);
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
                        List.of(integer("width", 1, 1_000_000, 4, "rollouts M from each kept prefix")),
                        settings -> new BeamPolicy(settings.integer("width"))),
                new BuiltIn(
                        "rebase",
                        "rollouts in proportion to the softmax of the scores (Wu et al. 2024)",
                        List.of(baseTemperature(), rounding()),
                        settings -> new RebasePolicy(settings.number("temperature"), rounding(settings))),
                new BuiltIn(
                        "dora",
                        "REBASE's weights shared out over directions by similarity (Wang X. et al. 2025)",
                        List.of(
                                baseTemperature(),
                                number(
                                        "similarity-temperature",
                                        LOWEST_TEMPERATURE,
                                        100,
                                        0.01,
                                        "T_s of the similarities"),
                                rounding()),
                        settings -> new DoraPolicy(
                                settings.number("temperature"),
                                settings.number("similarity-temperature"),
                                rounding(settings))));
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
                        "verifier-threshold",
                        "attempts until the verifier accepts one, which is the answer",
                        List.of(number("threshold", 0, 1, 0.9, "score from which an attempt is accepted")),
                        settings -> new VerifierThresholdPolicy(settings.number("threshold"))));
    }

    private static Parameter baseTemperature() {
        return number("temperature", LOWEST_TEMPERATURE, 100, 0.1, "T_b of the scores");
    }

    private static Parameter rounding() {
        return choice("rounding", List.of("published", "largest-remainder"), "from shares to whole rollouts");
    }

    private static Rounding rounding(Settings settings) {
        return settings.choice("rounding").equals("published") ? Rounding.PUBLISHED : Rounding.LARGEST_REMAINDER;
    }
}
