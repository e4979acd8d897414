package dev.plateau.calibrate;

import org.apache.commons.math3.util.FastMath;

/**
 * How predictions pass from a fit that holds near the samples to one that holds far beyond: as if they changed from one to the other
 * at a budget that is uniform in its logarithm from twice to eight times the samples, and never fell when they do. So coverage at k
 * is the mean over that budget u of near(k) if k is below u and else of the larger of far(k) and near(u). If both curves rise, each
 * of these paths does, hence so does their mean; where far is not below near, it is that of both weighted by {@link #reach}.
 *
 * <p>The range is cut into cells. After a change a path keeps to the larger of both curves until its cell ends, and from there on does
 * not fall below near at that end; so it rises for any number of cells.
 */
final class Handover {
    private static final double NEAR = 2;
    private static final double FAR = 8;
    private static final int CELLS = 16;

    private final int samples;

    /**
     * For problems with so many samples.
     *
     * @param samples at least 1
     */
    Handover(int samples) {
        this.samples = samples;
    }

    /** The chance that the change comes before a budget: 0 up to twice the samples, 1 from eight times on. */
    double reach(double budget) {
        double reach = StrictMath.log(budget / samples / NEAR) / StrictMath.log(FAR / NEAR);
        return Math.max(0, Math.min(1, reach));
    }

    /** The ends of the cells, as budgets. */
    double[] ends() {
        double[] ends = new double[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            ends[cell] = samples * NEAR * FastMath.exp((cell + 1.0) / CELLS * FastMath.log(FAR / NEAR));
        }
        return ends;
    }

    /**
     * Coverage at a budget.
     *
     * @param budget of attempts
     * @param near curve at the budget
     * @param far curve at the budget
     * @param nearAtEnds near curve at the ends of the cells
     */
    double coverage(double budget, double near, double far, double[] nearAtEnds) {
        double reach = reach(budget);
        double coverage = (1 - reach) * near;
        for (int cell = 0; cell < CELLS && reach * CELLS > cell; cell++) {
            double part = Math.min(1, reach * CELLS - cell);
            coverage += part / CELLS * Math.max(far, part < 1 ? near : nearAtEnds[cell]);
        }
        return coverage;
    }
}
