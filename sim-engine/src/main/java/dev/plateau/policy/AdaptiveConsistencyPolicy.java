package dev.plateau.policy;

import java.util.Arrays;
import org.apache.commons.math3.special.Beta;

/**
 * Adaptive consistency (Aggarwal et al. 2023, arXiv 2305.11860, Beta criterion): with a and b votes for the two most
 * frequent answers, stop when the leader is the majority with enough confidence, P(x > 1/2 | Beta(a+1, b+1)) = 1 -
 * I_(1/2)(a+1, b+1) >= confidence.
 *
 * <p>The confidence rises with a, so the votes that the leader needs are tabulated by b. Instances keep this table: one
 * thread at a time.
 */
public final class AdaptiveConsistencyPolicy implements SamplingPolicy {
    private final double confidence;
    private int[] needed = new int[0];

    /**
     * Adaptive consistency.
     *
     * @param confidence in [0.5, 1)
     */
    public AdaptiveConsistencyPolicy(double confidence) {
        this.confidence = confidence;
    }

    @Override
    public boolean stops(Tally tally) {
        int b = tally.runnerUpVotes();
        if (b >= needed.length) {
            tabulate(2 * b + 8);
        }
        return tally.leaderVotes() >= needed[b];
    }

    private void tabulate(int length) {
        int known = needed.length;
        needed = Arrays.copyOf(needed, length);
        for (int b = known; b < length; b++) {
            int a = b == 0 ? 0 : needed[b - 1];
            while (1 - Beta.regularizedBeta(0.5, a + 1.0, b + 1.0) < confidence) {
                a++;
            }
            needed[b] = a;
        }
    }

    @Override
    public boolean readsAnswers() {
        return true;
    }
}
