package dev.plateau.policy;

/**
 * REBASE (Wu et al. 2024, as in DORA, Wang X. et al. 2025): B_i = round(N w_i) with w = softmax(R / T_b).
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class RebasePolicy implements StepwisePolicy {
    private final double temperature;
    private final Rounding rounding;
    private double[] weights = new double[0];
    private double[] remainders = new double[0];
    private double[] scratch = new double[0];

    /**
     * REBASE.
     *
     * @param temperature T_b, above 0
     * @param rounding to whole rollouts
     */
    public RebasePolicy(double temperature, Rounding rounding) {
        this.temperature = temperature;
        this.rounding = rounding;
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        if (weights.length < k) {
            weights = new double[2 * k];
            remainders = new double[2 * k];
            scratch = new double[2 * k];
        }
        Weights.softmax(frontier, temperature, weights);
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
