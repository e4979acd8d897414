package dev.plateau.policy;

/**
 * Resampling against a verifier: stop at the first attempt with score R >= threshold, which is the answer; if none of N
 * reaches it, the best scored is (Stroebl et al. 2024, arXiv 2411.17501). With a verifier that accepts right attempts
 * with chance TPR and wrong ones with FPR, what is accepted is right with chance p TPR / (p TPR + (1 - p) FPR), however
 * large the budget: an imperfect verifier sets a ceiling.
 *
 * @param threshold score from which an attempt is accepted, in [0,1]
 */
public record VerifierThresholdPolicy(double threshold) implements SamplingPolicy {

    @Override
    public boolean stops(Tally tally) {
        return tally.lastScore() >= threshold;
    }

    @Override
    public boolean readsScores() {
        return true;
    }

    @Override
    public boolean choosesAnswer() {
        return true;
    }
}
