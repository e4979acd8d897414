package dev.plateau.calibrate;

import java.util.Arrays;

/**
 * Votes of the attempts at one problem as they come. Ties of a vote are even: each of m leading answers is right with chance
 * 1/m. Used by one thread at a time.
 */
final class VoteCount {
    /** What is voted on, in the order of {@link #right}. */
    static final int METRICS = 4;

    static final int COVERAGE = 0;
    static final int MAJORITY = 1;
    static final int WEIGHTED = 2;
    static final int BEST = 3;

    private double[] votes = new double[16];
    private double[] weights = new double[16];
    private int answers;
    private double bestScore;
    private double best;
    private int ties;

    void clear() {
        Arrays.fill(votes, 0, answers, 0);
        Arrays.fill(weights, 0, answers, 0);
        answers = 1;
        bestScore = Double.NEGATIVE_INFINITY;
        best = 0;
        ties = 0;
    }

    /** A number that no answer has yet. */
    int fresh() {
        return answers;
    }

    /**
     * Adds an attempt.
     *
     * @param answer 0 is right
     * @param score logit of its score; NaN if there is none
     */
    void add(int answer, double score) {
        if (answer >= votes.length) {
            votes = Arrays.copyOf(votes, 2 * answer);
            weights = Arrays.copyOf(weights, 2 * answer);
        }
        answers = Math.max(answers, answer + 1);
        votes[answer]++;
        if (Double.isNaN(score)) {
            return;
        }
        weights[answer] += 1 / (1 + org.apache.commons.math3.util.FastMath.exp(-score));
        double right = answer == 0 ? 1 : 0;
        if (score > bestScore) {
            bestScore = score;
            best = right;
            ties = 1;
        } else if (score == bestScore) {
            ties++;
            best += (right - best) / ties;
        }
    }

    /** Adds to a sum, by metric, the chance that the choice is right. */
    void right(double[] sums) {
        sums[COVERAGE] += votes[0] > 0 ? 1 : 0;
        sums[MAJORITY] += heaviest(votes);
        sums[WEIGHTED] += heaviest(weights);
        sums[BEST] += best;
    }

    private double heaviest(double[] of) {
        int leaders = 1;
        for (int answer = 1; answer < answers; answer++) {
            if (of[answer] > of[0]) {
                return 0;
            }
            leaders += of[answer] == of[0] ? 1 : 0;
        }
        return of[0] > 0 ? 1.0 / leaders : 0;
    }
}
