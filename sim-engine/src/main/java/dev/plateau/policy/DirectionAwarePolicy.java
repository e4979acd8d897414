package dev.plateau.policy;

/**
 * Any rule, made aware of the true directions: what it gives to a prefix is divided by the number of active prefixes of its
 * direction, normalised, and rounded by largest remainders. It measures what a rule loses by being blind to directions.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class DirectionAwarePolicy implements OraclePolicy {
    private final StepwisePolicy rule;
    private final DirectionSizes sizes = new DirectionSizes();
    private final Rounder rounder = new Rounder(Rounding.LARGEST_REMAINDER);
    private double[] weights = new double[0];

    /** Makes a rule aware. */
    public DirectionAwarePolicy(StepwisePolicy rule) {
        this.rule = rule;
    }

    @Override
    public void allocate(OracleFrontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        weights = Scratch.room(k, weights);
        if (rule instanceof OraclePolicy oracle) {
            oracle.allocate(frontier, budget, allocation);
        } else {
            rule.allocate(frontier, budget, allocation);
        }
        Handed.total(allocation, k);
        for (int i = 0; i < k; i++) {
            weights[i] = allocation[i];
        }
        sizes.shareOut(frontier, weights);
        rounder.round(weights, k, budget, allocation);
    }

    @Override
    public boolean readsScores() {
        return rule.readsScores();
    }

    @Override
    public boolean readsSimilarity() {
        return rule.readsSimilarity();
    }
}
