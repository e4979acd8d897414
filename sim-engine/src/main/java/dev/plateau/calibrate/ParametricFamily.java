package dev.plateau.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.util.FastMath;

/**
 * A distribution of p with few parameters, and perhaps mass at p = 0 and p = 1. Fitted by BOBYQA (Powell 2009) in a unit box,
 * from the best of a coarse grid.
 */
final class ParametricFamily implements DifficultyFamily {
    private static final int EVALUATIONS = 2000;
    private static final double RADIUS = 0.05;
    private static final double PRECISION = 1e-5;
    private static final double MOST_MASS = 0.98;
    private static final double INFLATION_START = 0.1;

    private final Shape shape;
    private final boolean never;
    private final boolean always;

    /**
     * A family.
     *
     * @param shape of the distribution strictly between 0 and 1
     * @param never whether there may be mass at p = 0
     * @param always whether there may be mass at p = 1
     */
    ParametricFamily(Shape shape, boolean never, boolean always) {
        this.shape = shape;
        this.never = never;
        this.always = always;
    }

    @Override
    public String name() {
        String inflation =
                never && always ? "zero-and-one-inflated " : never ? "zero-inflated " : always ? "one-inflated " : "";
        return inflation + shape.title();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(shape.parameters());
        if (never) {
            parameters.add(new Parameter("never", "Share of problems that no attempt solves (p = 0)."));
        }
        if (always) {
            parameters.add(new Parameter("always", "Share of problems that every attempt solves (p = 1)."));
        }
        return parameters;
    }

    @Override
    public Member fit(CountRows rows, double[] times) {
        double[] best = new double[0];
        double most = Double.NEGATIVE_INFINITY;
        for (double[] core : shape.starts()) {
            double[] start = Arrays.copyOf(core, size());
            Arrays.fill(start, core.length, start.length, INFLATION_START);
            double value = objective(rows, times, start);
            if (value > most) {
                most = value;
                best = start;
            }
        }
        return climb(rows, times, best);
    }

    @Override
    public Member refit(CountRows rows, double[] times, Member start) {
        return climb(rows, times, start.at());
    }

    @Override
    public DifficultyFamily unbiased() {
        Shape other = shape.unbiased();
        return other == shape ? this : new ParametricFamily(other, never, always);
    }

    /** The same family where the counts speak alone. */
    ParametricFamily alone() {
        return new ParametricFamily(shape.alone(), never, always);
    }

    /**
     * Whether counts tell a parameter: their likelihood ends its interval where the range does not, and if something is expected of
     * the parameter beforehand, more narrowly than that does.
     */
    boolean identifies(int parameter, LikelihoodProfile.Range range) {
        if (parameter >= shape.parameters().size()) {
            return !range.openAbove();
        }
        return !range.openBelow()
                && !range.openAbove()
                && FastMath.log(range.high() / range.low()) < shape.expectedWidth(parameter);
    }

    private int size() {
        return shape.parameters().size() + (never ? 1 : 0) + (always ? 1 : 0);
    }

    private Member climb(CountRows rows, double[] times, double[] start) {
        int size = size();
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        double[] inside =
                Arrays.stream(start).map(x -> Math.max(0, Math.min(1, x))).toArray();
        double[] best = inside;
        try {
            best = new BOBYQAOptimizer(2 * size + 1, RADIUS, PRECISION)
                    .optimize(
                            new MaxEval(EVALUATIONS),
                            GoalType.MAXIMIZE,
                            new ObjectiveFunction(x -> objective(rows, times, x)),
                            new InitialGuess(inside),
                            new SimpleBounds(new double[size], ones))
                    .getPoint();
        } catch (TooManyEvaluationsException e) {
            throw new IllegalStateException("the fit of " + name() + " did not settle", e);
        }
        return member(rows.grid(), best);
    }

    double objective(CountRows rows, double[] times, double[] unit) {
        return rows.logLikelihood(times, weights(rows.grid(), unit)) + shape.logPrior(shape.values(unit));
    }

    Member member(PassGrid grid, double[] unit) {
        double[] values = Arrays.copyOf(shape.values(unit), size());
        int at = shape.parameters().size();
        double zero = never ? MOST_MASS * unit[at] : 0;
        if (never) {
            values[at] = zero;
        }
        if (always) {
            values[size() - 1] = (1 - zero) * MOST_MASS * unit[size() - 1];
        }
        return new Member(unit, values, weights(grid, unit));
    }

    private double[] weights(PassGrid grid, double[] unit) {
        double[] weights = new double[PassGrid.SIZE];
        shape.fill(grid, shape.values(unit), weights);
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        int at = shape.parameters().size();
        double zero = never ? MOST_MASS * unit[at] : 0;
        double one = always ? (1 - zero) * MOST_MASS * unit[size() - 1] : 0;
        double rest = (1 - zero - one) / sum;
        for (int j = 0; j < weights.length; j++) {
            weights[j] *= rest;
        }
        weights[0] = zero;
        weights[PassGrid.SIZE - 1] = one;
        return weights;
    }

    /** What a distribution looks like strictly between 0 and 1. */
    interface Shape {
        String title();

        List<Parameter> parameters();

        /** Points of the unit box to start from. */
        List<double[]> starts();

        /** The parameters at a point of the unit box; further coordinates are ignored. */
        double[] values(double[] unit);

        /** What is known of the parameters beforehand, as a log-density up to a constant; 0 if nothing. */
        double logPrior(double[] values);

        /** Width of the middle 95 % of what is expected of the logarithm of a parameter; infinite if nothing is. */
        default double expectedWidth(int parameter) {
            return Double.POSITIVE_INFINITY;
        }

        /** The same shape where nothing is expected; itself if nothing is anyway. */
        default Shape alone() {
            return this;
        }

        /** The same shape where hardly anything is expected; itself if nothing is anyway. */
        default Shape unbiased() {
            return this;
        }

        /** Puts the mass of every cell, up to a factor. */
        void fill(PassGrid grid, double[] values, double[] weights);
    }

    /** A point of a scale that is linear in the logarithm. */
    static double between(double low, double high, double unit) {
        return low * FastMath.exp(unit * FastMath.log(high / low));
    }

    /** Points of a square grid inside the unit box. */
    static List<double[]> lattice(int steps) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j < steps; j++) {
                points.add(new double[] {(i + 0.5) / steps, (j + 0.5) / steps});
            }
        }
        return points;
    }
}
