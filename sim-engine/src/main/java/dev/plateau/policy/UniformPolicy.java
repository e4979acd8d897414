package dev.plateau.policy;

/**
 * An equal share for every prefix, B_i = N/k; what does not divide goes to the first prefixes in lineage order. Unlike
 * {@link TemperaturePolicy} it spends N after every step.
 */
public record UniformPolicy() implements StepwisePolicy {

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        for (int i = 0; i < k; i++) {
            allocation[i] = budget / k + (i < budget % k ? 1 : 0);
        }
    }

    @Override
    public boolean readsScores() {
        return false;
    }

    @Override
    public boolean readsSimilarity() {
        return false;
    }
}
