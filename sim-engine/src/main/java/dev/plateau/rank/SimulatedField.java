package dev.plateau.rank;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.BlockMeans;
import dev.plateau.experiment.BlockRunner;
import dev.plateau.experiment.Metric;
import dev.plateau.experiment.RolloutPlan;
import dev.plateau.experiment.Study;
import dev.plateau.result.BudgetUnit;
import dev.plateau.run.Jobs;
import dev.plateau.run.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Simulates what alternatives do. Some blocks of a contestant at those of its budgets that are asked for are a job. The result is the
 * same bits for any number of threads, and whichever others are asked for.
 */
public final class SimulatedField implements Field, AutoCloseable {
    private static final int SLICE = 4;
    private static final Metric[] METRICS = Metric.values();

    private final Study template;
    private final List<Contestant> contestants;
    private final ExecutorService pool;
    private final Archive archive;
    /** [contestant][budget]. */
    private final int[][] rollouts;

    private final List<Alternative> alternatives = new ArrayList<>();
    private final int blockSize;
    private long steps;

    /** A budget of a contestant. */
    private record Alternative(int contestant, int budget) {}

    /**
     * Prepares threads, and finds out how many rollouts each budget pays for.
     *
     * @param template gives what is neither world, policy nor budget
     * @param contestants whose budgets are the alternatives, in this order
     * @param seed of everything random
     * @param threads at least 1
     * @param patience time that a decision of a policy may take; empty if policies are trusted
     * @param archive keeps what jobs showed; the result does not depend on what it has
     */
    public SimulatedField(
            Study template,
            List<Contestant> contestants,
            long seed,
            int threads,
            Optional<Duration> patience,
            Archive archive) {
        this.template = template.withSeed(seed);
        this.contestants = List.copyOf(contestants);
        this.pool = Workers.of(threads, patience);
        this.archive = archive;
        try {
            this.rollouts = Jobs.results(contestants.stream()
                            .map(contestant -> pool.submit(() -> planned(contestant)))
                            .toList())
                    .toArray(int[][]::new);
            Contestant any = contestants.get(0);
            this.blockSize = Jobs.results(List.of(pool.submit(
                            () -> new BlockRunner(study(any, List.of(1)), any.world()).blockSize())))
                    .get(0);
        } catch (RuntimeException e) {
            pool.shutdownNow();
            throw e;
        }
        for (int c = 0; c < contestants.size(); c++) {
            for (int b = 0; b < contestants.get(c).budgets().size(); b++) {
                alternatives.add(new Alternative(c, b));
            }
        }
    }

    private int[] planned(Contestant contestant) {
        Study study = study(contestant, contestant.budgets(), template.unit());
        return new RolloutPlan(study, contestant.world().world()).rollouts()[0];
    }

    private Study study(Contestant contestant, List<Integer> rollouts) {
        return study(contestant, rollouts, BudgetUnit.ROLLOUTS);
    }

    private Study study(Contestant contestant, List<Integer> budgets, BudgetUnit unit) {
        return new Study(
                template.name(),
                template.title(),
                List.of(contestant.world()),
                List.of(contestant.entrant()),
                contestant.entrant().label(),
                budgets,
                unit,
                template.precision(),
                template.maxTasks(),
                template.thresholds(),
                template.seed(),
                Optional.empty());
    }

    @Override
    public int size() {
        return alternatives.size();
    }

    @Override
    public int blockSize() {
        return blockSize;
    }

    @Override
    public long steps() {
        return steps;
    }

    /** Contestant that an alternative belongs to. */
    public Contestant contestant(int alternative) {
        return contestants.get(alternatives.get(alternative).contestant());
    }

    /** Budget of an alternative. */
    public int budget(int alternative) {
        return contestant(alternative)
                .budgets()
                .get(alternatives.get(alternative).budget());
    }

    @Override
    public double[][][] observe(int[] asked, long first, int count) {
        double[][][] observed = new double[asked.length][METRICS.length][count];
        List<int[]> groups = groups(asked);
        List<Future<Slice>> jobs = new ArrayList<>();
        for (int from = 0; from < count; from += SLICE) {
            long begin = first + from;
            int length = Math.min(SLICE, count - from);
            for (int[] group : groups) {
                int[] numbers = Arrays.stream(group).map(at -> asked[at]).toArray();
                String name =
                        "alternatives " + Arrays.toString(numbers) + "/blocks " + begin + " to " + (begin + length);
                jobs.add(pool.submit(() -> archive.shown(name, Slice.class, () -> slice(numbers, begin, length))));
            }
        }
        List<Slice> slices = Jobs.results(jobs);
        for (int s = 0; s < slices.size(); s++) {
            steps += slices.get(s).steps();
            int[] group = groups.get(s % groups.size());
            int from = s / groups.size() * SLICE;
            for (int g = 0; g < group.length; g++) {
                for (int m = 0; m < METRICS.length; m++) {
                    double[] means = slices.get(s).means()[g][m];
                    System.arraycopy(means, 0, observed[group[g]][m], from, means.length);
                }
            }
        }
        return observed;
    }

    /** Positions of those that belong to one contestant. */
    private List<int[]> groups(int[] asked) {
        return IntStream.range(0, contestants.size())
                .mapToObj(c -> IntStream.range(0, asked.length)
                        .filter(at -> alternatives.get(asked[at]).contestant() == c)
                        .toArray())
                .filter(group -> group.length > 0)
                .toList();
    }

    /** Blocks of alternatives of one contestant. */
    private Slice slice(int[] numbers, long first, int count) {
        Contestant contestant = contestant(numbers[0]);
        int[] spent = Arrays.stream(numbers)
                .map(n -> rollouts[alternatives.get(n).contestant()][
                        alternatives.get(n).budget()])
                .toArray();
        List<Integer> distinct =
                Arrays.stream(spent).distinct().sorted().boxed().toList();
        BlockRunner runner = new BlockRunner(study(contestant, distinct), contestant.world());
        double[][][] means = new double[numbers.length][METRICS.length][count];
        for (int block = 0; block < count; block++) {
            BlockMeans found = runner.run(first + block);
            for (int n = 0; n < numbers.length; n++) {
                for (int m = 0; m < METRICS.length; m++) {
                    means[n][m][block] = found.mean(METRICS[m], 0, distinct.indexOf(spent[n]));
                }
            }
        }
        return new Slice(means, runner.steps());
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
