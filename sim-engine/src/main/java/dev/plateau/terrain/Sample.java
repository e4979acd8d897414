package dev.plateau.terrain;

import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * What policies did on the same tasks.
 *
 * @param accuracy share of right answers: [policy][block]
 * @param blockSize tasks of every block
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Sample(double[][] accuracy, int blockSize) implements Serializable {
    private static final double TAIL = 0.025;

    /** Tasks in all blocks. */
    public long tasks() {
        return (long) blockSize * accuracy[0].length;
    }

    double mean(int policy) {
        return Mean.of(accuracy[policy]).getAsDouble();
    }

    /** Accuracy of a policy with its interval at 95 %. */
    Interval accuracyOf(int policy) {
        double[] own = accuracy[policy];
        return Intervals.proportion(mean(policy), Variance.of(own).getAsDouble(), own.length, tasks());
    }

    /** By how much one policy is better than another, paired by block, so that this and others, so many in all, hold at once. */
    Interval difference(int one, int other, int atOnce) {
        return difference(accuracy[one], accuracy[other], atOnce);
    }

    /** By how much the difference of two policies is larger here than in another sample of the same tasks, paired by block. */
    Interval change(Sample other, int one, int rival) {
        double[] here = differences(accuracy[one], accuracy[rival]);
        return difference(here, differences(other.accuracy[one], other.accuracy[rival]), 1);
    }

    private Interval difference(double[] one, double[] other, int atOnce) {
        double[] difference = differences(one, other);
        return Intervals.rareMeanAt(
                Mean.of(difference).getAsDouble(),
                Variance.of(difference).getAsDouble(),
                difference.length,
                tasks(),
                TAIL / atOnce);
    }

    private static double[] differences(double[] one, double[] other) {
        double[] difference = new double[one.length];
        Arrays.setAll(difference, b -> one[b] - other[b]);
        return difference;
    }
}
