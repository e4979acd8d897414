package dev.plateau.analytic;

import java.util.List;

/** Saturation of any curve, simulated or measured (MODEL section 11). */
public final class Saturation {
    private static final double EXACT = 1e-12;

    private Saturation() {}

    /**
     * The smallest budget N from which the gain of one more, F(N+1) - F(N), stays below epsilon. Between the known budgets F
     * is a monotone cubic in ln N ({@link LogCurve}); on a curve known at every budget this is the definition itself.
     *
     * <ul>
     *   <li>The first budget if no gain reaches epsilon.
     *   <li>NaN if the gain at the end does: the curve does not saturate within the budgets, or there is only one.
     * </ul>
     *
     * @param budgets ascending
     * @param values accuracy at each
     * @param epsilon gain per unit of budget, above 0
     */
    public static double budget(List<Integer> budgets, double[] values, double epsilon) {
        if (values.length < 2) {
            return Double.NaN;
        }
        LogCurve curve = new LogCurve(budgets, values);
        // A gain that differs from epsilon by a rounding error counts as below.
        double threshold = epsilon + EXACT;
        for (int i = values.length - 2; i >= 0; i--) {
            int from = budgets.get(i);
            int to = budgets.get(i + 1);
            if (curve.gain(to - 1) >= threshold) {
                return i == values.length - 2 ? Double.NaN : to;
            }
            if (curve.gain(from) >= threshold) {
                return crossing(curve, from, to - 1, threshold);
            }
        }
        return budgets.get(0);
    }

    /** Smallest N in (from, to] with a gain below the threshold, by bisection: reached at from, not at to. */
    private static double crossing(LogCurve curve, int from, int to, double threshold) {
        int reached = from;
        int below = to;
        while (below - reached > 1) {
            int middle = reached + (below - reached) / 2;
            if (curve.gain(middle) >= threshold) {
                reached = middle;
            } else {
                below = middle;
            }
        }
        return below;
    }
}
