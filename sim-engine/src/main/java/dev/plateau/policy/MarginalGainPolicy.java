package dev.plateau.policy;

/**
 * Stops when the estimated gain of one more rollout ({@link MarginalGain}) falls below epsilon.
 *
 * <p>Instances keep a table: one thread at a time.
 */
public final class MarginalGainPolicy implements SamplingPolicy {
    private final double epsilon;
    private final MarginalGain gain;

    /**
     * Marginal-gain stopping.
     *
     * @param epsilon gain per rollout below which it stops, above 0
     */
    public MarginalGainPolicy(double epsilon) {
        this.epsilon = epsilon;
        this.gain = new MarginalGain(epsilon);
    }

    @Override
    public boolean stops(Tally tally) {
        return gain.of(tally) < epsilon;
    }

    @Override
    public boolean readsAnswers() {
        return true;
    }
}
