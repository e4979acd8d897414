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

    /** Puts 0..k-1 in descending order of their values; equal values stay in order. A heap sort: allocates nothing. */
    static void descending(double[] values, int k, int[] order) {
        for (int i = 0; i < k; i++) {
            order[i] = i;
        }
        for (int i = k / 2 - 1; i >= 0; i--) {
            sink(values, order, i, k);
        }
        for (int end = k - 1; end > 0; end--) {
            int last = order[0];
            order[0] = order[end];
            order[end] = last;
            sink(values, order, 0, end);
        }
    }

    /** Restores the heap whose top comes last in the order. */
    private static void sink(double[] values, int[] heap, int from, int size) {
        int moved = heap[from];
        int hole = from;
        for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && isBefore(values, heap[child], heap[child + 1])) {
                child++;
            }
            if (!isBefore(values, moved, heap[child])) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = moved;
    }

    private static boolean isBefore(double[] values, int i, int j) {
        return values[i] > values[j] || (values[i] == values[j] && i < j);
    }
}
