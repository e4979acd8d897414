package dev.plateau.rank;

import dev.plateau.experiment.Metric;
import dev.plateau.experiment.Progress;
import dev.plateau.result.BestResult;
import dev.plateau.result.CandidateRow;
import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * Seeks the best alternative by {@link KimNelson}, whose observations are means over blocks of tasks. All alternatives meet the same
 * blocks; those that are dropped are not simulated any further. The same result for any number of threads.
 *
 * <p>Blocks are simulated some at a time, a sixteenth of those so far, and given to the procedure one by one; so up to 6 % of what is
 * simulated may come after a decision. It counts as spent, and for the intervals.
 */
public final class BestSearch {
    /** Blocks that all alternatives meet. */
    public static final int FIRST = 20;

    private static final List<Metric> METRICS = List.of(Metric.values());
    private static final int FEWEST = 4;
    private static final int GROWTH = 16;
    /** As in {@link Intervals}: a rare event that was not seen in n tasks may have a chance of 3.7/n. */
    private static final double RARE = 1.88;

    private static final double TAIL = 0.025;

    private final Field field;
    private final Objective objective;
    private final double indifference;
    private final double confidence;
    private final long mostBlocks;
    /** [alternative][metric]: by block. */
    private final Means[][] records;

    /**
     * A search to be made.
     *
     * @param field where alternatives are observed
     * @param objective what is maximised
     * @param indifference a smaller difference does not matter; above 0
     * @param confidence of the choice, in (0,1)
     * @param mostTasks of an alternative; the search ends undecided when they are used up
     */
    public BestSearch(Field field, Objective objective, double indifference, double confidence, long mostTasks) {
        this.field = field;
        this.objective = objective;
        this.indifference = indifference;
        this.confidence = confidence;
        this.mostBlocks = Math.max(FIRST, (mostTasks + field.blockSize() - 1) / field.blockSize());
        this.records = new Means[field.size()][METRICS.size()];
        for (Means[] row : records) {
            Arrays.setAll(row, m -> new Means());
        }
    }

    /** Means by block, as many as there are. */
    private static final class Means {
        private double[] values = new double[FIRST];
        private int size;

        void add(double[] more) {
            if (size + more.length > values.length) {
                values = Arrays.copyOf(values, Math.max(2 * values.length, size + more.length));
            }
            System.arraycopy(more, 0, values, size, more.length);
            size += more.length;
        }

        double[] whole() {
            return Arrays.copyOf(values, size);
        }

        double mean() {
            return Mean.ofRange(values, 0, size).getAsDouble();
        }
    }

    /** Names an alternative. */
    public interface Names {
        /** Label of the policy. */
        String policy(int alternative);

        /** Decisions that differ from the scenario, in words. */
        String settings(int alternative);

        /** Budget per task. */
        int budget(int alternative);
    }

    /**
     * Seeks.
     *
     * @param title of the scenario
     * @param words the objective in words
     * @param names of the alternatives
     * @param progress hears of it, and may end it
     */
    public BestResult run(String title, String words, Names names, Progress progress) {
        observe(IntStream.range(0, field.size()).toArray(), 0, FIRST);
        long firstSteps = field.steps();
        double rare = RARE / ((double) FIRST * field.blockSize());
        KimNelson procedure = new KimNelson(
                new KimNelson.Aim(indifference, confidence, FIRST, FIRST * rare * rare),
                IntStream.range(0, field.size()).mapToObj(this::values).toArray(double[][]::new));
        long blocks = FIRST;
        while (!procedure.decided() && blocks < mostBlocks && !progress.cancelled()) {
            int[] left = procedure.survivors();
            progress.planning(
                    left.length + " of " + field.size() + " alternatives left after " + blocks * field.blockSize()
                            + " tasks",
                    Math.min(1, blocks / Math.max((double) blocks, procedure.longest())));
            int more = (int) Math.min(mostBlocks - blocks, Math.max(FEWEST, blocks / GROWTH));
            observe(left, blocks, more);
            double[][] values =
                    IntStream.range(0, field.size()).mapToObj(this::values).toArray(double[][]::new);
            for (int at = 0; at < more && !procedure.decided(); at++) {
                int block = (int) blocks + at;
                procedure.add(Arrays.stream(values)
                        .mapToDouble(own -> block < own.length ? own[block] : Double.NaN)
                        .toArray());
            }
            blocks += more;
        }
        double evenSteps = (double) firstSteps / FIRST * procedure.even();
        return new BestResult(
                title,
                words,
                indifference,
                confidence,
                rows(procedure, names),
                procedure.decided(),
                !procedure.decided() && progress.cancelled(),
                new BestResult.Effort(
                        field.steps(),
                        evenSteps,
                        procedure.even() * field.blockSize(),
                        (long) FIRST * field.blockSize()));
    }

    private void observe(int[] alternatives, long first, int count) {
        double[][][] observed = field.observe(alternatives, first, count);
        for (int a = 0; a < alternatives.length; a++) {
            for (int m = 0; m < observed[a].length; m++) {
                records[alternatives[a]][m].add(observed[a][m]);
            }
        }
    }

    private Means record(int alternative, Metric metric) {
        return records[alternative][METRICS.indexOf(metric)];
    }

    /** What is maximised, by block. */
    private double[] values(int alternative) {
        double[] accuracy = record(alternative, Metric.ACCURACY).whole();
        double[] spent = record(alternative, objective.unit().metric()).whole();
        Arrays.setAll(accuracy, b -> objective.value(accuracy[b], spent[b]));
        return accuracy;
    }

    private List<CandidateRow> rows(KimNelson procedure, Names names) {
        int chosen = procedure.best();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < field.size(); i++) {
            order.add(i);
        }
        double[] means = new double[field.size()];
        Arrays.setAll(means, i -> Mean.of(values(i)).getAsDouble());
        order.sort(Comparator.<Integer>comparingInt(i -> i == chosen ? 0 : 1)
                .thenComparingLong(i -> procedure.droppedAfter(i) == 0 ? Long.MIN_VALUE : -procedure.droppedAfter(i))
                .thenComparingDouble(i -> -means[i]));
        return order.stream().map(i -> row(i, chosen, procedure, names)).toList();
    }

    private CandidateRow row(int i, int chosen, KimNelson procedure, Names names) {
        Means accuracy = record(i, Metric.ACCURACY);
        long tasks = (long) accuracy.size * field.blockSize();
        Optional<Interval> behind = i == chosen ? Optional.empty() : Optional.of(behind(chosen, i));
        int by = procedure.droppedBy(i);
        double[] shares = accuracy.whole();
        double[] values = values(i);
        return new CandidateRow(
                names.policy(i),
                names.settings(i),
                names.budget(i),
                behind.isEmpty()
                        ? CandidateRow.Verdict.CHOSEN
                        : behind.get().low() > indifference ? CandidateRow.Verdict.WORSE : CandidateRow.Verdict.CLOSE,
                interval(values, TAIL),
                behind,
                Intervals.proportion(accuracy.mean(), Variance.of(shares).getAsDouble(), shares.length, tasks),
                record(i, Metric.ROLLOUTS).mean(),
                record(i, Metric.TOKENS).mean(),
                record(i, Metric.FLOPS).mean(),
                tasks,
                procedure.droppedAfter(i) * field.blockSize(),
                by < 0 ? "" : CandidateRow.name(names.policy(by), names.settings(by), names.budget(by)));
    }

    /** By how much the chosen one is better on the tasks that both met; this and all others at once. */
    private Interval behind(int chosen, int other) {
        double[] best = values(chosen);
        double[] own = values(other);
        double[] difference = new double[Math.min(best.length, own.length)];
        Arrays.setAll(difference, b -> best[b] - own[b]);
        return interval(difference, (1 - confidence) / (2 * (field.size() - 1)));
    }

    private Interval interval(double[] values, double tail) {
        return Intervals.rareMeanAt(
                Mean.of(values).getAsDouble(),
                Variance.of(values).getAsDouble(),
                values.length,
                (long) values.length * field.blockSize(),
                tail);
    }
}
