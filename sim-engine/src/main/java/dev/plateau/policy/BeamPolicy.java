package dev.plateau.policy;

import java.util.Arrays;

/**
 * Beam search with a verifier: the N/M prefixes with the highest scores go on, M times each (Snell et al. 2024; MODEL
 * section 9). N/M is rounded down to at least 1; if fewer prefixes are active, each of them goes on, and N is dealt out
 * evenly with what does not divide to the best. Equal scores: the earlier prefix first.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class BeamPolicy implements StepwisePolicy {
    private final int width;
    private double[] scores = new double[0];
    private double[] scratch = new double[0];

    /**
     * A beam search.
     *
     * @param width M, rollouts from each kept prefix, at least 1
     */
    public BeamPolicy(int width) {
        this.width = width;
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
        int kept = Math.min(k, Math.max(1, budget / width));
        Arrays.fill(allocation, 0, k, 0);
        Ranking.addToLargest(scores, k, kept, budget / kept, allocation, scratch);
        Ranking.addToLargest(scores, k, budget % kept, 1, allocation, scratch);
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
