package dev.plateau.sensitivity;

import dev.plateau.analytic.Saturation;
import dev.plateau.experiment.BlockMeans;
import dev.plateau.experiment.BlockRunner;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.Study;
import dev.plateau.random.Keys;
import dev.plateau.result.Range;
import dev.plateau.run.Jobs;
import dev.plateau.run.Workers;
import dev.plateau.terrain.Duel;
import dev.plateau.terrain.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Simulates what comes out of settings of a scenario. A place is a job; the result is the same bits for any number of threads.
 */
public final class SimulatedResponse implements Response, AutoCloseable {
    private final Study template;
    private final Worlds worlds;
    private final Duel.Space space;
    private final List<Entrant> entrants;
    private final List<Output> outputs;
    private final int halfBlocks;
    private final ExecutorService pool;

    /**
     * Prepares threads.
     *
     * @param template gives what is neither world, policy nor budget; its budgets count for saturation, its seed for everything
     * @param worlds by their settings
     * @param space the settings
     * @param entrants labels distinct
     * @param outputs what is asked for
     * @param halfBlocks blocks of tasks in each half, at least 1
     * @param threads at least 1
     * @param patience time that a decision of a policy may take; empty if policies are trusted
     */
    public SimulatedResponse(
            Study template,
            Worlds worlds,
            Duel.Space space,
            List<Entrant> entrants,
            List<Output> outputs,
            int halfBlocks,
            int threads,
            Optional<Duration> patience) {
        this.template = template;
        this.worlds = worlds;
        this.space = space;
        this.entrants = List.copyOf(entrants);
        this.outputs = List.copyOf(outputs);
        this.halfBlocks = halfBlocks;
        this.pool = Workers.of(threads, patience);
    }

    @Override
    public int outputs() {
        return outputs.size();
    }

    @Override
    public List<Reading[][]> at(List<double[][]> groups, long first, BooleanSupplier goOn) {
        List<List<Future<Reading[]>>> jobs = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            long seed = Keys.child(Keys.root(template.seed()), first + g);
            jobs.add(Arrays.stream(groups.get(g))
                    .map(place -> pool.submit(() -> place(place, seed)))
                    .toList());
        }
        List<Reading[][]> readings = new ArrayList<>();
        for (List<Future<Reading[]>> group : jobs) {
            if (!goOn.getAsBoolean()) {
                jobs.forEach(rest -> rest.forEach(job -> job.cancel(true)));
                break;
            }
            readings.add(Jobs.results(group).toArray(Reading[][]::new));
        }
        return readings;
    }

    private Reading[] place(double[] shares, long seed) {
        List<Range> ranges = space.ranges();
        double[] settings = new double[shares.length];
        Arrays.setAll(settings, i -> ranges.get(i).at(shares[i]));
        Optional<Worlds.Place> place = worlds.at(space.mended(settings));
        if (place.isEmpty()) {
            return outputs.stream().map(output -> Reading.exact(Double.NaN)).toArray(Reading[]::new);
        }
        return simulate(place.get(), seed);
    }

    private Reading[] simulate(Worlds.Place place, long seed) {
        TreeSet<Integer> budgets = new TreeSet<>();
        for (Output output : outputs) {
            budgets.addAll(output.kind() == Output.Kind.SATURATION ? template.budgets() : List.of(place.budget()));
        }
        List<Integer> all = List.copyOf(budgets);
        Study study = new Study(
                template.name(),
                template.title(),
                List.of(place.world()),
                entrants,
                entrants.get(0).label(),
                all,
                template.unit(),
                template.precision(),
                template.maxTasks(),
                template.thresholds(),
                seed,
                Optional.empty());
        BlockRunner runner = new BlockRunner(study, place.world());
        List<BlockMeans> blocks =
                IntStream.range(0, 2 * halfBlocks).mapToObj(runner::run).toList();
        List<BlockMeans> one = blocks.subList(0, halfBlocks);
        List<BlockMeans> other = blocks.subList(halfBlocks, 2 * halfBlocks);
        return outputs.stream()
                .map(output -> new Reading(
                        value(output, all, place.budget(), blocks),
                        value(output, all, place.budget(), one),
                        value(output, all, place.budget(), other)))
                .toArray(Reading[]::new);
    }

    private double value(Output output, List<Integer> budgets, int budget, List<BlockMeans> blocks) {
        return switch (output.kind()) {
            case SATURATION ->
                Saturation.budget(
                        template.budgets(),
                        template.budgets().stream()
                                .mapToDouble(each -> mean(output, output.policy(), budgets.indexOf(each), blocks))
                                .toArray(),
                        template.thresholds().saturated());
            case DIFFERENCE ->
                mean(output, output.policy(), budgets.indexOf(budget), blocks)
                        - mean(output, output.rival(), budgets.indexOf(budget), blocks);
            case ACCURACY, COVERAGE, PASS_RATE, ROLLOUTS, TOKENS, FLOPS ->
                mean(output, output.policy(), budgets.indexOf(budget), blocks);
        };
    }

    private static double mean(Output output, int policy, int budget, List<BlockMeans> blocks) {
        double sum = 0;
        for (BlockMeans block : blocks) {
            sum += block.mean(output.kind().metric(), policy, budget);
        }
        return sum / blocks.size();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
