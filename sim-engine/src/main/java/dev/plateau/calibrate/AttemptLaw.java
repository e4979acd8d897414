package dev.plateau.calibrate;

import dev.plateau.calibrate.SampledProblem.Attempt;
import dev.plateau.random.KeyedStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Draws what attempts at one problem will answer and score, given what attempts at it have answered and scored (empirical
 * Bayes): first its chance p, the shares of its wrong answers and its errors of the verifier from what is known of them, then
 * attempts one by one. Used by one thread at a time.
 */
final class AttemptLaw {
    /** Typical answers beyond those seen, at most; the rest of their share is too small to be met. */
    private static final int MOST_NEW = 64;

    private static final double NEGLIGIBLE = 1e-4;

    private final PassGrid grid;
    private final AnswerLaw answers;
    private final @Nullable ScoreLaw scores;
    private final KeyedStream stream;

    private double p;
    private double probit;
    private int typical;
    private double[] cumulative = new double[MOST_NEW];
    private int[] number = new int[MOST_NEW];
    private double[] answerError = new double[MOST_NEW];
    private double problemError;
    private double[] knownError = new double[0];

    AttemptLaw(PassGrid grid, AnswerLaw answers, @Nullable ScoreLaw scores, KeyedStream stream) {
        this.grid = grid;
        this.answers = answers;
        this.scores = scores;
        this.stream = stream;
    }

    /**
     * Draws what a problem is like.
     *
     * @param problem what is known of it
     * @param cell of its chance on the grid
     */
    void begin(SampledProblem problem, int cell) {
        p = grid.p(cell);
        probit = probit(grid, cell);
        int[] votes = problem.votes();
        drawErrors(problem, votes);
        drawShares(votes);
    }

    /** Probit of the chance of a cell as a verifier sees it. */
    static double probit(PassGrid grid, int cell) {
        return cell == PassGrid.SIZE - 1 ? ScoreLaw.CLEAR : cell == 0 ? -ScoreLaw.CLEAR : grid.probit(cell);
    }

    /** Which of the wrong answers with one vote were not herded, then shares of the herded ones and of those not yet seen. */
    private void drawShares(int[] votes) {
        int[] herded = votes.clone();
        double[] terms = answers.unherded(wrong(votes));
        int alone = pick(terms);
        int singles = terms.length - 1;
        for (int answer = 1; answer < votes.length; answer++) {
            if (votes[answer] == 1) {
                if (stream.nextDouble() * singles < alone) {
                    herded[answer] = 0;
                    alone--;
                }
                singles--;
            }
        }
        typical = 0;
        double total = 0;
        boolean endless = answers.count() == AnswerLaw.ENDLESS;
        double each = endless ? 0 : answers.concentration() / answers.count();
        for (int answer = 1; answer < votes.length; answer++) {
            if (herded[answer] > 0) {
                total = share(answer, total + stream.nextGamma(herded[answer] + each), knownError[answer]);
            }
        }
        int next = votes.length;
        if (endless) {
            double rest = stream.nextGamma(answers.concentration());
            double end = total + rest;
            int fresh = 0;
            while (rest > NEGLIGIBLE * end && fresh < MOST_NEW) {
                double part = rest * stream.nextBeta(1, answers.concentration());
                total = share(next++, total + part, Double.NaN);
                rest -= part;
                fresh++;
            }
        } else {
            for (int seen = typical; seen < answers.count(); seen++) {
                total = share(next++, total + stream.nextGamma(each), Double.NaN);
            }
        }
    }

    private double share(int answer, double upTo, double error) {
        if (typical == cumulative.length) {
            cumulative = Arrays.copyOf(cumulative, 2 * typical);
            number = Arrays.copyOf(number, 2 * typical);
            answerError = Arrays.copyOf(answerError, 2 * typical);
        }
        cumulative[typical] = upTo;
        number[typical] = answer;
        answerError[typical++] = Double.isNaN(error) ? freshError() : error;
        return upTo;
    }

    private double freshError() {
        return scores == null ? 0 : scores.answerSd() * stream.nextNormal();
    }

    private static int[] wrong(int[] votes) {
        return Arrays.stream(votes, 1, votes.length).filter(n -> n > 0).toArray();
    }

    private int pick(double[] weights) {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        double u = stream.nextDouble() * sum;
        int at = 0;
        while (at < weights.length - 1 && u >= weights[at]) {
            u -= weights[at++];
        }
        return at;
    }

    /** Normal errors of the problem and its answers, given the scores there are. */
    private void drawErrors(SampledProblem problem, int[] votes) {
        knownError = new double[votes.length];
        if (scores == null) {
            return;
        }
        double[] off = new double[votes.length];
        for (Attempt attempt : problem.attempts()) {
            off[attempt.answer()] += attempt.score() - scores.mean(probit, attempt.right());
        }
        double own = scores.attemptSd() * scores.attemptSd();
        double shared = scores.answerSd() * scores.answerSd();
        double common = scores.problemSd() * scores.problemSd();
        double precision = 0;
        double weighted = 0;
        for (int answer = 0; answer < votes.length; answer++) {
            if (votes[answer] > 0) {
                double variance = shared + own / votes[answer];
                precision += 1 / variance;
                weighted += off[answer] / votes[answer] / variance;
            }
        }
        double shrink = common / (1 + common * precision);
        problemError = shrink * weighted + Math.sqrt(shrink) * stream.nextNormal();
        for (int answer = 0; answer < votes.length; answer++) {
            int n = votes[answer];
            double part = shared * own / (own + n * shared);
            double mean = n == 0 ? 0 : part / own * (off[answer] - n * problemError);
            knownError[answer] = mean + Math.sqrt(part) * stream.nextNormal();
        }
    }

    /** Draws an attempt and adds it. */
    void attempt(VoteCount count) {
        int answer = 0;
        double error = knownError[0];
        if (stream.nextDouble() >= p) {
            if (typical > 0 && stream.nextDouble() < answers.herding()) {
                double u = stream.nextDouble() * cumulative[typical - 1];
                int at = 0;
                while (at < typical - 1 && u >= cumulative[at]) {
                    at++;
                }
                answer = number[at];
                error = answerError[at];
            } else {
                answer = Math.max(count.fresh(), typical == 0 ? 1 : number[typical - 1] + 1);
                error = freshError();
            }
        }
        count.add(
                answer,
                scores == null
                        ? Double.NaN
                        : scores.mean(probit, answer == 0)
                                + problemError
                                + error
                                + scores.attemptSd() * stream.nextNormal());
    }
}
