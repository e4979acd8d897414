package dev.plateau.policy;

/** What a rule of the search hands back, checked before it is used. */
public final class Handed {
    private static final double TOLERANCE = 1e-6;

    private Handed() {}

    /**
     * The rollouts that a rule hands out.
     *
     * @param allocation as the rule wrote it
     * @param k number of candidates
     * @param budget N
     * @return the sum of the first k counts, at least 1 unless N is 0, and at most N + k
     * @throws PolicyException if a count is negative, all are 0 and N is not, or they exceed N by more than rounding up can add
     */
    public static long total(int[] allocation, int k, int budget) {
        long total = 0;
        for (int i = 0; i < k; i++) {
            if (allocation[i] < 0) {
                throw brokenCounts("gave " + allocation[i] + " rollouts to prefix " + i);
            }
            total += allocation[i];
        }
        if (total == 0 && budget > 0) {
            throw brokenCounts("gave no rollout to any prefix");
        }
        if (total > (long) budget + k) {
            throw brokenCounts("gave " + total + " rollouts of " + budget + " to " + k + " prefixes");
        }
        return total;
    }

    /**
     * Requires of the first k weights that each is at least 0 and that they sum to 1.
     *
     * @throws PolicyException if they do not
     */
    public static void requireWeights(double[] weights, int k) {
        double sum = 0;
        for (int i = 0; i < k; i++) {
            if (!(weights[i] >= 0)) {
                throw brokenWeights("gave the weight " + weights[i] + " to prefix " + i);
            }
            sum += weights[i];
        }
        if (!(Math.abs(sum - 1) <= TOLERANCE)) {
            throw brokenWeights("gave weights that sum to " + sum);
        }
    }

    private static PolicyException brokenCounts(String fault) {
        return PolicyException.ofRule(
                fault,
                "A rule must write a count of at least 0 for each of the active prefixes, with a sum from 1 to N and, for rounding up, one more for each of them");
    }

    private static PolicyException brokenWeights(String fault) {
        return PolicyException.ofRule(fault, "Weights must be at least 0 and sum to 1");
    }
}
