package dev.plateau.analytic;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/**
 * Best-of-N by a noisy score: N(d/2, 1) for right attempts, N(-d/2, 1) for wrong ones, attempts independent. In words of
 * detection theory d is the discriminability d'; the AUC is Phi(d/sqrt(2)).
 *
 * @param p chance that an attempt is right, in [0,1]
 * @param separation d
 */
public record NoisyBest(double p, double separation) {

    /** Accuracy: int N p f1(x) [p F1(x) + (1 - p) F0(x)]^(N-1) dx. For d > 0 it tends to 1, for d = 0 it is p throughout. */
    public double accuracy(int budget) {
        return accuracyBelow(Double.POSITIVE_INFINITY, budget);
    }

    /** Chance that the best of N is right and its score is below {@code score}. */
    public double accuracyBelow(double score, int budget) {
        return budget
                * p
                * NormalMean.below(
                        score - separation / 2, z -> FastMath.pow(belowScore(z + separation / 2), budget - 1));
    }

    private double belowScore(double score) {
        return p * phi(score - separation / 2) + (1 - p) * phi(score + separation / 2);
    }

    /** The verifier that accepts scores of at least {@code score}. */
    public ImperfectVerifier accepting(double score) {
        return new ImperfectVerifier(p, phi(separation / 2 - score), phi(-separation / 2 - score));
    }

    private static double phi(double x) {
        return 0.5 * Erf.erfc(-x / FastMath.sqrt(2));
    }
}
