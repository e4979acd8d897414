package dev.plateau.analytic;

import java.util.List;
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
        double best = 0;
        double bestLoss = Double.POSITIVE_INFINITY;
        int cells = 400;
        double lowest = FastMath.log(1e-7);
        for (int cell = 0; cell <= cells; cell++) {
            double logP = lowest * (1 - (double) cell / cells);
            double loss = loss(budgets, values, logP);
            if (loss < bestLoss) {
                bestLoss = loss;
                best = logP;
            }
        }
        double step = -lowest / cells;
        double refined = new BrentOptimizer(1e-12, 1e-12)
                .optimize(
                        new MaxEval(1000),
                        GoalType.MINIMIZE,
                        new UnivariateObjectiveFunction(logP -> loss(budgets, values, logP)),
                        new SearchInterval(Math.max(lowest, best - step), Math.min(0, best + step), best))
                .getPoint();
        double px = FastMath.exp(refined);
        return new Ttspm(ceiling(budgets, values, px), px);
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

    private static double loss(List<Integer> budgets, double[] values, double logP) {
        double px = FastMath.exp(logP);
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
