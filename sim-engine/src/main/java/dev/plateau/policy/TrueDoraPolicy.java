package dev.plateau.policy;

/**
 * DORA that is told the true directions: w = softmax(R / T_b), each divided by the number of active prefixes of its direction,
 * normalised and rounded. What any embedding model could at best contribute to {@link DoraPolicy}.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class TrueDoraPolicy implements OraclePolicy {
    private final double temperature;
    private final Rounding rounding;
    private double[] weights = new double[0];
    private double[] remainders = new double[0];
    private double[] scratch = new double[0];
    private final DirectionSizes sizes = new DirectionSizes();

    /**
     * The rule.
     *
     * @param temperature T_b, above 0
     * @param rounding to whole rollouts
     */
    public TrueDoraPolicy(double temperature, Rounding rounding) {
        this.temperature = temperature;
        this.rounding = rounding;
    }

    @Override
    public void allocate(OracleFrontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        if (weights.length < k) {
            weights = new double[2 * k];
            remainders = new double[2 * k];
            scratch = new double[2 * k];
        }
        Weights.softmax(frontier, temperature, weights);
        sizes.shareOut(frontier, weights);
        rounding.round(weights, k, budget, allocation, remainders, scratch);
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
