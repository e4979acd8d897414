package dev.plateau.policy;

/**
 * REBASE (Wu et al. 2024, as in DORA, Wang X. et al. 2025): B_i = round(N w_i) with w = softmax(R / T_b). At T_b = 1 it is the
 * plain softmax of the scores.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class RebasePolicy extends SharePolicy {
    private final double temperature;

    /**
     * REBASE.
     *
     * @param temperature T_b, above 0
     * @param rounding to whole rollouts
     */
    public RebasePolicy(double temperature, Rounding rounding) {
        super(rounding);
        this.temperature = temperature;
    }

    @Override
    public void weigh(Frontier frontier, int budget, double[] weights) {
        Weights.softmax(frontier, temperature, weights);
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
