package dev.plateau.analytic;

import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.math3.util.FastMath;

/**
 * Coverage as an exponentiated power law (Brown et al. 2024, arXiv 2407.21787): c(k) = exp(a k^b).
 *
 * @param a below 0 where coverage is below 1
 * @param b below 0 where it rises
 */
public record PowerLaw(double a, double b) {

    /** c(k). */
    public double coverage(double budget) {
        return FastMath.exp(a * FastMath.pow(budget, b));
    }

    /**
     * Least squares of ln(-ln c) on ln k, a straight line; points with coverage of 0 or 1 have none and are left out. NaN with
     * fewer than two others.
     *
     * @param budgets at least 1
     * @param values coverage at each
     */
    public static PowerLaw fit(List<Integer> budgets, double[] values) {
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0 && values[i] < 1) {
                line.addData(FastMath.log(budgets.get(i)), FastMath.log(-FastMath.log(values[i])));
            }
        }
        return new PowerLaw(-FastMath.exp(line.getIntercept()), line.getSlope());
    }
}
