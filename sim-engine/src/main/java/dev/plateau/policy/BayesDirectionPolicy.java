package dev.plateau.policy;

import java.util.Arrays;

/**
 * Exact Bayes allocation over directions (Eq. 7 of Wang X. et al. 2025 on the level of its Theorem 1): attempts of one direction
 * share their chance of success, p_d ~ Beta(kappa w_d, kappa (1 - w_d)), so the rollouts are placed over directions as {@link
 * BayesPolicy} places them over candidates. w_d is the mean of w = softmax(R / T_b) over the prefixes of the direction,
 * normalised over directions. Directions are the connected components of the prefixes whose cosine reaches a threshold.
 *
 * <p>Inside a direction the prior does not tell prefixes apart: each gets the same, and what does not divide goes to the
 * highest scores. Always spends N.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class BayesDirectionPolicy implements StepwisePolicy {
    private final double temperature;
    private final double kappa;
    private final double threshold;
    private final Clusters clusters = new Clusters();
    private final ExactAllocation exact = new ExactAllocation();
    private double[] weights = new double[0];
    private double[] directionWeights = new double[0];
    private int[] rollouts = new int[0];
    private int[] served = new int[0];
    private int[] order = new int[0];

    /**
     * The rule.
     *
     * @param temperature T_b, above 0
     * @param kappa concentration of the prior, above 0
     * @param threshold cosine in [-1,1] from which two prefixes are of one direction
     */
    public BayesDirectionPolicy(double temperature, double kappa, double threshold) {
        this.temperature = temperature;
        this.kappa = kappa;
        this.threshold = threshold;
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        weights = Scratch.room(k, weights);
        directionWeights = Scratch.room(k, directionWeights);
        rollouts = Scratch.room(k, rollouts);
        served = Scratch.room(k, served);
        order = Scratch.room(k, order);
        Weights.softmax(frontier, temperature, weights);
        clusters.find(frontier, threshold);
        // A direction is kept at the index of its first prefix; the other indices weigh nothing.
        Arrays.fill(directionWeights, 0, k, 0);
        for (int i = 0; i < k; i++) {
            directionWeights[clusters.of(i)] += weights[i] / clusters.size(i);
        }
        exact.allocate(directionWeights, k, kappa, budget, rollouts);
        Ranking.descending(weights, k, order);
        Arrays.fill(served, 0, k, 0);
        for (int at = 0; at < k; at++) {
            int i = order[at];
            int direction = clusters.of(i);
            int members = clusters.size(i);
            allocation[i] =
                    rollouts[direction] / members + (served[direction]++ < rollouts[direction] % members ? 1 : 0);
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
