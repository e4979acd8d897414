package dev.plateau.policy;

import java.util.Arrays;

/**
 * Top-k: the prefixes with the highest scores, a fixed number of them, share N evenly; what does not divide goes to the best
 * of them. Of fewer prefixes, or rollouts, each gets its share. Equal scores: the earlier prefix first. Unlike {@link
 * BeamPolicy}, the number kept does not grow with the budget.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class TopPolicy implements StepwisePolicy {
    private final int kept;
    private double[] scores = new double[0];
    private double[] scratch = new double[0];

    /**
     * Top-k.
     *
     * @param kept how many prefixes go on, at least 1
     */
    public TopPolicy(int kept) {
        this.kept = kept;
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        if (scores.length < k) {
            scores = new double[2 * k];
            scratch = new double[2 * k];
        }
        for (int i = 0; i < k; i++) {
            scores[i] = frontier.score(i);
        }
        int sharing = Math.min(kept, k);
        Arrays.fill(allocation, 0, k, 0);
        Ranking.addToLargest(scores, k, sharing, budget / sharing, allocation, scratch);
        Ranking.addToLargest(scores, k, budget % sharing, 1, allocation, scratch);
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
