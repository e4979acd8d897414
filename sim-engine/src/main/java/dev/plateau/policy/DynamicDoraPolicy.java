package dev.plateau.policy;

/**
 * DORA whose confidence follows the evidence. Prefix i brings the evidence E_i that the verifier has gathered along its path
 * ({@link Frontier#evidence}). Weighted by DORA's weights w at T_b and T_s, so that it counts where rollouts would go
 * and a crowded direction counts once, that is
 *
 * <pre>  E = sum_i w_i E_i,   e = 1 + growth E,   T_b' = T_b / e,   T_s' = T_s / e,   kappa' = kappa e.</pre>
 *
 * <p>The rollouts are the exact Bayes allocation (Eq. 7) of DORA's weights at T_b' and T_s' with kappa'. So the search spreads
 * out while the verifier is unsure (scores near 1/2, which say nothing, leave e = 1 however many steps there are), and commits
 * as its opinion firms up: scores separate more sharply, directions are told apart more finely, and candidates of little weight
 * lose their first rollout. With growth = 0 and kappa = 1/2 it is DORA that spends exactly N. Always spends N.
 *
 * <p>A verifier that is sure that all is lost is sure, too: E counts what is known of the outcomes, good or bad.
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
     * @param temperature T_b without evidence, above 0
     * @param similarityTemperature T_s without evidence, above 0
     * @param kappa concentration of the prior without evidence, above 0
     * @param growth what a unit of evidence, one step at which the verifier was certain, adds to e, at least 0
     */
    public DynamicDoraPolicy(double temperature, double similarityTemperature, double kappa, double growth) {
        this.temperature = temperature;
        this.similarityTemperature = similarityTemperature;
        this.kappa = kappa;
        this.growth = growth;
    }

    @Override
    public void weigh(Frontier frontier, int budget, double[] weights) {
        dora(frontier, confidence(frontier, weights), weights);
    }

    @Override
    public void allocate(Frontier frontier, int budget, int[] allocation) {
        weights = Scratch.room(frontier.size(), weights);
        double e = confidence(frontier, weights);
        dora(frontier, e, weights);
        exact.allocate(weights, frontier.size(), kappa * e, budget, allocation);
    }

    /** e; the weights are then those without evidence. */
    private double confidence(Frontier frontier, double[] weights) {
        dora(frontier, 1, weights);
        double evidence = 0;
        for (int i = 0; i < frontier.size(); i++) {
            evidence += weights[i] * frontier.evidence(i);
        }
        return 1 + growth * evidence;
    }

    private void dora(Frontier frontier, double e, double[] weights) {
        uniqueness = Scratch.room(frontier.size(), uniqueness);
        Weights.dora(frontier, temperature / e, similarityTemperature / e, weights, uniqueness);
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
