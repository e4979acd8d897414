package dev.plateau.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down procedure (Holm 1979, A simple sequentially rejective multiple test procedure): the chance that any true
 * hypothesis among many is rejected stays at the level, whatever the tests have to do with each other.
 */
public final class Holm {
    private Holm() {}

    /**
     * Adjusted p values: a hypothesis is rejected at a level if its value is at most the level.
     *
     * @param p of each test, in [0,1]
     * @return in the same order
     */
    public static double[] adjusted(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int at = 0; at < order.length; at++) {
            largest = Math.max(largest, Math.min(1, (p.length - at) * p[order[at]]));
            adjusted[order[at]] = largest;
        }
        return adjusted;
    }
}
