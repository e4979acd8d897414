package dev.plateau.policy;

/**
 * REBASE as its authors' code has it (Wu et al. 2024): the prefixes in descending order of score each take n = ceil(width w_i /
 * W) rollouts, after which width is smaller by n and W, the weight not yet served, by w_i. It begins with width = N minus the
 * attempts that have finished, and W = 1. So the width is always spent, with the rounding in favour of the best. Equal
 * scores: the earlier prefix first. A weight that has underflowed to 0 takes nothing. A fraction below 1e-9 is taken for a
 * rounding error of the division and not rounded up, unlike in that code.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class SequentialRebasePolicy implements WeighingPolicy {
    private static final double SLACK = 1e-9;

    private final double temperature;
    private double[] weights = new double[0];
    private int[] order = new int[0];

    /**
     * The rule.
     *
     * @param temperature T_b, above 0
     */
    public SequentialRebasePolicy(double temperature) {
        this.temperature = temperature;
    }

    @Override
    public void weigh(Frontier frontier, int budget, double[] weights) {
        Weights.softmax(frontier, temperature, weights);
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        weights = Scratch.room(k, weights);
        order = Scratch.room(k, order);
        weigh(frontier, budget, weights);
        Ranking.descending(weights, k, order);
        int width = Math.max(Math.min(1, budget), budget - frontier.finished());
        double unserved = 0;
        for (int at = k - 1; at >= 0; at--) {
            // Sums from the smallest up; each prefix below divides by its own, which thus never falls short of its
            // weight.
            int i = order[at];
            unserved += weights[i];
            weights[i] = unserved > 0 ? weights[i] / unserved : 0;
        }
        for (int at = 0; at < k; at++) {
            int i = order[at];
            allocation[i] = Math.min(width, (int) Math.ceil(width * weights[i] - SLACK));
            width -= allocation[i];
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
