package dev.plateau.calibrate;

import java.util.List;

/**
 * Any distribution of p on every third cell of the {@link PassGrid}, p = 0 and p = 1: the nonparametric maximum likelihood
 * (Kiefer and Wolfowitz 1956), by expectation maximisation from equal weights until the directional derivative shows that no
 * other distribution has a log-likelihood higher by more than 1e-4 per problem. Where the data cannot tell, the weights stay
 * equal in logit p, as they began.
 */
final class FreeMixture implements DifficultyFamily {
    private static final int STRIDE = 3;
    private static final int MOST_STEPS = 3000;
    private static final int CHECK = 20;
    private static final double GAP = 1e-4;

    @Override
    public String name() {
        return "nonparametric mixture";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Member fit(CountRows rows, double[] times) {
        double[] weights = new double[PassGrid.SIZE];
        int points = 0;
        for (int j = 0; j < PassGrid.SIZE; j++) {
            if (j == 0 || j == PassGrid.SIZE - 1 || j % STRIDE == 1) {
                weights[j] = 1;
                points++;
            }
        }
        for (int j = 0; j < weights.length; j++) {
            weights[j] /= points;
        }
        return climb(rows, times, weights);
    }

    /** Starts anew: a weight that has vanished would not come back. */
    @Override
    public Member refit(CountRows rows, double[] times, Member start) {
        return fit(rows, times);
    }

    private static Member climb(CountRows rows, double[] times, double[] start) {
        double[] weights = start;
        for (int step = 1; step <= MOST_STEPS; step++) {
            double[] next = rows.posterior(times, weights);
            if (step % CHECK == 0 && largestRatio(weights, next) < 1 + GAP) {
                return new Member(new double[0], new double[0], next);
            }
            weights = next;
        }
        return new Member(new double[0], new double[0], weights);
    }

    /** The largest directional derivative per problem, plus 1: an update multiplies each weight by its own. */
    private static double largestRatio(double[] before, double[] after) {
        double most = 0;
        for (int j = 0; j < before.length; j++) {
            if (before[j] > 1e-12) {
                most = Math.max(most, after[j] / before[j]);
            }
        }
        return most;
    }
}
