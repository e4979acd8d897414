package dev.plateau.policy;

import java.util.Arrays;

/**
 * Diverse verifier tree search (Beeching et al. 2024): the attempts form N/M groups, fixed at the first step; after every
 * step the best prefix of each group goes on M times. Groups never compete. N/M is rounded down to at least 1, and what does
 * not divide makes the first groups larger by 1. A group of which nothing is active gets nothing, and its share is not spent.
 * Equal scores: the earlier prefix.
 *
 * <p>Attempt l of the first step is in group floor(l G / N) of G.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class DvtsPolicy implements StepwisePolicy {
    private final int width;
    private int[] best = new int[0];

    /**
     * A diverse verifier tree search.
     *
     * @param width M, rollouts of each group, at least 1
     */
    public DvtsPolicy(int width) {
        this.width = width;
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        int groups = Math.max(1, budget / width);
        best = Scratch.room(groups, best);
        Arrays.fill(best, 0, groups, -1);
        Arrays.fill(allocation, 0, k, 0);
        if (budget == 0) {
            return;
        }
        for (int i = 0; i < k; i++) {
            int group = (int) Math.min(groups - 1L, (long) frontier.lineage(i) * groups / budget);
            if (best[group] < 0 || frontier.score(i) > frontier.score(best[group])) {
                best[group] = i;
            }
        }
        for (int group = 0; group < groups; group++) {
            if (best[group] >= 0) {
                allocation[best[group]] = budget / groups + (group < budget % groups ? 1 : 0);
            }
        }
    }

    @Override
    public boolean readsScores() {
        return true;
    }

    @Override
    public boolean readsSimilarity() {
        return false;
    }

    @Override
    public boolean spendsAll() {
        return false;
    }
}
