package dev.plateau.calibrate;

import dev.plateau.model.Difficulty.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The likelihood of counts at every value of p: for each distinct (n, c) the binomial chance of c in n, averaged over each cell
 * of the {@link PassGrid}, so that counts of any size are integrated right. Kept where it is more than 1e-14 of its largest.
 */
final class CountRows {
    private static final double NEGLIGIBLE = 1e-14;
    private static final double SMOOTH = 3 * PassGrid.WIDTH;
    private static final double REACH = 9;

    private final PassGrid grid;
    private final List<Count> distinct;
    private final int[] kind;
    private final int[] from;
    private final double[][] rows;

    CountRows(PassGrid grid, List<Count> problems) {
        this.grid = grid;
        Map<Count, Integer> index = new LinkedHashMap<>();
        TreeSet<Count> sorted = new TreeSet<>(
                (x, y) -> x.samples() != y.samples() ? x.samples() - y.samples() : x.correct() - y.correct());
        sorted.addAll(problems);
        distinct = new ArrayList<>(sorted);
        for (int d = 0; d < distinct.size(); d++) {
            index.put(distinct.get(d), d);
        }
        kind = problems.stream().mapToInt(index::get).toArray();
        from = new int[distinct.size()];
        rows = new double[distinct.size()][];
        for (int d = 0; d < rows.length; d++) {
            addRow(d, distinct.get(d));
        }
    }

    private void addRow(int d, Count count) {
        double[] all = new double[PassGrid.SIZE];
        int n = count.samples();
        int c = count.correct();
        double choose = Gamma.logGamma(n + 1.0) - Gamma.logGamma(c + 1.0) - Gamma.logGamma(n - c + 1.0);
        all[0] = c == 0 ? 1 : 0;
        all[PassGrid.SIZE - 1] = c == n ? 1 : 0;
        double spread = c > 0 && c < n ? 1 / Math.sqrt(c * (1 - (double) c / n)) : 1;
        double peak = c > 0 && c < n ? FastMath.log((double) c / (n - c)) : 0;
        int parts = spread > SMOOTH ? 1 : (int) Math.ceil(3 * PassGrid.WIDTH / spread);
        double largest = Math.max(all[0], all[PassGrid.SIZE - 1]);
        for (int j = 1; j < PassGrid.SIZE - 1; j++) {
            double x = PassGrid.logit(j);
            if (parts > 1 && Math.abs(x - peak) > REACH * spread + PassGrid.WIDTH) {
                continue;
            }
            double sum = 0;
            for (int i = 0; i < parts; i++) {
                double at = x + PassGrid.WIDTH * ((i + 0.5) / parts - 0.5);
                sum += FastMath.exp(choose + c * PassGrid.logChance(at) + (n - c) * PassGrid.logChance(-at));
            }
            all[j] = sum / parts;
            largest = Math.max(largest, all[j]);
        }
        int first = 0;
        while (all[first] <= NEGLIGIBLE * largest) {
            first++;
        }
        int end = PassGrid.SIZE;
        while (all[end - 1] <= NEGLIGIBLE * largest) {
            end--;
        }
        from[d] = first;
        rows[d] = Arrays.copyOfRange(all, first, end);
    }

    PassGrid grid() {
        return grid;
    }

    /** Distinct counts, ascending. */
    List<Count> distinct() {
        return distinct;
    }

    /** Number of distinct counts. */
    int size() {
        return rows.length;
    }

    /** Which distinct count a problem has. */
    int kind(int problem) {
        return kind[problem];
    }

    int problems() {
        return kind.length;
    }

    /** How many problems have each distinct count. */
    double[] multiplicities() {
        double[] times = new double[rows.length];
        for (int d : kind) {
            times[d]++;
        }
        return times;
    }

    /** First value of p at which a distinct count is possible. */
    int from(int d) {
        return from[d];
    }

    /** Chances of a distinct count from there on. */
    double[] row(int d) {
        return rows[d];
    }

    /** Chance of a distinct count under a distribution of p; at least 1e-300. */
    double marginal(int d, double[] weights) {
        double[] row = rows[d];
        int first = from[d];
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += weights[first + i] * row[i];
        }
        return Math.max(1e-300, sum);
    }

    /** Log-likelihood of counts, each as often as given, under a distribution of p. */
    double logLikelihood(double[] times, double[] weights) {
        double sum = 0;
        for (int d = 0; d < rows.length; d++) {
            if (times[d] != 0) {
                sum += times[d] * FastMath.log(marginal(d, weights));
            }
        }
        return sum;
    }

    /** Mean of the distributions of p of some problems, each given its count (Bayes' rule): empirical Bayes. */
    double[] posterior(double[] times, double[] weights) {
        double[] mean = new double[PassGrid.SIZE];
        double total = 0;
        for (int d = 0; d < rows.length; d++) {
            total += times[d];
            double share = times[d] / marginal(d, weights);
            for (int i = 0; i < rows[d].length; i++) {
                mean[from[d] + i] += share * weights[from[d] + i] * rows[d][i];
            }
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= total;
        }
        return mean;
    }

    /** Chance that a problem with n samples has from {@code low} to {@code high} right ones, under a distribution of p. */
    static double chance(PassGrid grid, double[] weights, int n, int low, int high) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            if (weights[j] > 0) {
                double p = grid.p(j);
                sum += weights[j] * (atLeast(n, p, low) - atLeast(n, p, high + 1));
            }
        }
        return sum;
    }

    /** Chance of at least c in n. */
    private static double atLeast(int n, double p, int c) {
        if (c <= 0 || p >= 1) {
            return c <= n ? 1 : 0;
        }
        return c > n || p <= 0 ? 0 : RegularizedBeta.value(p, c, n - c + 1.0);
    }
}
