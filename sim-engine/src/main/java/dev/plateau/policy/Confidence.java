package dev.plateau.policy;

/**
 * How sure a verifier is of what it says. A score R, read as a chance of success, leaves the outcome the variance R(1-R), out
 * of the 1/4 that a coin leaves. The share that it resolves is 1 - 4R(1-R) = (2R-1)^2: 0 at R = 1/2, 1 at R = 0 and R = 1, the
 * same for R and 1 - R. It is the Brier skill that the score claims over a coin.
 *
 * <p>Counted in bits, 1 - h2(R) with the binary entropy h2, it would be 0.72 to 1 times that (Pinsker's inequality below,
 * h2(R) >= 4R(1-R) above), and the logarithms would cost the search half its speed.
 *
 * <p>Evidence about a prefix is the sum over its scored steps: how firmly and for how long the verifier has held an opinion.
 * Scores along a path are not independent (the last score of a calibrated verifier alone says all that it knows), so the sum
 * is not information in the strict sense, but more.
 */
public final class Confidence {

    private Confidence() {}

    /**
     * Confidence of one score.
     *
     * @param score R; what is below 0 counts as 0, above 1 as 1
     * @return (2R-1)^2 in [0,1]
     */
    public static double of(double score) {
        double opinion = 2 * Math.max(0, Math.min(1, score)) - 1;
        return opinion * opinion;
    }
}
