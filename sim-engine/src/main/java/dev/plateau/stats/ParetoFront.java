package dev.plateau.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Choices that no other choice beats. */
public final class ParetoFront {
    private ParetoFront() {}

    /**
     * Those to which there is no other that gains as much for less, or more for as much. Choices that are equal in both are all
     * on the front; those whose gain or cost is not finite are not.
     *
     * @param choices in any order
     * @param gain more is better
     * @param cost less is better
     * @return by ascending cost, and so by ascending gain; equal ones in the order given
     */
    public static <R> List<R> of(List<R> choices, ToDoubleFunction<R> gain, ToDoubleFunction<R> cost) {
        List<R> sorted = choices.stream()
                .filter(choice ->
                        Double.isFinite(gain.applyAsDouble(choice)) && Double.isFinite(cost.applyAsDouble(choice)))
                .sorted(Comparator.comparingDouble(cost)
                        .thenComparing(Comparator.comparingDouble(gain).reversed()))
                .toList();
        List<R> front = new ArrayList<>();
        for (R choice : sorted) {
            if (front.isEmpty()
                    || gain.applyAsDouble(choice) > gain.applyAsDouble(front.get(front.size() - 1))
                    || same(choice, front.get(front.size() - 1), gain, cost)) {
                front.add(choice);
            }
        }
        return List.copyOf(front);
    }

    private static <R> boolean same(R one, R other, ToDoubleFunction<R> gain, ToDoubleFunction<R> cost) {
        return gain.applyAsDouble(one) == gain.applyAsDouble(other)
                && cost.applyAsDouble(one) == cost.applyAsDouble(other);
    }
}
