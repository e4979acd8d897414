package dev.plateau.policy;

/**
 * DORA, direction-oriented resource allocation (Wang X. et al. 2025, arXiv 2506.15707, Eq. 10 to 13): w = softmax(R / T_b),
 * gamma_i = e^(S_ii/T_s) / sum_j e^(S_ij/T_s) over the cosines S of the embeddings, B_i = round(N w_i gamma_i / sum_j w_j
 * gamma_j). A direction crowded with prefixes thus gets no more than a lonely one of the same score.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class DoraPolicy extends SharePolicy {
    private final double temperature;
    private final double similarityTemperature;
    private double[] uniqueness = new double[0];

    /**
     * DORA.
     *
     * @param temperature T_b, above 0
     * @param similarityTemperature T_s, above 0
     * @param rounding to whole rollouts
     */
    public DoraPolicy(double temperature, double similarityTemperature, Rounding rounding) {
        super(rounding);
        this.temperature = temperature;
        this.similarityTemperature = similarityTemperature;
    }

    @Override
    public void weigh(Frontier frontier, int budget, double[] weights) {
        uniqueness = Scratch.room(frontier.size(), uniqueness);
        Weights.dora(frontier, temperature, similarityTemperature, weights, uniqueness);
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
