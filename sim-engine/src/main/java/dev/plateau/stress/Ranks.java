package dev.plateau.stress;

import dev.plateau.stats.Holm;
import java.util.Arrays;

/**
 * Ranks of policies by a series each, over the same tasks. All pairs are tested (Student, paired by group), and Holm's procedure
 * keeps the chance that any difference is called real that is none at {@value #LEVEL}, whatever the number of policies. From what
 * is called real follows the span of ranks of each: 1 + those that are better, up to all but those that are worse. All spans hold
 * at once with 95 % (Klein, Wright and Wieczorek 2020, A joint confidence region for an overall ranking of populations).
 *
 * @param rank by the estimate, 1 the best; equal means have equal ranks
 * @param better how many are really better
 * @param worse how many are really worse
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not shared beyond this package
record Ranks(int[] rank, int[] better, int[] worse) {
    static final double LEVEL = 0.05;

    static Ranks of(Series[] series) {
        int n = series.length;
        double[] p = new double[n * (n - 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                p[at++] = series[i].minus(series[j]).significance();
            }
        }
        double[] adjusted = Holm.adjusted(p);
        double[] means = Arrays.stream(series).mapToDouble(Series::mean).toArray();
        int[] rank = new int[n];
        int[] better = new int[n];
        int[] worse = new int[n];
        at = 0;
        for (int i = 0; i < n; i++) {
            rank[i]++;
            for (int j = 0; j < i; j++) {
                rank[i] += means[j] > means[i] ? 1 : 0;
                rank[j] += means[i] > means[j] ? 1 : 0;
                if (adjusted[at++] <= LEVEL) {
                    boolean ahead = means[i] > means[j];
                    better[ahead ? j : i]++;
                    worse[ahead ? i : j]++;
                }
            }
        }
        return new Ranks(rank, better, worse);
    }
}
