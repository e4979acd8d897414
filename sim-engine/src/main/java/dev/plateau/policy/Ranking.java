package dev.plateau.policy;

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
        double cut = select(scratch, k, k - n);
        int equal = n;
        for (int i = 0; i < k; i++) {
            equal -= values[i] > cut ? 1 : 0;
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

    /**
     * The value that would stand at an index if k values were sorted, by Hoare's selection with the median of three as
     * pivot; reorders them. Arrays.sort and the selection of Commons Numbers allocate.
     */
    private static double select(double[] values, int k, int index) {
        int low = 0;
        int high = k - 1;
        while (low < high) {
            double a = values[low];
            double b = values[(low + high) >>> 1];
            double c = values[high];
            double pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double swap = values[left];
                    values[left++] = values[right];
                    values[right--] = swap;
                }
            }
            if (index <= right) {
                high = right;
            } else if (index >= left) {
                low = left;
            } else {
                return values[index];
            }
        }
        return values[index];
    }
}
