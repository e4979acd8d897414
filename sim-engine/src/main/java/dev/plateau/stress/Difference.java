package dev.plateau.stress;

import dev.plateau.stats.Interval;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference of two means.
 *
 * @param interval at 95 %
 * @param significance chance of one so large if there is none
 */
record Difference(Interval interval, double significance) {
    private static final double TAIL = 0.025;

    /** Over the same tasks. No difference in any group is none. */
    static Difference paired(Series one, Series other) {
        Series difference = one.minus(other);
        for (double value : difference.values()) {
            if (value != 0) {
                return new Difference(difference.difference(), difference.significance());
            }
        }
        return new Difference(new Interval(0, 0, 0), 1);
    }

    /** Over tasks of their own: Welch's test, with each mean's error as for rare events. */
    static Difference apart(Series one, Series other) {
        double a = one.error() * one.error();
        double b = other.error() * other.error();
        double freedom = (a + b) * (a + b) / (a * a / (one.values().length - 1) + b * b / (other.values().length - 1));
        double error = Math.sqrt(a + b);
        double mean = one.mean() - other.mean();
        TDistribution law = TDistribution.of(freedom);
        double half = law.inverseSurvivalProbability(TAIL) * error;
        return new Difference(
                new Interval(mean, mean - half, mean + half), 2 * law.survivalProbability(Math.abs(mean) / error));
    }
}
