package dev.plateau.calibrate;

import org.apache.commons.math3.util.FastMath;

/** Gain of one more independent attempt, E[p (1-p)^N], over problems with chances p. */
final class GainCurve {
    private static final long END = 1L << 40;

    private final double[] chances;
    private final double[] weights;

    /**
     * A curve.
     *
     * @param chances p
     * @param weights of each, summing to 1
     */
    GainCurve(double[] chances, double[] weights) {
        this.chances = chances.clone();
        this.weights = weights.clone();
    }

    double gain(long budget) {
        double sum = 0;
        for (int i = 0; i < chances.length; i++) {
            double p = chances[i];
            if (p > 0 && p < 1 && weights[i] > 0) {
                sum += weights[i] * p * FastMath.exp(budget * FastMath.log1p(-p));
            } else if (p >= 1 && budget == 0) {
                sum += weights[i];
            }
        }
        return sum;
    }

    double coverage(long budget) {
        double sum = 0;
        for (int i = 0; i < chances.length; i++) {
            double p = chances[i];
            sum += p >= 1 && budget > 0 ? weights[i] : -weights[i] * FastMath.expm1(budget * FastMath.log1p(-p));
        }
        return sum;
    }

    /** The smallest N from which the gain is at most epsilon; it only falls. */
    long saturation(double epsilon) {
        if (gain(0) <= epsilon) {
            return 0;
        }
        long reached = 0;
        long below = 1;
        while (below < END && gain(below) > epsilon) {
            reached = below;
            below *= 2;
        }
        while (below - reached > 1) {
            long middle = (reached + below) / 2;
            if (gain(middle) > epsilon) {
                reached = middle;
            } else {
                below = middle;
            }
        }
        return below;
    }
}
