package dev.plateau.policy;

/**
 * The allocation that maximises the chance of a success under DORA's prior (Wang X. et al. 2025, Eq. 7), without
 * approximation. Candidate i succeeds with chance p_i ~ Beta(kappa w_i, kappa (1 - w_i)) in every rollout. All N fail with
 * chance prod_i E[(1-p_i)^B_i], whose logarithm is
 *
 * <pre>  sum_i sum_{r &lt; B_i} ln[(kappa (1-w_i) + r) / (kappa + r)] = sum_i sum_{r &lt; B_i} ln[1 - kappa w_i / (kappa + r)].</pre>
 *
 * <p>Handing out rollouts one by one, each to the candidate whose next term is the smallest, is exactly optimal:
 * <ul>
 *   <li>The sum is separable, and the terms of a candidate grow with r, so it is convex in each B_i.
 *   <li>Call the N smallest terms of all candidates the chosen ones. Since a candidate's terms grow, those chosen of it are its
 *       first ones, so the choice is an allocation; and no allocation can sum N terms that are smaller. Greedy picks them.
 *   <li>The term falls as w_i / (kappa + r) grows, so this quotient can take its place: no logarithms, and no cancellation
 *       where they would be near 0.
 * </ul>
 *
 * <p>Hence the exact allocation is a divisor method of apportionment with the divisors kappa + r: B_i = ceil(mu w_i - kappa),
 * at least 0, for the mu that spends N. kappa = 1 is D'Hondt's method, kappa = 1/2 is that of Webster and Sainte-Lague
 * (ordinary rounding), and for kappa towards 0 it becomes that of Adams.
 *
 * <p>O((k + N) log k) by a binary heap; grows, then allocates nothing. Equal quotients: the earlier candidate. A weight of 0
 * gets nothing.
 */
final class ExactAllocation {
    private double[] quotient = new double[0];
    private int[] heap = new int[0];

    /**
     * Allocates.
     *
     * @param weights k weights w_i of at least 0 with a positive sum
     * @param k number of candidates, at least 1
     * @param kappa concentration of the prior, above 0
     * @param budget N, at least 0
     * @param allocation receives k counts that sum to N
     */
    void allocate(double[] weights, int k, double kappa, int budget, int[] allocation) {
        heap = Scratch.room(k, heap);
        quotient = Scratch.room(k, quotient);
        for (int i = 0; i < k; i++) {
            heap[i] = i;
            allocation[i] = 0;
            quotient[i] = weights[i] / kappa;
        }
        for (int i = k / 2 - 1; i >= 0; i--) {
            sink(i, k);
        }
        for (int spent = 0; spent < budget; spent++) {
            int first = heap[0];
            allocation[first]++;
            quotient[first] = weights[first] / (kappa + allocation[first]);
            sink(0, k);
        }
    }

    private void sink(int from, int size) {
        int moved = heap[from];
        int hole = from;
        for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && comesFirst(heap[child + 1], heap[child])) {
                child++;
            }
            if (comesFirst(moved, heap[child])) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = moved;
    }

    private boolean comesFirst(int i, int j) {
        return quotient[i] > quotient[j] || (quotient[i] == quotient[j] && i < j);
    }
}
