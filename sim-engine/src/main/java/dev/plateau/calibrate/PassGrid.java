package dev.plateau.calibrate;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/**
 * Values of p, the chance that one attempt is right: exactly 0, then cells of equal width in logit p from 1e-10 to 1 - 1e-6,
 * then exactly 1. A distribution of p is an array of {@link #SIZE} weights that sum to 1; inside a cell its density is flat.
 */
final class PassGrid {
    /** Width of a cell in logit p. */
    static final double WIDTH = 0.05;

    private static final double LOWEST = -23;
    private static final double HIGHEST = 14;
    private static final int CELLS = (int) Math.round((HIGHEST - LOWEST) / WIDTH);

    /** Cells and the two ends. */
    static final int SIZE = CELLS + 2;

    private final double[] p = new double[SIZE];
    private final double[] logP = new double[SIZE];
    private final double[] logQ = new double[SIZE];
    private final double[] probit = new double[SIZE];
    private final double[] probitWidth = new double[SIZE];

    PassGrid() {
        p[SIZE - 1] = 1;
        logP[0] = Double.NEGATIVE_INFINITY;
        logQ[SIZE - 1] = Double.NEGATIVE_INFINITY;
        for (int j = 1; j <= CELLS; j++) {
            double x = logit(j);
            logP[j] = logChance(x);
            logQ[j] = logChance(-x);
            p[j] = FastMath.exp(logP[j]);
            probit[j] = probitOf(x);
            probitWidth[j] = probitOf(x + WIDTH / 2) - probitOf(x - WIDTH / 2);
        }
    }

    /** The middle of a cell, 1..SIZE-2. */
    static double logit(int cell) {
        return LOWEST + WIDTH * (cell - 0.5);
    }

    /** ln p of logit x; ln(1-p) of -x. */
    static double logChance(double x) {
        return x > 0 ? -FastMath.log1p(FastMath.exp(-x)) : x - FastMath.log1p(FastMath.exp(x));
    }

    /** Phi^-1(p) of logit p. */
    private static double probitOf(double x) {
        double tail = FastMath.exp(logChance(-Math.abs(x)));
        double z = -Math.sqrt(2) * Erf.erfcInv(2 * tail);
        return x < 0 ? z : -z;
    }

    /** The cell that holds a chance, by its logit; one of the outer cells if it lies beyond. */
    static int cell(double logit) {
        return Math.max(1, Math.min(CELLS, 1 + (int) Math.floor((logit - LOWEST) / WIDTH)));
    }

    double p(int j) {
        return p[j];
    }

    double logP(int j) {
        return logP[j];
    }

    double logQ(int j) {
        return logQ[j];
    }

    /** Phi^-1(p) at the middle of a cell. */
    double probit(int j) {
        return probit[j];
    }

    /** Width of a cell in Phi^-1(p). */
    double probitWidth(int j) {
        return probitWidth[j];
    }

    /** Chance (1-p)^k that k attempts fail, by value of p. */
    double[] fail(double k) {
        double[] fail = new double[SIZE];
        for (int j = 0; j < SIZE - 1; j++) {
            fail[j] = FastMath.exp(k * logQ[j]);
        }
        fail[SIZE - 1] = k == 0 ? 1 : 0;
        return fail;
    }
}
