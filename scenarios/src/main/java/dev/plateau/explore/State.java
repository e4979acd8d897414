package dev.plateau.explore;

import dev.plateau.catalog.Policies;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.select.Selection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where everything on the page stands. It means a scenario file, and what the page shows is a run of that file.
 *
 * @param numbers by the name of their slider
 * @param policies that take part, in the order of {@link #POLICIES}
 * @param vote that chooses the answer
 */
record State(Map<String, BigDecimal> numbers, List<String> policies, String vote) {
    /** Those to tick. */
    static final List<String> POLICIES = List.of("parallel", "sequential", "dora", "rebase", "beam", "top-k", "hybrid");

    static final List<String> POLICIES_AT_FIRST = List.of("parallel", "sequential", "dora", "rebase");
    static final List<String> VOTES = Arrays.stream(Selection.Rule.values())
            .filter(rule -> rule != Selection.Rule.VERIFIER_GATED)
            .map(Selection.Rule::id)
            .toList();
    static final String VOTE_AT_FIRST = Selection.Rule.WEIGHTED_MAJORITY.id();

    /** Name of the scenario, and of its file without the ending. */
    static final String NAME = "explored";

    static final String PRECISION = "0.005";
    static final int MAX_TASKS = 65_536;
    private static final MathContext DIGITS = new MathContext(6);

    /** Names of everything that a state consists of. */
    static List<String> names() {
        List<String> names =
                new ArrayList<>(Slider.ALL.stream().map(Slider::name).toList());
        names.add("policies");
        names.add("vote");
        return names;
    }

    /** Reads a state; what is not given stands where it does at first. */
    static State of(Parameters parameters) throws RefusedException {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        for (Slider slider : Slider.ALL) {
            numbers.put(
                    slider.name(),
                    parameters.number(slider.name(), slider.low(), slider.high(), slider.whole(), slider.initial()));
        }
        State state = new State(
                Map.copyOf(numbers),
                policies(parameters.get("policies").orElse(String.join(",", POLICIES_AT_FIRST))),
                parameters.choice("vote", VOTES, VOTE_AT_FIRST));
        state.check();
        return state;
    }

    /** Refuses what no single number shows to be wrong. */
    private void check() throws RefusedException {
        if (number(Slider.DIRECTION).add(number(Slider.STEPS)).compareTo(BigDecimal.ONE) > 0) {
            throw RefusedException.bad("direction and steps are shares of one whole: their sum must be at most 1 (got "
                    + number(Slider.DIRECTION) + " and " + number(Slider.STEPS) + ")");
        }
        int largest = number(Slider.LARGEST).intValue();
        if (Integer.bitCount(largest) != 1) {
            throw RefusedException.bad("largest must be a power of two from 4 to 256 (got " + largest + ")");
        }
        if (number(Slider.EFFICIENT).compareTo(number(Slider.SATURATED)) <= 0) {
            throw RefusedException.bad("efficient must be above saturated (got " + number(Slider.EFFICIENT) + " and "
                    + number(Slider.SATURATED) + ")");
        }
    }

    private static List<String> policies(String text) throws RefusedException {
        Set<String> given = new LinkedHashSet<>(Arrays.asList(text.split(",", -1)));
        for (String policy : given) {
            if (!POLICIES.contains(policy)) {
                throw RefusedException.bad("policies must be some of " + String.join(",", POLICIES) + " (got '"
                        + Parameters.shown(policy) + "')");
            }
        }
        return POLICIES.stream().filter(given::contains).toList();
    }

    BigDecimal number(String slider) {
        BigDecimal number = numbers.get(slider);
        if (number == null) {
            throw new IllegalArgumentException("no slider " + slider);
        }
        return number;
    }

    private String plain(String slider) {
        return plain(number(slider));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** The scenario file that it means. */
    String scenario() {
        BigDecimal finish = BigDecimal.ONE.subtract(number(Slider.DIRECTION)).subtract(number(Slider.STEPS));
        return """
                # Saved by 'plateau explore'. 'plateau run %s.yaml' gives the numbers of the page, to the last digit.
                title: A world from the explorer
                seed: %s
                tasks:
                  difficulty: %s
                  unsolvable: %s
                directions:
                  popularity: {zipf: {count: %s, exponent: %s}}
                  quality-correlation: %s
                attempts:
                  shares: {direction: %s, steps: %s, finish: %s}
                  steps: %s
                refinement: {stickiness: %s, reuse: %s, improvement: %s}
                verifier: {slope: %s, direction-noise: %s, path-noise: %s, step-noise: %s, outcome: %s}
                answers: {herding: %s}
                policies: [%s]
                select: %s
                budgets: {from: 1, to: %s, factor: 2}
                thresholds: {efficient: %s, saturated: %s}
                precision: %s
                max-tasks: %d
                """.formatted(
                        NAME,
                        plain(Slider.SEED),
                        difficulty(),
                        plain(Slider.UNSOLVABLE),
                        plain(Slider.COUNT),
                        plain(Slider.IMBALANCE),
                        plain(Slider.FAVOUR),
                        plain(Slider.DIRECTION),
                        plain(Slider.STEPS),
                        plain(finish),
                        plain(Slider.LENGTH),
                        plain(Slider.STICKINESS),
                        plain(Slider.REUSE),
                        plain(Slider.IMPROVEMENT),
                        plain(Slider.SLOPE),
                        plain(Slider.DIRECTION_NOISE),
                        plain(Slider.PATH_NOISE),
                        plain(Slider.STEP_NOISE),
                        plain(Slider.OUTCOME),
                        plain(Slider.HERDING),
                        String.join(", ", policies),
                        vote,
                        plain(Slider.LARGEST),
                        plain(Slider.EFFICIENT),
                        plain(Slider.SATURATED),
                        PRECISION,
                        MAX_TASKS);
    }

    /** Beta(a, b) with mean m and variance spread^2 m (1 - m); all tasks alike if the spread is 0. */
    private String difficulty() {
        BigDecimal mean = number(Slider.CHANCE);
        BigDecimal spread = number(Slider.SPREAD);
        if (spread.signum() == 0) {
            return "{fixed: " + plain(mean) + "}";
        }
        BigDecimal size = BigDecimal.ONE
                .divide(spread.multiply(spread), MathContext.DECIMAL64)
                .subtract(BigDecimal.ONE);
        return "{beta: {a: " + shape(mean.multiply(size)) + ", b: "
                + shape(BigDecimal.ONE.subtract(mean).multiply(size)) + "}}";
    }

    private static String shape(BigDecimal value) {
        BigDecimal least = new BigDecimal("0.001");
        BigDecimal most = new BigDecimal("1000000");
        return plain(value.max(least).min(most).round(DIGITS));
    }

    /** The scenario, read as {@code plateau run} reads its file. */
    Scenario read() {
        try {
            return new Catalogue(Policies.factories())
                    .readText(NAME, NAME + ".yaml", scenario())
                    .point(0);
        } catch (ScenarioException e) {
            throw new IllegalStateException("a state makes a wrong scenario: " + e.getMessage(), e);
        }
    }
}
