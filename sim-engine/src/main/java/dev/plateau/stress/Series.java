package dev.plateau.stress;

import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * A quantity by group of tasks. Groups are independent; differences of series over the same tasks are paired.
 *
 * @param values by group, at least 2
 * @param tasks in all groups
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not shared beyond this package
record Series(double[] values, long tasks) {
    private static final double TAIL = 0.025;

    double mean() {
        return Mean.of(values).getAsDouble();
    }

    private double variance() {
        return Variance.of(values).getAsDouble();
    }

    Series minus(Series other) {
        double[] difference = new double[values.length];
        Arrays.setAll(difference, g -> values[g] - other.values[g]);
        return new Series(difference, Math.min(tasks, other.tasks));
    }

    /** Interval of a difference of accuracies at 95 %. */
    Interval difference() {
        return difference(1);
    }

    /** The same, so that this and others, so many in all, hold at once at 95 % (Bonferroni). */
    Interval difference(int atOnce) {
        return Intervals.rareMeanAt(mean(), variance(), values.length, tasks, TAIL / atOnce);
    }

    /** Interval of an accuracy at 95 %. */
    Interval proportion() {
        return Intervals.proportion(Math.max(0, Math.min(1, mean())), variance(), values.length, tasks);
    }

    /** Interval of anything else at 95 %. */
    Interval plain() {
        return Intervals.mean(mean(), variance(), values.length);
    }

    /** Standard error of the mean. */
    double error() {
        return Intervals.rareError(variance(), values.length, tasks);
    }

    /** How likely so large a difference is where there is none. */
    double significance() {
        return Intervals.significance(mean(), variance(), values.length, tasks);
    }

    /**
     * Mean of series over the same tasks.
     *
     * @param series all with the same groups
     * @param weights positive, with sum 1; one task that fails everywhere has the weight that it has in the mean
     */
    static Series mean(Series[] series, double[] weights) {
        double[] sum = new double[series[0].values.length];
        double perTask = 0;
        for (int i = 0; i < series.length; i++) {
            for (int g = 0; g < sum.length; g++) {
                sum[g] += weights[i] * series[i].values[g];
            }
            perTask += weights[i] / series[i].tasks;
        }
        return new Series(sum, Math.round(1 / perTask));
    }
}
