package dev.plateau.policy;

/**
 * Rollouts in proportion to the scores: B_i = N R_i / sum_j R_j, rounded. A score below 0 counts as 0; if all are 0, the
 * shares are equal.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class ScoreProportionalPolicy extends SharePolicy {

    /**
     * The rule.
     *
     * @param rounding to whole rollouts
     */
    public ScoreProportionalPolicy(Rounding rounding) {
        super(rounding);
    }

    @Override
    public void weigh(Frontier frontier, int budget, double[] weights) {
        int k = frontier.size();
        double top = 0;
        for (int i = 0; i < k; i++) {
            top = Math.max(top, frontier.score(i));
        }
        for (int i = 0; i < k; i++) {
            weights[i] = top > 0 ? Math.max(0, frontier.score(i) / top) : 1;
        }
        Weights.normalise(weights, k);
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
