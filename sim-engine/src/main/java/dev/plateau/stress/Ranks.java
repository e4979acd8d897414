package dev.plateau.stress;

import dev.plateau.stats.Holm;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Ranks of policies by a series each, over the same tasks. All pairs are tested (Student, paired by group), and Holm's procedure
 * keeps the chance that any difference is called real that is none at {@value #LEVEL}, whatever the number of policies. From what
 * is called real follows the span of ranks of each: 1 + those that are better, up to all but those that are worse. All spans hold
 * at once with 95 % (Klein, Wright and Wieczorek 2020, A joint confidence region for an overall ranking of populations).
 *
 * @param rank by the estimate, 1 the best; equal means have equal ranks
 * @param means of the series
 * @param significance Holm's adjusted p value of every pair, 1 with itself
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not shared beyond this package
record Ranks(int[] rank, double[] means, double[][] significance) {
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
        double[][] significance = new double[n][n];
        int[] rank = new int[n];
        at = 0;
        for (int i = 0; i < n; i++) {
            rank[i]++;
            significance[i][i] = 1;
            for (int j = 0; j < i; j++) {
                rank[i] += means[j] > means[i] ? 1 : 0;
                rank[j] += means[i] > means[j] ? 1 : 0;
                significance[i][j] = adjusted[at];
                significance[j][i] = adjusted[at++];
            }
        }
        return new Ranks(rank, means, significance);
    }

    /** Whether two really differ. */
    boolean real(int i, int j) {
        return significance[i][j] <= LEVEL;
    }

    /** How many are really better. */
    int better(int i) {
        return really(i, j -> means[j] > means[i]);
    }

    /** How many are really worse. */
    int worse(int i) {
        return really(i, j -> means[j] < means[i]);
    }

    private int really(int i, IntPredicate counts) {
        return (int) IntStream.range(0, means.length)
                .filter(j -> real(i, j) && counts.test(j))
                .count();
    }
}
