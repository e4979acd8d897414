package dev.plateau.analytic;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.util.FastMath;

/** Means over a standard normal Z by composite Gauss-Legendre quadrature: panels of half a unit with 20 nodes each. */
final class NormalMean {
    private static final int NODES = 20;
    private static final double PANEL = 0.5;
    /** Beyond it less than 1e-18 is left. */
    private static final double REACH = 9;

    private NormalMean() {}

    /** E[f(Z)]. */
    static double of(DoubleUnaryOperator f) {
        return below(REACH, f);
    }

    /** E[f(Z); Z < end]. */
    static double below(double end, DoubleUnaryOperator f) {
        double sum = 0;
        GaussIntegratorFactory rules = new GaussIntegratorFactory();
        for (double from = -REACH; from < Math.min(end, REACH); from += PANEL) {
            sum += rules.legendre(NODES, from, Math.min(Math.min(end, REACH), from + PANEL))
                    .integrate(z -> f.applyAsDouble(z) * FastMath.exp(-z * z / 2) / FastMath.sqrt(2 * FastMath.PI));
        }
        return sum;
    }

    /** Points and weights of the same quadrature, new arrays. */
    static Nodes nodes() {
        int panels = (int) Math.round(2 * REACH / PANEL);
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES, 0, PANEL);
        double[] points = new double[panels * NODES];
        double[] weights = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            int panel = i / NODES;
            double z = -REACH + panel * PANEL + rule.getPoint(i % NODES);
            points[i] = z;
            weights[i] = rule.getWeight(i % NODES) * FastMath.exp(-z * z / 2) / FastMath.sqrt(2 * FastMath.PI);
        }
        return new Nodes(points, weights);
    }

    /** The mean of f is the sum of f at each point times its weight. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Nodes(double[] points, double[] weights) {}
}
