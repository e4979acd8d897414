package dev.plateau.policy;

/**
 * DORA whose confidence follows the evidence. After t steps the verifier has judged t times; that counts for
 *
 * <pre>  e_t = 1 + growth (t - 1),   T_b,t = T_b / e_t,   T_s,t = T_s / e_t,   kappa_t = kappa e_t.</pre>
 *
 * <p>The weights are DORA's at T_b,t and T_s,t, and the rollouts are the exact Bayes allocation (Eq. 7) of these weights at
 * kappa_t. So the search spreads out at first and commits later: scores separate more sharply, directions are told apart more
 * finely, and candidates of little weight lose their first rollout. With growth = 0 and kappa = 1/2 it is DORA that spends
 * exactly N. Always spends N.
 *
 * <p>The papers do not define this rule; it is Plateau's.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class DynamicDoraPolicy implements WeighingPolicy {
    private final double temperature;
    private final double similarityTemperature;
    private final double kappa;
    private final double growth;
    private final ExactAllocation exact = new ExactAllocation();
    private double[] weights = new double[0];
    private double[] uniqueness = new double[0];

    /**
     * The rule.
     *
     * @param temperature T_b after the first step, above 0
     * @param similarityTemperature T_s after the first step, above 0
     * @param kappa concentration of the prior after the first step, above 0
     * @param growth what each further step adds to the evidence, relative to the first, at least 0
     */
    public DynamicDoraPolicy(double temperature, double similarityTemperature, double kappa, double growth) {
        this.temperature = temperature;
        this.similarityTemperature = similarityTemperature;
        this.kappa = kappa;
        this.growth = growth;
    }

    private double evidence(Frontier frontier) {
        return 1 + growth * (frontier.step() - 1);
    }

    @Override
    public void weigh(Frontier frontier, int budget, double[] weights) {
        if (uniqueness.length < frontier.size()) {
            uniqueness = new double[2 * frontier.size()];
        }
        double evidence = evidence(frontier);
        Weights.dora(frontier, temperature / evidence, similarityTemperature / evidence, weights, uniqueness);
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        if (weights.length < k) {
            weights = new double[2 * k];
        }
        weigh(frontier, budget, weights);
        exact.allocate(weights, k, kappa * evidence(frontier), budget, allocation);
    }

    @Override
    public boolean readsScores() {
        return true;
    }

    @Override
    public boolean readsSimilarity() {
        return true;
    }
}
