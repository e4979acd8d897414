package dev.plateau.rank;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The fully sequential procedure KN for the selection of the largest mean (Kim and Nelson 2001, A fully sequential procedure for
 * indifference-zone selection in simulation, ACM TOMACS 11, 251-273), with c = 1, which they recommend.
 *
 * <p>All k alternatives are observed n0 times. Of every pair, S_il^2 is the variance of its differences. Then, with
 *
 * <pre>
 *   eta = 1/2 [(2 alpha / (k-1))^(-2/(n0-1)) - 1],   h^2 = 2 eta (n0-1),
 *   W_il(r) = max(0, delta / (2r) (h^2 S_il^2 / delta^2 - r))
 * </pre>
 *
 * an alternative i stays after r observations if its mean is at least X_l(r) - W_il(r) for every l that is left. All that are left
 * are observed once more, until one is, or r exceeds every h^2 S_il^2 / delta^2, where the largest mean is taken.
 *
 * <p><b>Guarantee.</b> If vectors of observations are independent and jointly normal, with any dependence between alternatives (so
 * common random numbers are allowed), the best one is selected with probability 1 - alpha at least whenever it is better than all
 * others by delta or more. If some are closer, one that is within delta of the best is selected; that this has the same probability
 * is not proven for procedures that drop alternatives on the way (Eckman and Henderson 2018), but tests confirm it.
 *
 * <p>Deviation: pairs that never differ in the first n0 observations, or hardly, get a least variance, because means of rare events
 * are no normal variates. It makes the procedure more careful, never less.
 */
public final class KimNelson {
    private static final int NOBODY = -1;

    private final Aim aim;
    private final int count;
    private final double boundary;
    /** [i][l] with l below i: h^2 S^2 / delta^2. */
    private final double[][] range;

    private final double[] sums;
    private final boolean[] left;
    private final int[] droppedBy;
    private final long[] droppedAfter;
    private double largestVariance;
    private long observed;
    private int survivors;

    /**
     * What is asked for.
     *
     * @param indifference delta: a smaller difference does not matter; above 0
     * @param confidence 1 - alpha, in (1/k, 1)
     * @param first observations of all alternatives before one may be dropped: n0, at least 2
     * @param leastVariance of the difference of two observations, at least 0
     */
    public record Aim(double indifference, double confidence, int first, double leastVariance) {
        /** Checks the numbers. */
        public Aim {
            if (!(indifference > 0) || !(confidence > 0 && confidence < 1) || first < 2 || !(leastVariance >= 0)) {
                throw new IllegalArgumentException(
                        "need a difference above 0, a confidence in (0,1) and two observations");
            }
        }
    }

    /**
     * Makes the first decision.
     *
     * @param aim what is asked for
     * @param first observations: [alternative][observation], two alternatives and {@code aim.first()} observations
     */
    public KimNelson(Aim aim, double[][] first) {
        this.aim = aim;
        this.count = first.length;
        if (count < 2) {
            throw new IllegalArgumentException("a choice needs two alternatives");
        }
        this.boundary = 2 * eta(1 - aim.confidence(), count, aim.first()) * (aim.first() - 1);
        this.sums = new double[count];
        this.left = new boolean[count];
        this.droppedBy = new int[count];
        this.droppedAfter = new long[count];
        this.survivors = count;
        this.range = new double[count][];
        Arrays.fill(left, true);
        Arrays.fill(droppedBy, NOBODY);
        for (int i = 0; i < count; i++) {
            sums[i] = Arrays.stream(first[i], 0, aim.first()).sum();
            range[i] = new double[i];
            for (int l = 0; l < i; l++) {
                double variance = Math.max(aim.leastVariance(), varianceOfDifference(first[i], first[l]));
                largestVariance = Math.max(largestVariance, variance);
                range[i][l] = boundary * variance / (aim.indifference() * aim.indifference());
            }
        }
        observed = aim.first();
        screen();
    }

    /**
     * The constant that makes the boundary wide enough.
     *
     * @param alpha chance of a wrong choice, in (0,1)
     * @param alternatives at least 2
     * @param first observations of each in the first stage, at least 2
     */
    static double eta(double alpha, int alternatives, int first) {
        return (FastMath.pow(2 * alpha / (alternatives - 1), -2.0 / (first - 1)) - 1) / 2;
    }

    private double varianceOfDifference(double[] one, double[] other) {
        int n = aim.first();
        double mean = 0;
        for (int j = 0; j < n; j++) {
            mean += (one[j] - other[j]) / n;
        }
        double squares = 0;
        for (int j = 0; j < n; j++) {
            double deviation = one[j] - other[j] - mean;
            squares += deviation * deviation;
        }
        return squares / (n - 1);
    }

    /**
     * Takes one more observation of every alternative that is left.
     *
     * @param observation by alternative; of those that are dropped it is not read
     */
    public void add(double[] observation) {
        if (decided()) {
            throw new IllegalStateException("it is decided");
        }
        for (int i = 0; i < count; i++) {
            if (left[i]) {
                sums[i] += observation[i];
            }
        }
        observed++;
        screen();
    }

    private double range(int i, int l) {
        return i > l ? range[i][l] : range[l][i];
    }

    /** Every alternative meets all that were left before this screening; those dropped now still drop others. */
    private void screen() {
        int[] fallenBehind = new int[count];
        Arrays.fill(fallenBehind, NOBODY);
        for (int i = 0; i < count; i++) {
            if (left[i]) {
                fallenBehind[i] = behind(i);
            }
        }
        for (int i = 0; i < count; i++) {
            if (fallenBehind[i] != NOBODY) {
                left[i] = false;
                droppedBy[i] = fallenBehind[i];
                droppedAfter[i] = observed;
                survivors--;
            }
        }
    }

    /** The alternative with the largest mean of those behind which i has fallen. */
    private int behind(int i) {
        int by = NOBODY;
        for (int l = 0; l < count; l++) {
            if (l != i && left[l]) {
                double width = Math.max(0, aim.indifference() / (2 * observed) * (range(i, l) - observed));
                if (sums[i] / observed < sums[l] / observed - width && (by == NOBODY || sums[l] > sums[by])) {
                    by = l;
                }
            }
        }
        return by;
    }

    /** Whether one alternative is left, or no difference that is left matters. */
    public boolean decided() {
        return survivors == 1 || observed > longest();
    }

    /** Observations after which it is decided at the latest. */
    public double longest() {
        double longest = 0;
        for (int i = 0; i < count; i++) {
            for (int l = 0; left[i] && l < i; l++) {
                longest = left[l] ? Math.max(longest, range[i][l]) : longest;
            }
        }
        return longest;
    }

    /** Observations of every alternative that is left. */
    public long observed() {
        return observed;
    }

    /** Numbers of those that are left. */
    public int[] survivors() {
        int[] numbers = new int[survivors];
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (left[i]) {
                numbers[at++] = i;
            }
        }
        return numbers;
    }

    /** Of those that are left the one with the largest mean, of equal ones the first. */
    public int best() {
        int best = NOBODY;
        for (int i = 0; i < count; i++) {
            if (left[i] && (best == NOBODY || sums[i] > sums[best])) {
                best = i;
            }
        }
        return best;
    }

    /** Observations after which an alternative was dropped; 0 if it is left. */
    public long droppedAfter(int alternative) {
        return droppedAfter[alternative];
    }

    /** The alternative behind which it had fallen; -1 if it is left. */
    public int droppedBy(int alternative) {
        return droppedBy[alternative];
    }

    /**
     * Observations that every alternative gets in the two-stage procedure with the same guarantee that drops none: max(n0,
     * ceil(t^2 S^2 / delta^2)) with the largest variance of all pairs and Student's quantile t at 1 - alpha/(k-1) (Clark and Yang
     * 1986, A Bonferroni selection procedure when using common random numbers with unknown variances).
     */
    public long even() {
        double t = TDistribution.of(aim.first() - 1.0).inverseSurvivalProbability((1 - aim.confidence()) / (count - 1));
        double needed = t * t * largestVariance / (aim.indifference() * aim.indifference());
        return (long) Math.max(aim.first(), Math.ceil(needed));
    }
}
