package dev.plateau.calibrate;

import dev.plateau.calibrate.SampledProblem.Attempt;
import dev.plateau.model.Verifier;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.util.FastMath;

/**
 * What a verifier says of finished attempts (MODEL section 4). The logit of the score of an attempt is
 * bias + slope 1.702 Phi^-1(p) + or - outcome + e_problem + e_answer + e_attempt: p is the chance of the problem, plus stands for
 * right attempts; the errors are normal, and attempts with the same answer share e_answer.
 *
 * <p>A world has no error of its own for a problem: it moves all attempts alike and changes no choice among them. Its error of a
 * direction is that of an answer here.
 *
 * @param bias mean logit, at p = 1/2, half-way between right and wrong
 * @param slope how it follows the difficulty of the problem, which active prefixes share
 * @param outcome half of what a right attempt scores above a wrong one at the same problem
 * @param problemSd standard deviation of the error of a problem, at least 0
 * @param answerSd of an answer, at least 0
 * @param attemptSd of an attempt, above 0
 */
public record ScoreLaw(double bias, double slope, double outcome, double problemSd, double answerSd, double attemptSd) {
    /** Probit of p = 1, as a verifier sees it. */
    static final double CLEAR = 40;

    private static final double PROBIT = 1.702;
    private static final double FLATTEST = 1e-3;
    private static final int EVALUATIONS = 4000;
    private static final double FINE = 1e-5;
    /** Enough for a bootstrap replicate: a hundredth of its scale. */
    private static final double COARSE = 5e-3;

    private static final double HALF_LOG_TWO_PI = 0.5 * FastMath.log(2 * FastMath.PI);

    /**
     * Which probits of p a problem may have.
     *
     * @param values probits
     * @param weights of them, summing to 1
     */
    @SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
    record Probits(double[] values, double[] weights) {}

    /**
     * Sums of the scores of one answer.
     *
     * @param n attempts
     * @param mean of their scores
     * @param squares sum of squared deviations from it
     * @param right whether it is the right one
     */
    private record Group(int n, double mean, double squares, boolean right) {}

    /** Scores of a problem, by answer, with the probits it may have. */
    static final class Scored {
        private final List<Group> groups;
        private final Probits probits;

        Scored(SampledProblem problem, Probits probits) {
            this.probits = probits;
            int[] votes = problem.votes();
            this.groups = new java.util.ArrayList<>();
            for (int answer = 0; answer < votes.length; answer++) {
                if (votes[answer] > 0) {
                    int wanted = answer;
                    double[] scores = problem.attempts().stream()
                            .filter(attempt -> attempt.answer() == wanted)
                            .mapToDouble(Attempt::score)
                            .toArray();
                    double mean = java.util.Arrays.stream(scores).average().orElseThrow();
                    double squares = 0;
                    for (double score : scores) {
                        squares += (score - mean) * (score - mean);
                    }
                    groups.add(new Group(scores.length, mean, squares, answer == SampledProblem.RIGHT));
                }
            }
        }
    }

    /** The likeliest law. */
    static ScoreLaw fit(List<Scored> problems) {
        double[] means = problems.stream()
                .flatMap(problem -> problem.groups.stream())
                .mapToDouble(Group::mean)
                .toArray();
        double mean = Arrays.stream(means).average().orElseThrow();
        double spread = FLATTEST
                + Math.sqrt(Arrays.stream(means)
                        .map(x -> (x - mean) * (x - mean))
                        .average()
                        .orElseThrow());
        return new ScoreLaw(mean, 0.3, 0.5 * spread, 0.5 * spread, 0.5 * spread, 0.5 * spread).climb(problems, FINE);
    }

    /** The likeliest law, sought from here. */
    ScoreLaw refit(List<Scored> problems) {
        return climb(problems, COARSE);
    }

    /** Whether a standard deviation is as good as 0, its lower bound. */
    boolean flat(double sd) {
        return sd <= 2 * FLATTEST * (FLATTEST + Math.abs(outcome) + problemSd + answerSd + attemptSd);
    }

    private ScoreLaw climb(List<Scored> problems, double precision) {
        double scale = FLATTEST + Math.abs(outcome) + problemSd + answerSd + attemptSd;
        double[] start = {
            bias / scale, slope / scale, outcome / scale, problemSd / scale, answerSd / scale, attemptSd / scale
        };
        double[] low = {start[0] - 20, -20, -20, 0, 0, FLATTEST};
        double[] high = {start[0] + 20, 20, 20, 20, 20, 20};
        Arrays.setAll(start, i -> Math.max(low[i], Math.min(high[i], start[i])));
        double[] best = new BOBYQAOptimizer(13, 0.1, precision)
                .optimize(
                        new MaxEval(EVALUATIONS),
                        GoalType.MAXIMIZE,
                        new ObjectiveFunction(x -> of(x, scale).logLikelihood(problems)),
                        new InitialGuess(start),
                        new SimpleBounds(low, high))
                .getPoint();
        return of(best, scale);
    }

    private static ScoreLaw of(double[] x, double scale) {
        return new ScoreLaw(
                scale * x[0], scale * x[1], scale * x[2], scale * x[3], scale * x[4], scale * Math.max(FLATTEST, x[5]));
    }

    double logLikelihood(List<Scored> problems) {
        double sum = 0;
        for (Scored problem : problems) {
            sum += logChance(problem);
        }
        return sum;
    }

    /** Mean logit of an attempt at a problem with this probit of p, before errors. */
    double mean(double probit, boolean right) {
        return bias + slope * PROBIT * probit + (right ? outcome : -outcome);
    }

    private double logChance(Scored problem) {
        double sum = 0;
        double top = Double.NEGATIVE_INFINITY;
        double[] logs = new double[problem.probits.values().length];
        for (int k = 0; k < logs.length; k++) {
            logs[k] = logChance(problem.groups, problem.probits.values()[k]);
            top = Math.max(top, logs[k]);
        }
        for (int k = 0; k < logs.length; k++) {
            sum += problem.probits.weights()[k] * FastMath.exp(logs[k] - top);
        }
        return top + FastMath.log(Math.max(sum, 1e-300));
    }

    private double logChance(List<Group> groups, double probit) {
        double own = attemptSd * attemptSd;
        double shared = answerSd * answerSd;
        double log = 0;
        double precision = 0;
        double weighted = 0;
        double squared = 0;
        for (Group group : groups) {
            double variance = shared + own / group.n();
            double off = group.mean() - mean(probit, group.right());
            // The deviations inside an answer, then its mean given the error of the problem.
            log -= (group.n() - 1) * (HALF_LOG_TWO_PI + FastMath.log(attemptSd))
                    + 0.5 * FastMath.log(group.n())
                    + 0.5 * group.squares() / own
                    + HALF_LOG_TWO_PI
                    + 0.5 * FastMath.log(variance);
            precision += 1 / variance;
            weighted += off / variance;
            squared += off * off / variance;
        }
        double common = problemSd * problemSd;
        log -= 0.5 * FastMath.log1p(common * precision)
                + 0.5 * (squared - common * weighted * weighted / (1 + common * precision));
        return log;
    }

    /** As a world's verifier, with this outcome. Its error along a path is not told apart from that of an attempt, and is 0. */
    Verifier verifier(double outcome) {
        return new Verifier(slope, bias, answerSd, 0, attemptSd, outcome);
    }
}
