package dev.plateau.calibrate;

import dev.plateau.model.TaskTree;
import dev.plateau.model.World;
import dev.plateau.policy.Policy;
import dev.plateau.run.Jobs;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Simulates the cells of a table in a world. All methods meet the same tasks, and so do all worlds under one seed (common
 * random numbers): differences between worlds are then not blurred by the luck of the tasks.
 */
public final class TableSimulator {
    /** Tasks that one thread takes at a time. */
    private static final int SLICE = 16;

    private final List<AccuracyTable.Cell> cells;
    private final List<Contestant> contestants;
    private final int[] budgets;
    private final int[] contestantOf;
    private final int[] budgetOf;
    private final Selection selection;
    private final ExecutorService pool;

    /**
     * A simulator.
     *
     * @param table whose cells are simulated; only their metric, method and budget are read
     * @param contestants one for each method of the table
     * @param selection how all choose their answer
     * @param pool threads to use; the result does not depend on their number
     */
    public TableSimulator(
            AccuracyTable table, List<Contestant> contestants, Selection selection, ExecutorService pool) {
        this.cells = table.cells();
        List<String> methods = table.methods();
        this.contestants = contestants.stream()
                .filter(contestant -> methods.contains(contestant.method()))
                .toList();
        List<String> known = this.contestants.stream().map(Contestant::method).toList();
        List<Integer> ascending = table.budgets();
        this.budgets = ascending.stream().mapToInt(Integer::intValue).toArray();
        this.contestantOf =
                cells.stream().mapToInt(cell -> known.indexOf(cell.method())).toArray();
        if (IntStream.of(contestantOf).anyMatch(index -> index < 0)) {
            throw new IllegalArgumentException("methods without a policy in " + methods + ", known are " + known);
        }
        this.budgetOf = cells.stream()
                .mapToInt(cell -> ascending.indexOf(cell.budget()))
                .toArray();
        this.selection = selection;
        this.pool = pool;
    }

    /**
     * The cells of a table as a world has them.
     *
     * @param mean by cell, in the order of the table
     * @param standardError of these means, from the blocks of tasks; NaN for a single block
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Moments(double[] mean, double[] standardError) {}

    /**
     * Simulates whole blocks of tasks.
     *
     * @param world that the methods meet
     * @param seed of everything random
     * @param tasks rounded up to whole blocks
     */
    public Moments simulate(World world, long seed, int tasks) {
        int blockSize = new TaskTree(world, seed).blockSize();
        int blocks = (tasks + blockSize - 1) / blockSize;
        List<Future<double[]>> jobs = new ArrayList<>();
        List<Integer> blockOf = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            for (int from = 0; from < blockSize; from += SLICE) {
                long first = (long) block * blockSize + from;
                int count = Math.min(SLICE, blockSize - from);
                Callable<double[]> job = () -> sums(world, seed, first, count);
                jobs.add(pool.submit(job));
                blockOf.add(block);
            }
        }
        double[][] sums = new double[blocks][cells.size()];
        List<double[]> slices = Jobs.results(jobs);
        for (int job = 0; job < slices.size(); job++) {
            double[] slice = slices.get(job);
            for (int cell = 0; cell < slice.length; cell++) {
                sums[blockOf.get(job)][cell] += slice[cell];
            }
        }
        double[] mean = new double[cells.size()];
        double[] error = new double[cells.size()];
        for (int cell = 0; cell < mean.length; cell++) {
            for (double[] block : sums) {
                mean[cell] += block[cell] / blockSize / blocks;
            }
            double square = 0;
            for (double[] block : sums) {
                square += (block[cell] / blockSize - mean[cell]) * (block[cell] / blockSize - mean[cell]);
            }
            error[cell] = Math.sqrt(square / (blocks - 1.0) / blocks);
        }
        return new Moments(mean, error);
    }

    /** Sums over tasks, by cell. */
    private double[] sums(World world, long seed, long first, int count) {
        TaskTree tree = new TaskTree(world, seed);
        TaskRunner runner = new TaskRunner(tree, budgets);
        List<Policy> policies = contestants.stream().map(c -> c.policy().get()).toList();
        Outcomes[] outcomes = Stream.generate(() -> new Outcomes(budgets.length))
                .limit(policies.size())
                .toArray(Outcomes[]::new);
        double[] sums = new double[cells.size()];
        for (long task = first; task < first + count; task++) {
            tree.begin(task);
            if (tree.chance() == 0) {
                continue;
            }
            for (int p = 0; p < outcomes.length; p++) {
                runner.run(policies.get(p), selection, outcomes[p]);
            }
            for (int cell = 0; cell < sums.length; cell++) {
                Outcomes outcome = outcomes[contestantOf[cell]];
                sums[cell] += switch (cells.get(cell).metric()) {
                    case ACCURACY -> outcome.accuracy[budgetOf[cell]];
                    case PASS_RATE -> outcome.passRate[budgetOf[cell]];
                };
            }
        }
        return sums;
    }
}
