package dev.plateau.policy;

import java.util.Arrays;

/** Order statistics. */
final class Ranking {

    private Ranking() {}

    /**
     * Adds an amount to the counts of the n largest of k values; among equal values the earlier ones are taken.
     *
     * @param values at least k
     * @param k number of values looked at
     * @param n how many are taken, 0..k
     * @param amount added to each
     * @param counts at least k
     * @param scratch at least k
     */
    static void addToLargest(double[] values, int k, int n, int amount, int[] counts, double[] scratch) {
        if (n == 0) {
            return;
        }
        System.arraycopy(values, 0, scratch, 0, k);
        Arrays.sort(scratch, 0, k);
        double cut = scratch[k - n];
        int equal = n;
        for (int i = k - 1; i >= 0 && scratch[i] > cut; i--) {
            equal--;
        }
        for (int i = 0; i < k; i++) {
            if (values[i] > cut || (values[i] == cut && equal-- > 0)) {
                counts[i] += amount;
            }
        }
    }
}
