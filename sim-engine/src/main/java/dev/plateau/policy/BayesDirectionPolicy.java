package dev.plateau.policy;

import java.util.Arrays;

/**
 * Exact Bayes allocation over directions (Eq. 7 of Wang X. et al. 2025 on the level of its Theorem 1): attempts of one direction
 * share their chance of success, p_d ~ Beta(kappa w_d, kappa (1 - w_d)), so the rollouts are placed over directions as {@link
 * BayesPolicy} places them over candidates. w_d is the mean of w = softmax(R / T_b) over the prefixes of the direction,
 * normalised over directions. Directions are the connected components of the prefixes whose cosine reaches a threshold.
 *
 * <p>The theorem's prior does not tell the prefixes of a direction apart; {@link Within} says who gets the rollouts of a
 * direction. Always spends N.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class BayesDirectionPolicy implements StepwisePolicy {
    private final double temperature;
    private final double kappa;
    private final double threshold;
    private final Within within;
    private final Clusters clusters = new Clusters();
    private final ExactAllocation exact = new ExactAllocation();
    private double[] weights = new double[0];
    private double[] directionWeights = new double[0];
    private double[] memberWeights = new double[0];
    private int[] rollouts = new int[0];
    private int[] part = new int[0];
    private int[] served = new int[0];

    /** How the rollouts of a direction are placed over its prefixes. */
    public enum Within {
        /**
         * By Eq. 7 again, with w_i normalised over the prefixes of the direction and the same kappa. Beyond the theorem: where
         * steps decide a part of the outcome, the prefixes of a direction differ.
         */
        EXACT,
        /** The same for each, what does not divide to the highest scores: as the theorem has it. */
        EVEN
    }

    /**
     * The rule.
     *
     * @param temperature T_b, above 0
     * @param kappa concentration of the prior, above 0
     * @param threshold cosine in [-1,1] from which two prefixes are of one direction
     * @param within a direction
     */
    public BayesDirectionPolicy(double temperature, double kappa, double threshold, Within within) {
        this.temperature = temperature;
        this.kappa = kappa;
        this.threshold = threshold;
        this.within = within;
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        weights = Scratch.room(k, weights);
        directionWeights = Scratch.room(k, directionWeights);
        rollouts = Scratch.room(k, rollouts);
        Weights.softmax(frontier, temperature, weights);
        clusters.find(frontier, threshold);
        // A direction is kept at the index of its first prefix; the other indices weigh nothing.
        Arrays.fill(directionWeights, 0, k, 0);
        for (int i = 0; i < k; i++) {
            directionWeights[clusters.of(i)] += weights[i] / clusters.size(i);
        }
        exact.allocate(directionWeights, k, kappa, budget, rollouts);
        if (within == Within.EVEN) {
            shareEvenly(k, allocation);
        } else {
            shareExactly(k, allocation);
        }
    }

    private void shareEvenly(int k, int[] allocation) {
        part = Scratch.room(k, part);
        Ranking.descending(weights, k, part);
        served = Scratch.room(k, served);
        Arrays.fill(served, 0, k, 0);
        for (int at = 0; at < k; at++) {
            int i = part[at];
            int direction = clusters.of(i);
            int members = clusters.size(i);
            allocation[i] =
                    rollouts[direction] / members + (served[direction]++ < rollouts[direction] % members ? 1 : 0);
        }
    }

    private void shareExactly(int k, int[] allocation) {
        memberWeights = Scratch.room(k, memberWeights);
        part = Scratch.room(k, part);
        Arrays.fill(allocation, 0, k, 0);
        for (int direction = 0; direction < k; direction++) {
            if (rollouts[direction] > 0) {
                for (int i = 0; i < k; i++) {
                    memberWeights[i] = clusters.of(i) == direction ? weights[i] : 0;
                }
                // Eq. 7's order does not change if all weights are multiplied, so they need not be normalised.
                exact.allocate(memberWeights, k, kappa, rollouts[direction], part);
                for (int i = 0; i < k; i++) {
                    allocation[i] += part[i];
                }
            }
        }
    }

    @Override
    public boolean readsScores() {
        return true;
    }

    @Override
    public boolean readsSimilarity() {
        return true;
    }
}
