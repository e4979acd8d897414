package dev.plateau.policy;

/**
 * A rule of the step-wise search that is told the truth: no system can run it, it bounds what others can reach. Ordinary
 * rules never meet an {@link OracleFrontier}, so they cannot look.
 */
public interface OraclePolicy extends StepwisePolicy {

    /**
     * Decides how many rollouts continue from each active prefix, as {@link StepwisePolicy#allocate(Frontier, int, int[])}
     * does.
     */
    void allocate(OracleFrontier frontier, int budget, int[] allocation);

    @Override
    default boolean readsTruth() {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the frontier does not hold the truth
     */
    @Override
    default void allocate(Frontier frontier, int budget, int[] allocation) {
        if (!(frontier instanceof OracleFrontier truth)) {
            throw new IllegalArgumentException("an oracle policy needs an OracleFrontier");
        }
        allocate(truth, budget, allocation);
    }
}
