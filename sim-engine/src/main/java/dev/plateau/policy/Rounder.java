package dev.plateau.policy;

/** Rounds shares. Keeps scratch memory: one thread at a time. */
final class Rounder {
    private final Rounding rounding;
    private double[] remainders = new double[0];
    private double[] scratch = new double[0];

    Rounder(Rounding rounding) {
        this.rounding = rounding;
    }

    /**
     * Rounds.
     *
     * @param weights k shares that sum to 1
     * @param k number of candidates
     * @param budget N
     * @param allocation receives k counts, with a positive sum unless the budget is 0
     */
    void round(double[] weights, int k, int budget, int[] allocation) {
        if (rounding == Rounding.LARGEST_REMAINDER || nearest(weights, k, budget, allocation) == 0) {
            largestRemainders(weights, k, budget, allocation);
        }
    }

    private static long nearest(double[] weights, int k, int budget, int[] allocation) {
        long total = 0;
        for (int i = 0; i < k; i++) {
            allocation[i] = (int) Math.rint(budget * weights[i]);
            total += allocation[i];
        }
        return total;
    }

    private void largestRemainders(double[] weights, int k, int budget, int[] allocation) {
        remainders = Scratch.room(k, remainders);
        scratch = Scratch.room(k, scratch);
        int left = budget;
        for (int i = 0; i < k; i++) {
            double exact = budget * weights[i];
            allocation[i] = Math.min(left, (int) exact);
            remainders[i] = exact - allocation[i];
            left -= allocation[i];
        }
        Ranking.addToLargest(remainders, k, Math.min(left, k), 1, allocation, scratch);
    }
}
