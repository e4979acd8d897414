package dev.plateau.analytic;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.util.FastMath;

/**
 * The test-time scaling performance model (TTSPM, Wang J. et al. 2025, arXiv 2505.20522): F(N) = F_max (1 - (1 - p_x)^N).
 *
 * @param fMax ceiling, in [0,1]
 * @param px chance of success per attempt or per rethinking round, in [0,1]
 */
public record Ttspm(double fMax, double px) {
    private static final int MOST_STEPS = 10_000;
    private static final double SETTLED = 1e-10;
    private static final double TINY = 1e-12;
    private static final int HALVINGS = 50;

    /** F(N) for N at least 0. */
    public double accuracy(double budget) {
        return fMax * -FastMath.expm1(budget * FastMath.log1p(-px));
    }

    /** Gain of one more: F(N+1) - F(N) = F_max p_x (1 - p_x)^N. */
    public double gain(double budget) {
        return fMax * px * FastMath.exp(budget * FastMath.log1p(-px));
    }

    /**
     * Saturation budget N* = ceil(ln(epsilon / (F_max p_x)) / ln(1 - p_x)): the smallest N from which one more brings less
     * than, or just, epsilon (forward difference; the backward one is one larger); 0 if epsilon is at least F_max p_x.
     *
     * @param epsilon above 0
     */
    public long saturationBudget(double epsilon) {
        double first = fMax * px;
        if (!(epsilon < first)) {
            return 0;
        }
        return px == 1 ? 1 : (long) Math.ceil(FastMath.log(epsilon / first) / FastMath.log1p(-px));
    }

    /**
     * Least-squares fit to a curve. For given p_x the best F_max is linear regression through the origin, cut to [0,1]; p_x
     * is searched on a grid of its logarithm and refined by Brent's method.
     *
     * @param budgets n at least 1
     * @param values accuracy at each budget
     */
    public static Ttspm fit(List<Integer> budgets, double[] values) {
        double px = search(p -> loss(budgets, values, p));
        return new Ttspm(ceiling(budgets, values, px), px);
    }

    /**
     * Likelihood fit to a curve: at each budget the same number of problems comes out right or wrong with the chances F(N) and
     * 1 - F(N). Budgets count as if they were independent (a composite likelihood): the estimate holds, and its curvature is no
     * measure of its error.
     *
     * @param budgets n at least 1
     * @param values accuracy at each budget
     */
    public static Ttspm likeliest(List<Integer> budgets, double[] values) {
        double px = search(p -> -logLikelihood(budgets, values, new Ttspm(likeliestCeiling(budgets, values, p), p)));
        return new Ttspm(likeliestCeiling(budgets, values, px), px);
    }

    private static double logLikelihood(List<Integer> budgets, double[] values, Ttspm model) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double f = model.accuracy(budgets.get(i));
            sum += values[i] * FastMath.log(Math.max(f, TINY)) + (1 - values[i]) * FastMath.log(Math.max(1 - f, TINY));
        }
        return sum;
    }

    /** The F_max at which the slope of the likelihood, which only falls, is 0; cut to [0,1]. */
    private static double likeliestCeiling(List<Integer> budgets, double[] values, double px) {
        double[] shape =
                budgets.stream().mapToDouble(new Ttspm(1, px)::accuracy).toArray();
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double f = (low + high) / 2;
            double slope = 0;
            for (int i = 0; i < shape.length; i++) {
                slope += values[i] / f - (1 - values[i]) * shape[i] / Math.max(1 - f * shape[i], TINY);
            }
            if (slope > 0) {
                low = f;
            } else {
                high = f;
            }
        }
        return (low + high) / 2;
    }

    /** The p_x of the smallest loss. */
    private static double search(DoubleUnaryOperator loss) {
        double best = 0;
        double bestLoss = Double.POSITIVE_INFINITY;
        int cells = 400;
        double lowest = FastMath.log(1e-7);
        for (int cell = 0; cell <= cells; cell++) {
            double logP = lowest * (1 - (double) cell / cells);
            double own = loss.applyAsDouble(FastMath.exp(logP));
            if (own < bestLoss) {
                bestLoss = own;
                best = logP;
            }
        }
        double step = -lowest / cells;
        return FastMath.exp(new BrentOptimizer(1e-12, 1e-12)
                .optimize(
                        new MaxEval(1000),
                        GoalType.MINIMIZE,
                        new UnivariateObjectiveFunction(logP -> loss.applyAsDouble(FastMath.exp(logP))),
                        new SearchInterval(Math.max(lowest, best - step), Math.min(0, best + step), best))
                .getPoint());
    }

    /**
     * Maximum likelihood from counts: a problem is solved never, with chance 1 - F_max, or by each attempt with chance p_x. By
     * expectation maximisation.
     *
     * @param samples attempts at each problem, at least 1
     * @param correct right ones among them
     * @param times how often each pair occurs, at least 0
     */
    public static Ttspm ofCounts(int[] samples, int[] correct, double[] times) {
        double problems = 0;
        double attempts = 0;
        double right = 0;
        double solved = 0;
        for (int i = 0; i < times.length; i++) {
            problems += times[i];
            attempts += times[i] * samples[i];
            right += times[i] * correct[i];
            solved += correct[i] > 0 ? times[i] : 0;
        }
        // From below 1: at 1 the expectation would leave nothing to the problems that are never solved.
        Ttspm fit = new Ttspm((1 + solved / problems) / 2, right / attempts);
        for (int step = 0; step < MOST_STEPS; step++) {
            double solvable = 0;
            double tried = 0;
            for (int i = 0; i < times.length; i++) {
                double fail = fit.fMax * FastMath.exp(samples[i] * FastMath.log1p(-fit.px));
                double share = correct[i] > 0 ? 1 : fit.px == 1 ? 0 : fail / (1 - fit.fMax + fail);
                solvable += times[i] * share;
                tried += times[i] * samples[i] * share;
            }
            Ttspm next = tried == 0 ? new Ttspm(0, 0) : new Ttspm(solvable / problems, Math.min(1, right / tried));
            if (Math.abs(next.fMax - fit.fMax) < SETTLED && Math.abs(next.px - fit.px) < SETTLED * fit.px) {
                return next;
            }
            fit = next;
        }
        return fit;
    }

    private static double loss(List<Integer> budgets, double[] values, double px) {
        Ttspm model = new Ttspm(ceiling(budgets, values, px), px);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double residual = values[i] - model.accuracy(budgets.get(i));
            sum += residual * residual;
        }
        return sum;
    }

    private static double ceiling(List<Integer> budgets, double[] values, double px) {
        Ttspm unit = new Ttspm(1, px);
        double product = 0;
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            double shape = unit.accuracy(budgets.get(i));
            product += shape * values[i];
            square += shape * shape;
        }
        return square == 0 ? 0 : Math.max(0, Math.min(1, product / square));
    }
}
