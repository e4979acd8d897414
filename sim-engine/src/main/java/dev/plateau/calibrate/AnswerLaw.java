package dev.plateau.calibrate;

import dev.plateau.model.Answers;
import dev.plateau.model.Directions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * How wrong attempts at a problem agree. With chance {@code herding} one gives a typical wrong answer of the problem, else an
 * answer that nobody else gives. Shares of the typical answers are drawn anew for every problem: from a symmetric Dirichlet over
 * {@code count} answers, or, if there is no end of them, by the Chinese-restaurant process. So on some problems the wrong
 * attempts agree and outvote the right answer, and on others they do not.
 *
 * <p>In MODEL sections 3 and 6 a typical wrong answer belongs to a direction: popularity of the directions is that of the
 * answers, a share of 0 makes them equally good, and what is not herded goes to a pool so large that its answers hardly meet.
 *
 * <p>Chance of votes n_1..n_k (Ewens 1972 for the process; Pitman 1995 in general): a^k prod (n_i - 1)! / (a)_n, or
 * a^(k) prod (a/K)_(n_i) / (a)_n with a^(k) counting the K (K-1) .. ways; mixed over which single votes were not herded.
 *
 * @param herding in [0,1]
 * @param count of typical answers, {@link #ENDLESS} if there is no end of them
 * @param concentration a, above 0: small, one answer dominates
 */
public record AnswerLaw(double herding, int count, double concentration) {
    /** No end of typical answers. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    private static final int[] COUNTS = {1, 2, 3, 4, 5, 6, 8, 12, 20};
    private static final int POOL = 1000;
    private static final double LOWEST = 0.02;
    private static final double HIGHEST = 100;
    private static final double CLEARLY = 5;
    private static final int EVALUATIONS = 500;

    /**
     * The likeliest law. An end of the typical answers is assumed only if that makes the votes likelier by a factor of e^5.
     *
     * @param votes on the wrong answers of each problem
     */
    static AnswerLaw fit(List<int[]> votes) {
        List<AnswerLaw> laws = new ArrayList<>();
        int least = votes.stream()
                .mapToInt(
                        v -> (int) java.util.Arrays.stream(v).filter(n -> n > 1).count())
                .max()
                .orElse(0);
        laws.add(fit(votes, ENDLESS));
        for (int count : COUNTS) {
            if (count >= least) {
                laws.add(fit(votes, count));
            }
        }
        AnswerLaw best = laws.get(0);
        double most = best.logLikelihood(votes) + CLEARLY;
        for (AnswerLaw law : laws.subList(1, laws.size())) {
            double likelihood = law.logLikelihood(votes);
            if (likelihood > most) {
                best = law;
                most = likelihood;
            }
        }
        return best;
    }

    /** No two wrong attempts agree. */
    static AnswerLaw alone() {
        return new AnswerLaw(0, ENDLESS, 1);
    }

    /** The likeliest law with so many typical answers. */
    static AnswerLaw fit(List<int[]> votes, int count) {
        AnswerLaw start = of(new double[] {0.8, 0.5}, count);
        double most = Double.NEGATIVE_INFINITY;
        for (double herding : new double[] {0.3, 0.7, 0.95}) {
            for (double concentration : new double[] {0.2, 0.5, 0.8}) {
                AnswerLaw law = of(new double[] {herding, concentration}, count);
                double likelihood = law.logLikelihood(votes);
                if (likelihood > most) {
                    most = likelihood;
                    start = law;
                }
            }
        }
        return start.refit(votes);
    }

    /** The likeliest law with as many typical answers, sought from here. */
    AnswerLaw refit(List<int[]> votes) {
        double[] start = {
            Math.max(0, Math.min(1, herding)), FastMath.log(concentration / LOWEST) / FastMath.log(HIGHEST / LOWEST)
        };
        return of(
                new BOBYQAOptimizer(5, 0.1, 1e-3)
                        .optimize(
                                new MaxEval(EVALUATIONS),
                                GoalType.MAXIMIZE,
                                new ObjectiveFunction(x -> of(x, count).logLikelihood(votes)),
                                new InitialGuess(start),
                                new SimpleBounds(new double[2], new double[] {1, 1}))
                        .getPoint(),
                count);
    }

    /** Whether the concentration lies on a bound of its range. */
    boolean concentrationOnBound() {
        return Bound.holds(FastMath.log(concentration), FastMath.log(LOWEST), FastMath.log(HIGHEST));
    }

    private static AnswerLaw of(double[] unit, int count) {
        return new AnswerLaw(unit[0], count, LOWEST * FastMath.exp(unit[1] * FastMath.log(HIGHEST / LOWEST)));
    }

    double logLikelihood(List<int[]> votes) {
        double sum = 0;
        for (int[] v : votes) {
            sum += logChance(v);
        }
        return sum;
    }

    private double logChance(int[] votes) {
        double[] terms = unherded(votes);
        double sum = 0;
        for (double term : terms) {
            sum += term;
        }
        return FastMath.log(Math.max(sum, 1e-300));
    }

    /** Chance of these votes and of each number of single votes that were not herded. */
    double[] unherded(int[] votes) {
        int singles = 0;
        int total = 0;
        for (int n : votes) {
            singles += n == 1 ? 1 : 0;
            total += n;
        }
        double[] terms = new double[singles + 1];
        double choose = 1;
        for (int alone = 0; alone <= singles; alone++) {
            double log = power(1 - herding, alone)
                    + power(herding, total - alone)
                    + logPartition(votes, votes.length - alone, total - alone);
            terms[alone] = choose * FastMath.exp(log);
            choose *= (double) (singles - alone) / (alone + 1);
        }
        return terms;
    }

    private static double power(double base, int exponent) {
        return exponent == 0 ? 0 : base <= 0 ? Double.NEGATIVE_INFINITY : exponent * FastMath.log(base);
    }

    /** Chance that so many herded votes fall on so many answers as given; answers that are left out have one vote each. */
    private double logPartition(int[] votes, int answers, int total) {
        if (answers > count) {
            return Double.NEGATIVE_INFINITY;
        }
        double log = Gamma.logGamma(concentration) - Gamma.logGamma(concentration + total);
        if (count == ENDLESS) {
            log += answers * FastMath.log(concentration);
            for (int n : votes) {
                log += n > 1 ? Gamma.logGamma(n) : 0;
            }
            return log;
        }
        double each = concentration / count;
        for (int i = 0; i < answers; i++) {
            log += FastMath.log((count - i) * each);
        }
        for (int n : votes) {
            log += n > 1 ? Gamma.logGamma(each + n) - Gamma.logGamma(each + 1) : 0;
        }
        return log;
    }

    /** The same law as a world's directions, to go with {@link #answers}. */
    public Directions directions() {
        return new Directions(
                count == ENDLESS
                        ? new Directions.PitmanYor(concentration, 0)
                        : new Directions.Dirichlet(count, concentration / count),
                0);
    }

    /** The same law as a world's answers. */
    public Answers answers() {
        return new Answers(herding, POOL, 0);
    }
}
