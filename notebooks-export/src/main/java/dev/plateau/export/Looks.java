package dev.plateau.export;

import java.awt.Color;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Who has which line. A policy of the catalogue has the same one in every picture, a label of a scenario's own the first whose colour
 * is free. Of a crowd only the best contenders have a colour; bounds look like bounds.
 */
final class Looks {
    /** Of a crowd, this many of the best have a colour. */
    private static final int HIGHLIGHTED = 6;

    /** The n-th has the n-th line: the eight that are compared most have a colour each, solid; later ones are dashed or dotted. */
    private static final List<String> KNOWN = List.of(
            "parallel",
            "sequential",
            "dora",
            "rebase",
            "beam",
            "top-k",
            "hybrid",
            "uniform",
            "temperature",
            "verifier-threshold",
            "dora-released",
            "rebase-official",
            "dvts",
            "adaptive-consistency",
            "bayes",
            "score-proportional",
            "early-stopping",
            "marginal-gain",
            "dora-hard",
            "softmax",
            "bayes-direction",
            "shared-budget",
            "dora-dynamic");

    private Looks() {}

    /**
     * The lines of policies, by label.
     *
     * @param policies labels, in the order of the rows
     * @param contends whether one may be named the best
     * @param reached how good each is; asked for in a crowd only
     * @return a map in the order of the rows
     */
    static Map<String, Look.Line> of(
            List<String> policies, Predicate<String> contends, ToDoubleFunction<String> reached) {
        List<String> contenders = policies.stream().filter(contends).toList();
        return of(
                policies,
                contenders,
                policies.size() <= Look.CROWD
                        ? contenders
                        : contenders.stream()
                                .sorted(Comparator.comparingDouble(reached).reversed())
                                .limit(HIGHLIGHTED)
                                .toList());
    }

    /** The lines of policies that are named one by one, so that a crowd of them can be told apart. */
    static Map<String, Look.Line> named(List<String> policies, Predicate<String> contends) {
        List<String> contenders = policies.stream().filter(contends).toList();
        return of(policies, contenders, contenders);
    }

    private static Map<String, Look.Line> of(List<String> policies, List<String> contenders, List<String> coloured) {
        Map<String, Integer> numbers = numbers(coloured);
        Map<String, Look.Line> all = new LinkedHashMap<>();
        int told = 0;
        for (String policy : policies) {
            Integer number = numbers.get(policy);
            if (!contenders.contains(policy)) {
                all.put(policy, Look.told(told++));
            } else if (number != null) {
                all.put(policy, Look.policy(number));
            } else {
                all.put(policy, Look.faint());
            }
        }
        return all;
    }

    /** The lines of policies of which each contends. */
    static Map<String, Look.Line> of(List<String> policies) {
        return of(policies, policy -> true, policy -> 0);
    }

    /** Colours for areas, where no dash tells policies apart: each its own, or if an earlier one has that, the first that is free. */
    static List<Color> fills(List<String> policies) {
        Map<String, Integer> fills = new LinkedHashMap<>();
        numbers(policies)
                .forEach((policy, number) ->
                        fills.put(policy, taken(fills.values(), number % Look.COLORS) ? free(fills.values()) : number));
        return policies.stream()
                .map(policy -> Look.policy(fills.getOrDefault(policy, 0)).color())
                .toList();
    }

    private static Map<String, Integer> numbers(List<String> policies) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        policies.stream().filter(KNOWN::contains).forEach(policy -> numbers.put(policy, KNOWN.indexOf(policy)));
        for (String policy : policies) {
            if (!numbers.containsKey(policy)) {
                numbers.put(policy, free(numbers.values()));
            }
        }
        return numbers;
    }

    private static boolean taken(Collection<Integer> numbers, int color) {
        return numbers.stream().anyMatch(number -> number % Look.COLORS == color);
    }

    /** The first line whose colour nobody has; if each is taken, the first that is free. */
    private static int free(Collection<Integer> taken) {
        return IntStream.range(0, Look.COLORS)
                .filter(color -> !taken(taken, color))
                .findFirst()
                .orElseGet(() -> IntStream.rangeClosed(0, taken.size())
                        .filter(number -> !taken.contains(number))
                        .findFirst()
                        .orElse(0));
    }
}
