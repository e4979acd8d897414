package dev.plateau.model;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Levels of difficulty by which a benchmark sorts its tasks, such as the five of MATH: labels by which results are reported,
 * without any effect on the tasks. People sort by what looks hard to them, so a level agrees with p only in part: the probit
 * of the rank of a task's label correlates with that of its p by {@code agreement} (a Gaussian copula). Agreement 1 makes
 * levels quantile groups of p, as in Snell et al. 2024 (arXiv 2408.03314).
 *
 * @param shares of the tasks by level, the easiest first, above 0, summing to 1; a single one if there are no levels
 * @param agreement in [0,1]
 */
public record Levels(List<Double> shares, double agreement) {
    /** All tasks alike. */
    public static final Levels NONE = new Levels(List.of(1.0), 1);

    /** Copies the shares and divides them by their sum. */
    public Levels {
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (shares.isEmpty() || shares.stream().anyMatch(share -> !(share > 0)) || !(sum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("shares of levels must be above 0, got " + shares);
        }
        if (!(agreement >= 0 && agreement <= 1)) {
            throw new IllegalArgumentException("agreement must be in [0,1], got " + agreement);
        }
        shares = shares.stream().map(share -> share / sum).toList();
    }

    /** Ranks this close to 0 or 1 have a probit that is finite. */
    private static final double EXTREME = 1e-12;

    /** How many. */
    public int count() {
        return shares.size();
    }

    /**
     * The level of a task, 0 being the easiest.
     *
     * @param rank of the task by p, in (0,1): the share of the tasks that are harder
     * @param noise a draw of N(0,1)
     */
    int of(double rank, double noise) {
        double probit = -Normal.threshold(Math.max(EXTREME, Math.min(1 - EXTREME, rank)));
        double ease = agreement == 1
                ? rank
                : Normal.phi(agreement * probit + FastMath.sqrt(1 - agreement * agreement) * noise);
        double harder = 1;
        for (int level = 0; level < shares.size() - 1; level++) {
            harder -= shares.get(level);
            if (ease >= harder) {
                return level;
            }
        }
        return shares.size() - 1;
    }
}
