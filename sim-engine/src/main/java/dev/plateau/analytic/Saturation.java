package dev.plateau.analytic;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/** Saturation of any curve, simulated or measured (MODEL section 11). */
public final class Saturation {

    private Saturation() {}

    /**
     * The smallest budget from which the gain per added rollout stays below epsilon.
     *
     * <p>The gain between neighbouring budgets stands for that at their midpoint. After the last gain of at least epsilon
     * the crossing is interpolated (the logarithm of the gain linearly in the budget, as in TTSPM, where the gains are
     * positive, else the gain itself); the forward gain of N belongs to N + 1/2, so the answer is the ceiling of the
     * crossing minus 1/2. On a curve known at every budget this is the definition itself.
     *
     * <ul>
     *   <li>The first budget if no gain reaches epsilon.
     *   <li>NaN if the last gain does: the curve does not saturate within the budgets, or there is only one.
     * </ul>
     *
     * @param budgets ascending
     * @param values accuracy at each
     * @param epsilon gain per rollout, above 0
     */
    public static double budget(List<Integer> budgets, double[] values, double epsilon) {
        int last = -1;
        for (int i = 0; i + 1 < values.length; i++) {
            if (gain(budgets, values, i) >= epsilon) {
                last = i;
            }
        }
        if (last == values.length - 2) {
            return Double.NaN;
        }
        if (last < 0) {
            return budgets.get(0);
        }
        double before = gain(budgets, values, last);
        double after = gain(budgets, values, last + 1);
        double from = middle(budgets, last);
        double to = middle(budgets, last + 1);
        double part = after > 0
                ? FastMath.log(before / epsilon) / FastMath.log(before / after)
                : (before - epsilon) / (before - after);
        double crossing = from + part * (to - from);
        // The tolerance keeps a crossing that lies on a whole budget up to rounding errors there.
        return Math.max(budgets.get(last) + 1.0, Math.ceil(crossing - 0.5 - 1e-9));
    }

    private static double gain(List<Integer> budgets, double[] values, int i) {
        return (values[i + 1] - values[i]) / (budgets.get(i + 1) - budgets.get(i));
    }

    private static double middle(List<Integer> budgets, int i) {
        return (budgets.get(i) + budgets.get(i + 1)) / 2.0;
    }
}
