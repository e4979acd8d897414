package dev.plateau.policy;

/**
 * From real-valued shares of a budget to whole rollouts (MODEL section 9).
 */
public enum Rounding {
    /**
     * B_i = round(N w_i), ties to even, as the papers have it. The sum may differ from N; if everything rounds to 0, where
     * the released code fails, the largest remainders decide.
     */
    PUBLISHED {
        @Override
        void round(double[] weights, int k, int budget, int[] allocation, double[] remainders, double[] scratch) {
            long total = 0;
            for (int i = 0; i < k; i++) {
                allocation[i] = (int) Math.rint(budget * weights[i]);
                total += allocation[i];
            }
            if (total == 0) {
                LARGEST_REMAINDER.round(weights, k, budget, allocation, remainders, scratch);
            }
        }
    },
    /** Floors first, then one more to each of the largest remainders (ties to the earlier): spends exactly N. */
    LARGEST_REMAINDER {
        @Override
        void round(double[] weights, int k, int budget, int[] allocation, double[] remainders, double[] scratch) {
            int left = budget;
            for (int i = 0; i < k; i++) {
                double exact = budget * weights[i];
                allocation[i] = Math.min(left, (int) exact);
                remainders[i] = exact - allocation[i];
                left -= allocation[i];
            }
            Ranking.addToLargest(remainders, k, Math.min(left, k), 1, allocation, scratch);
        }
    };

    /**
     * Rounds.
     *
     * @param weights k shares that sum to 1
     * @param k number of candidates
     * @param budget N
     * @param allocation receives k counts, with a positive sum unless the budget is 0
     * @param remainders scratch of at least k
     * @param scratch more of it, at least k
     */
    abstract void round(double[] weights, int k, int budget, int[] allocation, double[] remainders, double[] scratch);
}
