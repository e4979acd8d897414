package dev.plateau.policy;

/**
 * Skeleton of the rules that share the budget out in proportion to weights: B_i is N w_i rounded. What remains to be said is
 * the weights.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public abstract class SharePolicy implements WeighingPolicy {
    private final Rounder rounder;
    private double[] weights = new double[0];

    /**
     * Such a rule.
     *
     * @param rounding of the shares to whole rollouts
     */
    protected SharePolicy(Rounding rounding) {
        this.rounder = new Rounder(rounding);
    }

    @Override
    public final void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        weights = Scratch.room(k, weights);
        weigh(frontier, budget, weights);
        round(weights, k, budget, allocation);
    }

    /** Rounds k weights as this rule does. */
    final void round(double[] shares, int k, int budget, int[] allocation) {
        rounder.round(shares, k, budget, allocation);
    }
}
