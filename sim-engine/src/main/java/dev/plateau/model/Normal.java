package dev.plateau.model;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/** The standard normal distribution function and its inverse, in plain Java (Commons Math), so the same bits everywhere. */
public final class Normal {
    private static final double SQRT2 = Math.sqrt(2);
    private static final int REACH = 8;
    private static final int PER_UNIT = 64;
    private static final double[] PHI = new double[2 * REACH * PER_UNIT + 1];
    private static final double[] DENSITY = new double[PHI.length];

    static {
        for (int i = 0; i < PHI.length; i++) {
            double x = (double) i / PER_UNIT - REACH;
            PHI[i] = phi(x);
            DENSITY[i] = FastMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) / PER_UNIT;
        }
    }

    private Normal() {}

    /** Phi(x). */
    public static double phi(double x) {
        return 0.5 * Erf.erfc(-x / SQRT2);
    }

    /** Phi(x) to 1e-9, for hot paths: cubic interpolation of a table by values and slopes. */
    static double quickPhi(double x) {
        if (!(x > -REACH)) {
            return 0;
        }
        if (x >= REACH) {
            return 1;
        }
        double place = (x + REACH) * PER_UNIT;
        int i = (int) place;
        double t = place - i;
        double rest = 1 - t;
        return rest * rest * ((1 + 2 * t) * PHI[i] + t * DENSITY[i])
                + t * t * ((1 + 2 * rest) * PHI[i + 1] - rest * DENSITY[i + 1]);
    }

    /** theta = Phi^-1(1 - p): an attempt with latent quality above it is correct with chance p; infinite for p of 0 and 1. */
    public static double threshold(double p) {
        return SQRT2 * Erf.erfcInv(2 * p);
    }
}
