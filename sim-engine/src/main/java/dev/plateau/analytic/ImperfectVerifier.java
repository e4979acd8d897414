package dev.plateau.analytic;

import org.apache.commons.math3.util.FastMath;

/**
 * Resampling until a verifier accepts (Stroebl et al. 2024, arXiv 2411.17501), attempts and verdicts independent.
 *
 * @param p chance that an attempt is right, in [0,1]
 * @param truePositives chance that a right attempt is accepted, in [0,1]
 * @param falsePositives chance that a wrong one is, in [0,1]
 */
public record ImperfectVerifier(double p, double truePositives, double falsePositives) {

    /** Chance that an attempt is accepted: A = p TPR + (1 - p) FPR. */
    public double acceptance() {
        return p * truePositives + (1 - p) * falsePositives;
    }

    /** Share of right ones among the accepted, p TPR / A: no budget lifts accuracy above it. NaN if nothing is accepted. */
    public double ceiling() {
        return p * truePositives / acceptance();
    }

    /** Chance that a right attempt is accepted within K: (p TPR / A)(1 - (1 - A)^K). */
    public double rightWithin(int budget) {
        return ceiling() * acceptedWithin(budget);
    }

    /** Chance that a wrong one is. */
    public double wrongWithin(int budget) {
        return (1 - ceiling()) * acceptedWithin(budget);
    }

    private double acceptedWithin(int budget) {
        return -FastMath.expm1(budget * FastMath.log1p(-acceptance()));
    }

    /** Mean attempts spent at a budget of K: (1 - (1 - A)^K) / A. */
    public double rollouts(int budget) {
        return acceptedWithin(budget) / acceptance();
    }
}
