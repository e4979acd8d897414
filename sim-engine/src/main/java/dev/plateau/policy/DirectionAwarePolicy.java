package dev.plateau.policy;

/**
 * Any rule, made aware of the true directions: what it gives to a prefix is divided by the number of active prefixes of its
 * direction, normalised, and rounded by largest remainders. It measures what a rule loses by being blind to directions.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class DirectionAwarePolicy implements OraclePolicy {
    private final StepwisePolicy rule;
    private double[] weights = new double[0];
    private double[] remainders = new double[0];
    private double[] scratch = new double[0];
    private final DirectionSizes sizes = new DirectionSizes();

    /** Makes a rule aware. */
    public DirectionAwarePolicy(StepwisePolicy rule) {
        this.rule = rule;
    }

    @Override
    public void allocate(OracleFrontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        if (weights.length < k) {
            weights = new double[2 * k];
            remainders = new double[2 * k];
            scratch = new double[2 * k];
        }
        if (rule instanceof OraclePolicy oracle) {
            oracle.allocate(frontier, budget, allocation);
        } else {
            rule.allocate(frontier, budget, allocation);
        }
        for (int i = 0; i < k; i++) {
            weights[i] = allocation[i];
        }
        sizes.shareOut(frontier, weights);
        Rounding.LARGEST_REMAINDER.round(weights, k, budget, allocation, remainders, scratch);
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
