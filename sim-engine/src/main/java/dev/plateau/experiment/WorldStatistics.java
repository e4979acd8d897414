package dev.plateau.experiment;

import dev.plateau.analytic.Saturation;
import dev.plateau.analytic.Ttspm;
import dev.plateau.model.Strata;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.LevelRow;
import dev.plateau.result.RegretRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.stats.ControlVariates;
import dev.plateau.stats.ControlVariates.Controlled;
import dev.plateau.stats.Estimate;
import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.descriptive.moment.VectorialCovariance;
import org.apache.commons.statistics.descriptive.Mean;

/**
 * Statistics over the blocks of one world. Blocks are independent and of equal size, so every mean is a mean of block means
 * and its variance is theirs over their number, both corrected by what is known of the blocks ({@link ControlVariates}). Blocks must be added in their order: then the result is the same bits
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
    private final ControlVariates controls;
    /** [policy][earlier policy][budget]: paired differences of accuracy. */
    private final Controlled[][][] pairs;

    private final double[] variation;
    private long blocks;
    /** As many tasks that count the same tell as much of what is rare. */
    private double evenTasks;

    /** One policy by budget. */
    private static final class Series {
        final VectorialCovariance covariance;
        final Controlled[] accuracy;
        final Controlled[] gain;
        final Controlled[] coverage;
        final Controlled[] passRate;
        final Mean[] tokens;
        final Mean[] flops;
        final Mean[] rollouts;

        Series(int budgets, ControlVariates controls) {
            covariance = new VectorialCovariance(budgets, true);
            accuracy = controlled(budgets, controls);
            gain = controlled(budgets - 1, controls);
            coverage = controlled(budgets, controls);
            passRate = controlled(budgets, controls);
            tokens = means(budgets);
            flops = means(budgets);
            rollouts = means(budgets);
        }

        private static Mean[] means(int n) {
            Mean[] means = new Mean[n];
            Arrays.setAll(means, i -> Mean.create());
            return means;
        }
    }

    private static Controlled[] controlled(int n, ControlVariates controls) {
        Controlled[] means = new Controlled[n];
        Arrays.setAll(means, i -> controls.controlled());
        return means;
    }

    WorldStatistics(Study study, String world, int blockSize) {
        this.study = study;
        this.world = world;
        this.blockSize = blockSize;
        List<String> labels = study.entrants().stream().map(Entrant::label).toList();
        this.baseline = labels.indexOf(study.baseline());
        this.contends = contenders(study.entrants());
        this.controls = new ControlVariates(study.reduction().controls() ? TaskControls.COUNT : 0);
        this.variation = new double[blockSize - 1];
        this.series = new Series[labels.size()];
        Arrays.setAll(series, i -> new Series(study.budgets().size(), controls));
        this.regret = new RegretStatistics(study, world, controls);
        this.levels = new LevelStatistics(study, world);
        this.pairs = new Controlled[labels.size()][][];
        Arrays.setAll(pairs, e -> new Controlled[e][]);
        for (Controlled[][] row : pairs) {
            Arrays.setAll(row, f -> controlled(study.budgets().size(), controls));
        }
    }

    void add(BlockMeans block) {
        blocks++;
        evenTasks += blockSize / block.heaviest;
        controls.accept(block.controls);
        regret.add(block);
        levels.add(block);
        for (int i = 0; i < block.variation.length; i++) {
            variation[i] += block.variation[i];
        }
        for (int e = 0; e < series.length; e++) {
            Series s = series[e];
            double[] accuracy = block.accuracy[e];
            s.covariance.increment(accuracy);
            for (int f = 0; f < e; f++) {
                for (int b = 0; b < pairs[e][f].length; b++) {
                    pairs[e][f][b].accept(accuracy[b] - block.accuracy[f][b]);
                }
            }
            for (int b = 0; b < s.tokens.length; b++) {
                s.accuracy[b].accept(accuracy[b]);
                s.coverage[b].accept(block.coverage[e][b]);
                s.passRate[b].accept(block.passRate[e][b]);
                s.tokens[b].accept(block.tokens[e][b]);
                s.flops[b].accept(block.flops[e][b]);
                s.rollouts[b].accept(block.rollouts[e][b]);
            }
            for (int b = 0; b < s.gain.length; b++) {
                s.gain[b].accept(accuracy[b + 1] - accuracy[b]);
            }
        }
    }

    /** Where the tasks of the blocks that follow should lie. */
    Strata focus() {
        return Focus.of(variation);
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
        return Intervals.proportion(series[e].accuracy[b].estimate(), evenTasks);
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
                        Intervals.proportion(s.coverage[b].estimate(), evenTasks),
                        Math.max(0, Math.min(1, s.passRate[b].value())),
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
            if (e != baseline) {
                rows.addAll(differences(label(e), study.baseline()));
            }
        }
        return rows;
    }

    /** Accuracy of one policy minus that of another by budget. */
    List<ComparisonRow> differences(String policy, String other) {
        List<String> labels = study.entrants().stream().map(Entrant::label).toList();
        List<ComparisonRow> rows = new ArrayList<>();
        for (int b = 0; b < study.budgets().size(); b++) {
            Interval difference = difference(labels.indexOf(policy), labels.indexOf(other), b);
            rows.add(new ComparisonRow(world, policy, other, study.budgets().get(b), difference));
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
        Estimate pair = pairs[Math.max(e, f)][Math.min(e, f)][b].estimate();
        return Intervals.mean(new Estimate(mean(e, b) - mean(f, b), pair.squaredError(), pair.degrees()));
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
            for (int b = 0; b + 1 < budgets.size(); b++) {
                double step = budgets.get(b + 1) - budgets.get(b);
                rows.add(new GainRow(
                        world,
                        label(e),
                        budgets.get(b),
                        budgets.get(b + 1),
                        Intervals.rareMean(series[e].gain[b].estimate(), evenTasks, step)));
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
        EigenDecomposition eigen = new EigenDecomposition(covariance(series[e]));
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

    /** Of the estimated curve. */
    private static RealMatrix covariance(Series s) {
        RealMatrix covariance = s.covariance.getResult();
        for (int b = 0; b < s.accuracy.length; b++) {
            for (int c = 0; c <= b; c++) {
                double estimated = s.accuracy[b].covariance(s.accuracy[c], covariance.getEntry(b, c));
                covariance.setEntry(b, c, estimated);
                covariance.setEntry(c, b, estimated);
            }
        }
        return covariance;
    }

    private static double finite(double budget) {
        return Double.isInfinite(budget) ? Double.NaN : budget;
    }

    private double mean(int e, int b) {
        return Math.max(0, Math.min(1, series[e].accuracy[b].value()));
    }

    private String label(int e) {
        return study.entrants().get(e).label();
    }
}
