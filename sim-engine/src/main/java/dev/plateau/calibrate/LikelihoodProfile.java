package dev.plateau.calibrate;

import dev.plateau.calibrate.DifficultyFamily.Member;
import java.util.Arrays;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * Intervals of the parameters of a family by the profile of the likelihood of the counts, nothing else: all values at which the
 * likelihood, with the other parameters as suits it best, is less than half of the 0.95 quantile of chi-square with one degree of
 * freedom below its largest (in logarithms; Venzon and Moolgavkar 1988). An interval that reaches the end of the range that is
 * searched is open there.
 */
final class LikelihoodProfile {
    /** Half of the 0.95 quantile of chi-square with one degree of freedom. */
    private static final double DROP = 3.841458820694124 / 2;

    private static final int EVALUATIONS = 2000;
    private static final int HALVINGS = 12;
    private static final double RADIUS = 0.02;
    private static final double PRECISION = 1e-4;

    private final ParametricFamily family;
    private final CountRows rows;
    private final double[] times;
    private final double[] top;
    private final double most;

    /**
     * An interval.
     *
     * @param low end
     * @param high end
     * @param openBelow whether the likelihood does not end it below, but the range that is searched does
     * @param openAbove the same above
     */
    record Range(double low, double high, boolean openBelow, boolean openAbove) {}

    /**
     * Finds where the likelihood is largest.
     *
     * @param family as fitted; what it expects beforehand is left out here
     * @param rows likelihoods of the distinct counts
     * @param times how often each occurs
     * @param start a member that fits them
     */
    LikelihoodProfile(ParametricFamily family, CountRows rows, double[] times, Member start) {
        this.family = family.alone();
        this.rows = rows;
        this.times = times;
        Member near = this.family.refit(rows, times, start);
        Member anew = this.family.fit(rows, times);
        top = logLikelihood(near.at()) >= logLikelihood(anew.at()) ? near.at() : anew.at();
        most = logLikelihood(top);
    }

    private double logLikelihood(double[] unit) {
        return family.objective(rows, times, unit);
    }

    Range range(int parameter) {
        double[] low = end(parameter, 0);
        double[] high = end(parameter, 1);
        return new Range(
                family.member(rows.grid(), low).values()[parameter],
                family.member(rows.grid(), high).values()[parameter],
                low[parameter] == 0,
                high[parameter] == 1);
    }

    /** The place, in the unit box, of the end of an interval towards a bound. */
    private double[] end(int parameter, double bound) {
        double[] inside = top;
        double[] last = best(parameter, bound, inside);
        if (most - logLikelihood(last) <= DROP) {
            return last;
        }
        double out = bound;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double[] middle = best(parameter, (inside[parameter] + out) / 2, inside);
            if (most - logLikelihood(middle) <= DROP) {
                inside = middle;
            } else {
                out = middle[parameter];
            }
        }
        return inside;
    }

    /** Where the likelihood is largest with one coordinate held. */
    private double[] best(int parameter, double at, double[] start) {
        double[] others = without(start, parameter);
        MultivariateFunction held = x -> logLikelihood(with(x, parameter, at));
        if (others.length == 1) {
            double found = new BrentOptimizer(PRECISION, PRECISION)
                    .optimize(
                            new MaxEval(EVALUATIONS),
                            GoalType.MAXIMIZE,
                            new UnivariateObjectiveFunction(x -> held.value(new double[] {x})),
                            new SearchInterval(0, 1, others[0]))
                    .getPoint();
            return with(new double[] {found}, parameter, at);
        }
        double[] ones = new double[others.length];
        Arrays.fill(ones, 1);
        double[] found = new BOBYQAOptimizer(2 * others.length + 1, RADIUS, PRECISION)
                .optimize(
                        new MaxEval(EVALUATIONS),
                        GoalType.MAXIMIZE,
                        new ObjectiveFunction(held),
                        new InitialGuess(others),
                        new SimpleBounds(new double[others.length], ones))
                .getPoint();
        return with(found, parameter, at);
    }

    private static double[] without(double[] unit, int parameter) {
        double[] others = new double[unit.length - 1];
        System.arraycopy(unit, 0, others, 0, parameter);
        System.arraycopy(unit, parameter + 1, others, parameter, others.length - parameter);
        return others;
    }

    private static double[] with(double[] others, int parameter, double at) {
        double[] unit = new double[others.length + 1];
        System.arraycopy(others, 0, unit, 0, parameter);
        unit[parameter] = at;
        System.arraycopy(others, parameter, unit, parameter + 1, others.length - parameter);
        return unit;
    }
}
