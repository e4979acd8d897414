package dev.plateau.policy;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The prefixes with the highest scores share N evenly; what does not divide goes to the best of them. Equal scores: the
 * earlier prefix first. If fewer prefixes are active than would be kept, all of them go on.
 *
 * <ul>
 *   <li>{@link #beam}: beam search with a verifier keeps N/M prefixes, rounded down to at least 1, so each goes on M times
 *       (Snell et al. 2024; MODEL section 9).
 *   <li>{@link #fixed}: top-k keeps k whatever the budget.
 * </ul>
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class TopPolicy implements StepwisePolicy {
    private final IntUnaryOperator keptAtBudget;
    private double[] scores = new double[0];
    private double[] scratch = new double[0];

    private TopPolicy(IntUnaryOperator keptAtBudget) {
        this.keptAtBudget = keptAtBudget;
    }

    /**
     * A beam search.
     *
     * @param width M, rollouts from each kept prefix, at least 1
     */
    public static TopPolicy beam(int width) {
        return new TopPolicy(budget -> Math.max(1, budget / width));
    }

    /**
     * Top-k.
     *
     * @param kept k, how many prefixes go on, at least 1
     */
    public static TopPolicy fixed(int kept) {
        return new TopPolicy(budget -> kept);
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        scores = Scratch.room(k, scores);
        scratch = Scratch.room(k, scratch);
        for (int i = 0; i < k; i++) {
            scores[i] = frontier.score(i);
        }
        int kept = Math.min(k, keptAtBudget.applyAsInt(budget));
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
