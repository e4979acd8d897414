package dev.plateau.analytic;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * A curve over budgets, interpolated by a piecewise cubic in ln N that is monotone wherever its points are: slopes are
 * weighted harmonic means of the neighbouring secants (Fritsch and Butland 1984; "PCHIP"), and at the ends those of a
 * parabola through three points, cut so as not to overshoot.
 */
final class LogCurve {
    private final double[] x;
    private final double[] y;
    private final double[] slope;

    /**
     * The curve through some points.
     *
     * @param budgets ascending, at least two
     * @param values at each
     */
    LogCurve(List<Integer> budgets, double[] values) {
        int n = values.length;
        x = new double[n];
        y = values.clone();
        slope = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = FastMath.log(budgets.get(i));
        }
        if (n == 2) {
            slope[0] = secant(0);
            slope[1] = slope[0];
            return;
        }
        for (int i = 1; i < n - 1; i++) {
            double before = secant(i - 1);
            double after = secant(i);
            if (before * after > 0) {
                double left = 2 * width(i) + width(i - 1);
                double right = width(i) + 2 * width(i - 1);
                slope[i] = (left + right) / (left / before + right / after);
            }
        }
        slope[0] = end(width(0), width(1), secant(0), secant(1));
        slope[n - 1] = end(width(n - 2), width(n - 3), secant(n - 2), secant(n - 3));
    }

    private double width(int i) {
        return x[i + 1] - x[i];
    }

    private double secant(int i) {
        return (y[i + 1] - y[i]) / width(i);
    }

    private static double end(double near, double far, double secant, double next) {
        double parabola = ((2 * near + far) * secant - near * next) / (near + far);
        if (parabola * secant <= 0) {
            return 0;
        }
        return secant * next <= 0 && Math.abs(parabola) > 3 * Math.abs(secant) ? 3 * secant : parabola;
    }

    /** F(N + 1) - F(N), for both within the known budgets. */
    double gain(int budget) {
        return at(budget + 1) - at(budget);
    }

    private double at(int budget) {
        double logN = FastMath.log(budget);
        int i = java.util.Arrays.binarySearch(x, logN);
        if (i >= 0) {
            return y[i];
        }
        i = Math.max(0, Math.min(x.length - 2, -i - 2));
        double h = width(i);
        double t = (logN - x[i]) / h;
        double s = 1 - t;
        return (1 + 2 * t) * s * s * y[i]
                + t * s * s * h * slope[i]
                + t * t * (3 - 2 * t) * y[i + 1]
                - t * t * s * h * slope[i + 1];
    }
}
