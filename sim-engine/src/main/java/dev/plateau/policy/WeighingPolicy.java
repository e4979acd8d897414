package dev.plateau.policy;

/** A rule that turns the frontier into one weight per prefix, and these into rollouts. */
public interface WeighingPolicy extends StepwisePolicy {

    /**
     * Weighs the active prefixes.
     *
     * @param frontier the active prefixes, k = frontier.size() >= 1
     * @param budget rollouts N to hand out, at least 0
     * @param weights receives k weights, each at least 0, that sum to 1
     */
    void weigh(Frontier frontier, int budget, double[] weights);
}
