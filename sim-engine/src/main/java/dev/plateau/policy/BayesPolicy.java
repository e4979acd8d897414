package dev.plateau.policy;

/**
 * Exact Bayes allocation: what DORA's Eq. 7 (Wang X. et al. 2025, arXiv 2506.15707) asks for, without approximation. Candidate
 * i succeeds with chance p_i ~ Beta(kappa w_i, kappa (1 - w_i)), w = softmax(R / T_b); the N rollouts are placed so that the
 * chance of at least one success is largest. Always spends N.
 *
 * <p>Towards kappa = infinity all goes to the best candidate; towards kappa = 0 each gets one before any gets two. REBASE's
 * rounding is near kappa = 1/2. See docs/allocation.md.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class BayesPolicy implements WeighingPolicy {
    private final double temperature;
    private final double kappa;
    private final ExactAllocation exact = new ExactAllocation();
    private double[] weights = new double[0];

    /**
     * The rule.
     *
     * @param temperature T_b, above 0
     * @param kappa concentration of the prior: how many observations the scores are worth, above 0
     */
    public BayesPolicy(double temperature, double kappa) {
        this.temperature = temperature;
        this.kappa = kappa;
    }

    @Override
    public void weigh(Frontier frontier, int budget, double[] weights) {
        Weights.softmax(frontier, temperature, weights);
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        weights = Scratch.room(frontier.size(), weights);
        weigh(frontier, budget, weights);
        exact.allocate(weights, frontier.size(), kappa, budget, allocation);
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
