package dev.plateau.policy;

import java.util.Arrays;

/** Temperature sampling: every prefix goes on once, B_i = 1, or 0 if there is no budget. The step-wise form of {@link ParallelPolicy}. */
public record TemperaturePolicy() implements StepwisePolicy {

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        Arrays.fill(allocation, 0, frontier.size(), Math.min(1, budget));
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
