package dev.plateau.policy;

import java.util.Arrays;

/** Temperature sampling: every prefix goes on once, B_i = 1. The step-wise form of {@link ParallelPolicy}. */
public record TemperaturePolicy() implements StepwisePolicy {

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        Arrays.fill(allocation, 0, frontier.size(), 1);
    }

    @Override
    public boolean readsScores() {
        return false;
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
