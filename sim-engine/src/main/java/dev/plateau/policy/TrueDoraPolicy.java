package dev.plateau.policy;

/**
 * DORA that is told the true directions: w = softmax(R / T_b), each divided by the number of active prefixes of its direction,
 * normalised and rounded. What any embedding model could at best contribute to {@link DoraPolicy}.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class TrueDoraPolicy implements OraclePolicy {
    private final double temperature;
    private final Rounder rounder;
    private final DirectionSizes sizes = new DirectionSizes();
    private double[] weights = new double[0];

    /**
     * The rule.
     *
     * @param temperature T_b, above 0
     * @param rounding to whole rollouts
     */
    public TrueDoraPolicy(double temperature, Rounding rounding) {
        this.temperature = temperature;
        this.rounder = new Rounder(rounding);
    }

    @Override
    public void allocate(OracleFrontier frontier, int budget, int[] allocation) {
        weights = Scratch.room(frontier.size(), weights);
        Weights.softmax(frontier, temperature, weights);
        sizes.shareOut(frontier, weights);
        rounder.round(weights, frontier.size(), budget, allocation);
    }

    @Override
    public boolean readsScores() {
        return true;
    }

    @Override
    public boolean readsSimilarity() {
        return false;
    }
}
