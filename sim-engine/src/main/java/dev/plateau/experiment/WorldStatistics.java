package dev.plateau.experiment;

import dev.plateau.analytic.Saturation;
import dev.plateau.analytic.Ttspm;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.LevelRow;
import dev.plateau.result.RegretRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.descriptive.moment.VectorialCovariance;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * Statistics over the blocks of one world. Blocks are independent and of equal size, so every mean is a mean of block means
 * and its variance is theirs over their number. Blocks must be added in their order: then the result is the same bits
 * whoever simulated them.
 */
final class WorldStatistics {
    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;

    private final Study study;
    private final String world;
    private final int blockSize;
    private final int baseline;
    /** By policy: whether it may be the best. */
    private final boolean[] contends;

    private final Series[] series;
    private final RegretStatistics regret;
    private final LevelStatistics levels;
    /** [policy][earlier policy][budget]: variance of the paired differences of accuracy. */
    private final Variance[][][] pairs;

    private long blocks;

    /** Moments of one policy by budget. */
    private static final class Series {
        final VectorialCovariance accuracy;
        final Mean[] accuracyMean;
        final Variance[] accuracyVariance;
        final Mean[] coverageMean;
        final Variance[] coverageVariance;
        final Mean[] passRate;
        final Mean[] tokens;
        final Mean[] flops;
        final Mean[] rollouts;

        Series(int budgets) {
            accuracy = new VectorialCovariance(budgets, true);
            accuracyMean = means(budgets);
            accuracyVariance = variances(budgets);
            coverageMean = means(budgets);
            coverageVariance = variances(budgets);
            passRate = means(budgets);
            tokens = means(budgets);
            flops = means(budgets);
            rollouts = means(budgets);
        }

        private static Mean[] means(int n) {
            Mean[] means = new Mean[n];
            Arrays.setAll(means, i -> Mean.create());
            return means;
        }

        private static Variance[] variances(int n) {
            Variance[] variances = new Variance[n];
            Arrays.setAll(variances, i -> Variance.create());
            return variances;
        }
    }

    WorldStatistics(Study study, String world, int blockSize) {
        this.study = study;
        this.world = world;
        this.blockSize = blockSize;
        List<String> labels = study.entrants().stream().map(Entrant::label).toList();
        this.baseline = labels.indexOf(study.baseline());
        this.contends = contenders(study.entrants());
        this.series = new Series[labels.size()];
        Arrays.setAll(series, i -> new Series(study.budgets().size()));
        this.regret = new RegretStatistics(study, world);
        this.levels = new LevelStatistics(study, world);
        this.pairs = new Variance[labels.size()][][];
        Arrays.setAll(pairs, e -> new Variance[e][]);
        for (Variance[][] row : pairs) {
            Arrays.setAll(row, f -> Series.variances(study.budgets().size()));
        }
    }

    void add(BlockMeans block) {
        blocks++;
        regret.add(block);
        levels.add(block);
        for (int e = 0; e < series.length; e++) {
            Series s = series[e];
            s.accuracy.increment(block.accuracy[e]);
            for (int f = 0; f < e; f++) {
                for (int b = 0; b < pairs[e][f].length; b++) {
                    pairs[e][f][b].accept(block.accuracy[e][b] - block.accuracy[f][b]);
                }
            }
            for (int b = 0; b < s.tokens.length; b++) {
                s.accuracyMean[b].accept(block.accuracy[e][b]);
                s.accuracyVariance[b].accept(block.accuracy[e][b]);
                s.coverageMean[b].accept(block.coverage[e][b]);
                s.coverageVariance[b].accept(block.coverage[e][b]);
                s.passRate[b].accept(block.passRate[e][b]);
                s.tokens[b].accept(block.tokens[e][b]);
                s.flops[b].accept(block.flops[e][b]);
                s.rollouts[b].accept(block.rollouts[e][b]);
            }
        }
    }

    long blocks() {
        return blocks;
    }

    long tasks() {
        return blocks * blockSize;
    }

    /** Largest half-width of the accuracies. */
    double widest() {
        double widest = 0;
        for (int e = 0; e < series.length; e++) {
            for (int b = 0; b < study.budgets().size(); b++) {
                widest = Math.max(widest, accuracy(e, b).halfWidth());
            }
        }
        return widest;
    }

    private Interval accuracy(int e, int b) {
        return proportion(series[e].accuracyMean[b], series[e].accuracyVariance[b]);
    }

    private Interval proportion(Mean mean, Variance variance) {
        // A mean of fractions can leave [0,1] by a rounding error.
        double p = Math.max(0, Math.min(1, mean.getAsDouble()));
        return Intervals.proportion(p, variance.getAsDouble(), blocks, tasks());
    }

    List<AccuracyRow> accuracyRows() {
        List<AccuracyRow> rows = new ArrayList<>();
        for (int e = 0; e < series.length; e++) {
            Series s = series[e];
            for (int b = 0; b < study.budgets().size(); b++) {
                rows.add(new AccuracyRow(
                        world,
                        label(e),
                        study.budgets().get(b),
                        accuracy(e, b),
                        proportion(s.coverageMean[b], s.coverageVariance[b]),
                        s.passRate[b].getAsDouble(),
                        tasks(),
                        s.tokens[b].getAsDouble(),
                        s.flops[b].getAsDouble(),
                        s.rollouts[b].getAsDouble()));
            }
        }
        return rows;
    }

    List<ComparisonRow> comparisonRows() {
        List<ComparisonRow> rows = new ArrayList<>();
        for (int e = 0; e < series.length; e++) {
            for (int b = 0; b < study.budgets().size() && e != baseline; b++) {
                rows.add(new ComparisonRow(
                        world, label(e), study.baseline(), study.budgets().get(b), difference(e, baseline, b)));
            }
        }
        return rows;
    }

    /** Those that are not told the truth, or all if all are. */
    private static boolean[] contenders(List<Entrant> entrants) {
        boolean all = entrants.stream().allMatch(Entrant::readsTruth);
        boolean[] contends = new boolean[entrants.size()];
        for (int e = 0; e < contends.length; e++) {
            contends[e] = all || !entrants.get(e).readsTruth();
        }
        return contends;
    }

    /** Every policy against the best contender of its budget. */
    List<ComparisonRow> versusBest() {
        List<ComparisonRow> rows = new ArrayList<>();
        for (int b = 0; b < study.budgets().size(); b++) {
            int best = -1;
            for (int e = 0; e < series.length; e++) {
                best = contends[e] && (best < 0 || mean(e, b) > mean(best, b)) ? e : best;
            }
            for (int e = 0; e < series.length; e++) {
                if (e != best) {
                    rows.add(new ComparisonRow(
                            world, label(e), label(best), study.budgets().get(b), difference(e, best, b)));
                }
            }
        }
        return rows;
    }

    /** Accuracy of one policy minus that of another, over the same tasks. */
    private Interval difference(int e, int f, int b) {
        double variance = pairs[Math.max(e, f)][Math.min(e, f)][b].getAsDouble();
        return Intervals.mean(mean(e, b) - mean(f, b), variance, blocks);
    }

    List<RegretRow> regretRows() {
        return regret.rows();
    }

    List<LevelRow> levelRows() {
        return levels.rows();
    }

    List<GainRow> gainRows() {
        List<GainRow> rows = new ArrayList<>();
        List<Integer> budgets = study.budgets();
        for (int e = 0; e < series.length; e++) {
            RealMatrix covariance = series[e].accuracy.getResult();
            for (int b = 0; b + 1 < budgets.size(); b++) {
                double step = budgets.get(b + 1) - budgets.get(b);
                double difference = mean(e, b + 1) - mean(e, b);
                double variance = Math.max(
                        0,
                        covariance.getEntry(b, b)
                                + covariance.getEntry(b + 1, b + 1)
                                - 2 * covariance.getEntry(b, b + 1));
                rows.add(new GainRow(
                        world,
                        label(e),
                        budgets.get(b),
                        budgets.get(b + 1),
                        Intervals.rareMean(difference, variance, blocks, tasks(), step)));
            }
        }
        return rows;
    }

    /**
     * Saturation of every policy, with percentile intervals over 2000 curves drawn from the normal law of the estimated one
     * (its means are correlated across budgets, as common attempts make them).
     */
    List<SaturationRow> saturationRows() {
        List<SaturationRow> rows = new ArrayList<>();
        List<Integer> budgets = study.budgets();
        int n = budgets.size();
        for (int e = 0; e < series.length; e++) {
            double[] curve = new double[n];
            for (int b = 0; b < n; b++) {
                curve[b] = mean(e, b);
            }
            Ttspm fit = Ttspm.fit(budgets, curve);
            double epsilon = study.thresholds().saturated();
            rows.add(new SaturationRow(
                    world,
                    label(e),
                    Saturation.budget(budgets, curve, study.thresholds().efficient()),
                    saturation(e, curve, epsilon),
                    fit.fMax(),
                    fit.px(),
                    fit.saturationBudget(epsilon),
                    curve[n - 1]));
        }
        return rows;
    }

    private Interval saturation(int e, double[] curve, double epsilon) {
        int n = curve.length;
        double value = Saturation.budget(study.budgets(), curve, epsilon);
        EigenDecomposition eigen =
                new EigenDecomposition(series[e].accuracy.getResult().scalarMultiply(1.0 / blocks));
        double[] resampled = new double[RESAMPLES];
        double[] drawn = new double[n];
        KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(study.seed()), e), Purpose.BOOTSTRAP);
        for (int r = 0; r < RESAMPLES; r++) {
            System.arraycopy(curve, 0, drawn, 0, n);
            for (int component = 0; component < n; component++) {
                double size = Math.sqrt(Math.max(0, eigen.getRealEigenvalue(component))) * stream.nextNormal();
                for (int b = 0; b < n; b++) {
                    drawn[b] += size * eigen.getV().getEntry(b, component);
                }
            }
            double budget = Saturation.budget(study.budgets(), drawn, epsilon);
            resampled[r] = Double.isNaN(budget) ? Double.POSITIVE_INFINITY : budget;
        }
        Arrays.sort(resampled);
        double low = resampled[(int) (TAIL * RESAMPLES)];
        double high = resampled[(int) ((1 - TAIL) * RESAMPLES) - 1];
        return new Interval(value, finite(low), finite(high));
    }

    private static double finite(double budget) {
        return Double.isInfinite(budget) ? Double.NaN : budget;
    }

    private double mean(int e, int b) {
        return series[e].accuracyMean[b].getAsDouble();
    }

    private String label(int e) {
        return study.entrants().get(e).label();
    }
}
