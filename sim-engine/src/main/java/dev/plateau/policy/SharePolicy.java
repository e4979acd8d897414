package dev.plateau.policy;

/**
 * Skeleton of the rules that share the budget out in proportion to weights: B_i is N w_i rounded. What remains to be said is
 * the weights.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public abstract class SharePolicy implements WeighingPolicy {
    private final Rounding rounding;
    private double[] weights = new double[0];
    private double[] remainders = new double[0];
    private double[] scratch = new double[0];

    /**
     * Such a rule.
     *
     * @param rounding of the shares to whole rollouts
     */
    protected SharePolicy(Rounding rounding) {
        this.rounding = rounding;
    }

    @Override
    public final void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        if (weights.length < k) {
            weights = new double[2 * k];
        }
        weigh(frontier, budget, weights);
        round(weights, k, budget, allocation);
    }

    /** Rounds k weights as this rule does. */
    final void round(double[] shares, int k, int budget, int[] allocation) {
        if (remainders.length < k) {
            remainders = new double[2 * k];
            scratch = new double[2 * k];
        }
        rounding.round(shares, k, budget, allocation, remainders, scratch);
    }
}
