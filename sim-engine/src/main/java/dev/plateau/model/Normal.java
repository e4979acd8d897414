package dev.plateau.model;

import org.apache.commons.math3.special.Erf;

/** The standard normal distribution function and its inverse, in plain Java (Commons Math), so the same bits everywhere. */
public final class Normal {
    private static final double SQRT2 = Math.sqrt(2);

    private Normal() {}

    /** Phi(x). */
    public static double phi(double x) {
        return 0.5 * Erf.erfc(-x / SQRT2);
    }

    /** theta = Phi^-1(1 - p): an attempt with latent quality above it is correct with chance p; infinite for p of 0 and 1. */
    public static double threshold(double p) {
        return SQRT2 * Erf.erfcInv(2 * p);
    }
}
