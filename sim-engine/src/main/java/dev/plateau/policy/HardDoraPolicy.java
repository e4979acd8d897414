package dev.plateau.policy;

/**
 * DORA with hard directions: instead of gamma, the weight w_i = softmax(R / T_b) of a prefix is divided by the size of its
 * cluster, then normalised and rounded. Clusters are the connected components of the prefixes whose cosine reaches a
 * threshold, so a direction gets what a lonely prefix of the same score gets, however soft the similarities.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class HardDoraPolicy extends SharePolicy {
    private final double temperature;
    private final double threshold;
    private final Clusters clusters = new Clusters();

    /**
     * The rule.
     *
     * @param temperature T_b, above 0
     * @param threshold cosine in [-1,1] from which two prefixes are of one direction
     * @param rounding to whole rollouts
     */
    public HardDoraPolicy(double temperature, double threshold, Rounding rounding) {
        super(rounding);
        this.temperature = temperature;
        this.threshold = threshold;
    }

    @Override
    public void weigh(Frontier frontier, int budget, double[] weights) {
        int k = frontier.size();
        Weights.softmax(frontier, temperature, weights);
        clusters.find(frontier, threshold);
        for (int i = 0; i < k; i++) {
            weights[i] /= clusters.size(i);
        }
        Weights.normalise(weights, k);
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
