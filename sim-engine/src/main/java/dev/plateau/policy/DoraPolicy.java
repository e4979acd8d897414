package dev.plateau.policy;

/**
 * DORA, direction-oriented resource allocation (Wang X. et al. 2025, arXiv 2506.15707, Eq. 10 to 13): w = softmax(R / T_b),
 * gamma_i = e^(S_ii/T_s) / sum_j e^(S_ij/T_s) over the cosines S of the embeddings, B_i = round(N w_i gamma_i / sum_j w_j
 * gamma_j). A direction crowded with prefixes thus gets no more than a lonely one of the same score.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class DoraPolicy implements StepwisePolicy {
    private final double temperature;
    private final double similarityTemperature;
    private final Rounding rounding;
    private double[] weights = new double[0];
    private double[] uniqueness = new double[0];
    private double[] scratch = new double[0];

    /**
     * DORA.
     *
     * @param temperature T_b, above 0
     * @param similarityTemperature T_s, above 0
     * @param rounding to whole rollouts
     */
    public DoraPolicy(double temperature, double similarityTemperature, Rounding rounding) {
        this.temperature = temperature;
        this.similarityTemperature = similarityTemperature;
        this.rounding = rounding;
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        if (weights.length < k) {
            weights = new double[2 * k];
            uniqueness = new double[2 * k];
            scratch = new double[2 * k];
        }
        Weights.softmax(frontier, temperature, weights);
        frontier.uniqueness(similarityTemperature, uniqueness);
        for (int i = 0; i < k; i++) {
            weights[i] *= uniqueness[i];
        }
        Weights.normalise(weights, k);
        rounding.round(weights, k, budget, allocation, uniqueness, scratch);
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
