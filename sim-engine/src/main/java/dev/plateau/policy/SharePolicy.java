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
        weights = Scratch.room(frontier.size(), weights);
        weigh(frontier, budget, weights);
        rounder.round(weights, frontier.size(), budget, allocation);
    }
}
