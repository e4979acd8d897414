package dev.plateau.sensitivity;

import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * First-order and total indices of variance (Sobol 1993): of the variance of an output when all settings are drawn evenly from their
 * ranges, S_i is the share that setting i explains alone, T_i the share that is left when all others are known, so that T_i - S_i is
 * its part in interactions.
 *
 * <p>Places are two points A and B of a Sobol sequence (Joe and Kuo 2008, as Commons Math has it) in 2k dimensions, shifted at
 * random (Cranley and Patterson 1976), and the k points AB_i, which are A with the coordinate i of B: k+2 places a row, n rows. With
 * y for what comes out less its mean,
 *
 * <pre>
 *   V S_i = mean of y(B) (y(AB_i) - y(A))          Saltelli et al. 2010, Computer Physics Communications 181, table 2 (b)
 *   V T_i = mean of (y(A) - y(AB_i))^2 / 2         Jansen 1999
 * </pre>
 *
 * <p><b>Noise is removed, not reported</b>: every place is simulated on two independent halves of tasks, and each product above, and V
 * itself, is taken of one factor from each half. So the luck of the tasks, which would count as interaction, has a mean of zero. A
 * row has tasks of its own, the same at all its places. A setting that cannot matter has indices of exactly 0.
 *
 * <p>Intervals at 95 % are percentiles of a bootstrap over rows (Archer, Saltelli and Sobol 1997); they cover the luck of both places and
 * tasks, and are somewhat too wide, because points of a Sobol sequence are more even than chance. Estimates are not forced into [0,1].
 */
public final class SobolDesign {
    private static final int RESAMPLES = 1000;
    private static final double TAIL = 0.025;
    /** Number of the stream of the shift; those of resampling are above 0. */
    private static final long SHIFT = 0;

    private final int settings;
    private final long seed;
    private final List<double[][]> groups = new ArrayList<>();

    /**
     * Shares of the variance.
     *
     * @param first S_i
     * @param total T_i
     */
    public record Index(Interval first, Interval total) {}

    /**
     * A design.
     *
     * @param settings how many are moved, in 1..500
     * @param rows at least 2; powers of two are best
     * @param seed of the shift
     */
    public SobolDesign(int settings, int rows, long seed) {
        if (settings < 1 || rows < 2) {
            throw new IllegalArgumentException("need a setting and two rows");
        }
        this.settings = settings;
        this.seed = seed;
        KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(seed), SHIFT), Purpose.DESIGN);
        double[] shift = new double[2 * settings];
        Arrays.setAll(shift, i -> stream.nextDouble());
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(2 * settings);
        for (int row = 0; row < rows; row++) {
            double[] both = sequence.nextVector();
            for (int i = 0; i < both.length; i++) {
                double shifted = both[i] + shift[i];
                both[i] = shifted < 1 ? shifted : shifted - 1;
            }
            groups.add(places(both));
        }
    }

    private double[][] places(double[] both) {
        double[][] places = new double[settings + 2][];
        places[0] = Arrays.copyOfRange(both, 0, settings);
        places[1] = Arrays.copyOfRange(both, settings, 2 * settings);
        for (int i = 0; i < settings; i++) {
            places[i + 2] = places[0].clone();
            places[i + 2][i] = places[1][i];
        }
        return places;
    }

    /** Places by row: [row][place]. */
    public List<double[][]> groups() {
        return groups;
    }

    /** Sums over rows from which all indices follow. */
    private static final class Sums {
        private final double[] first;
        private final double[] total;
        private double variance;

        Sums(int settings) {
            first = new double[settings];
            total = new double[settings];
        }

        /** Adds a row of readings, less the mean. */
        void add(double[][] one, double[][] other) {
            variance += (one[0][0] * one[0][1] + one[1][0] * one[1][1]) / 2;
            for (int i = 0; i < first.length; i++) {
                double[] change = other[i];
                first[i] += (one[1][0] * change[1] + one[1][1] * change[0]) / 2;
                total[i] += change[0] * change[1] / 2;
            }
        }
    }

    /**
     * Indices by setting.
     *
     * @param readings of the first rows, at least two: [row][place][output]
     * @param output which output
     * @return NaN where nothing varies
     */
    public List<Index> indices(List<Reading[][]> readings, int output) {
        List<Reading[][]> rows = readings.stream()
                .filter(row -> Arrays.stream(row)
                        .allMatch(place ->
                                Double.isFinite(place[output].first()) && Double.isFinite(place[output].second())))
                .toList();
        int n = rows.size();
        double mean = 0;
        for (Reading[][] row : rows) {
            mean += (row[0][output].first()
                            + row[0][output].second()
                            + row[1][output].first()
                            + row[1][output].second())
                    / (4 * n);
        }
        double[][][] ends = new double[n][2][2];
        double[][][] changes = new double[n][settings][2];
        for (int r = 0; r < n; r++) {
            Reading[][] row = rows.get(r);
            for (int end = 0; end < 2; end++) {
                ends[r][end][0] = row[end][output].first() - mean;
                ends[r][end][1] = row[end][output].second() - mean;
            }
            for (int i = 0; i < settings; i++) {
                changes[r][i][0] = row[i + 2][output].first() - row[0][output].first();
                changes[r][i][1] = row[i + 2][output].second() - row[0][output].second();
            }
        }
        Sums whole = new Sums(settings);
        for (int r = 0; r < n; r++) {
            whole.add(ends[r], changes[r]);
        }
        return intervals(whole, ends, changes);
    }

    private List<Index> intervals(Sums whole, double[][][] ends, double[][][] changes) {
        double[][] first = new double[settings][RESAMPLES];
        double[][] total = new double[settings][RESAMPLES];
        KeyedStream stream = new KeyedStream();
        for (int s = 0; s < RESAMPLES; s++) {
            stream.at(Keys.child(Keys.root(seed), s + 1L), Purpose.BOOTSTRAP);
            Sums sums = new Sums(settings);
            for (int draw = 0; draw < ends.length; draw++) {
                int r = stream.nextInt(ends.length);
                sums.add(ends[r], changes[r]);
            }
            for (int i = 0; i < settings; i++) {
                first[i][s] = share(sums.first[i], sums.variance);
                total[i][s] = share(sums.total[i], sums.variance);
            }
        }
        List<Index> indices = new ArrayList<>();
        for (int i = 0; i < settings; i++) {
            indices.add(new Index(
                    interval(share(whole.first[i], whole.variance), first[i]),
                    interval(share(whole.total[i], whole.variance), total[i])));
        }
        return indices;
    }

    private static double share(double part, double variance) {
        return variance > 0 ? part / variance : Double.NaN;
    }

    private static Interval interval(double value, double[] resampled) {
        double[] sorted =
                Arrays.stream(resampled).filter(Double::isFinite).sorted().toArray();
        if (Double.isNaN(value) || sorted.length < RESAMPLES) {
            return new Interval(value, Double.NaN, Double.NaN);
        }
        return new Interval(value, sorted[(int) (TAIL * RESAMPLES)], sorted[(int) ((1 - TAIL) * RESAMPLES) - 1]);
    }
}
