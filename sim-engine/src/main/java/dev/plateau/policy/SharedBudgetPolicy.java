package dev.plateau.policy;

/**
 * A budget shared by a batch of tasks and spent where the estimated gain of a vote ({@link MarginalGain}) is largest.
 *
 * <p>Instances keep a table: one thread at a time.
 */
public final class SharedBudgetPolicy implements BatchPolicy {
    private final double epsilon;
    private final MarginalGain gain;

    /**
     * A shared budget.
     *
     * @param epsilon gain per rollout below which nothing more is spent on a task, above 0
     */
    public SharedBudgetPolicy(double epsilon) {
        this.epsilon = epsilon;
        this.gain = new MarginalGain(epsilon);
    }

    @Override
    public double gain(Tally tally) {
        double estimate = gain.of(tally);
        return estimate < epsilon ? 0 : estimate;
    }
}
