package dev.plateau.sensitivity;

import dev.plateau.analytic.Saturation;
import dev.plateau.experiment.Archive;
import dev.plateau.experiment.BlockMeans;
import dev.plateau.experiment.BlockRunner;
import dev.plateau.experiment.Metric;
import dev.plateau.experiment.RolloutPlan;
import dev.plateau.experiment.Study;
import dev.plateau.random.Keys;
import dev.plateau.result.Range;
import dev.plateau.run.Jobs;
import dev.plateau.run.Workers;
import dev.plateau.terrain.Duel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Cases cases;
    private final Duel.Space space;
    private final List<Output> outputs;
    private final int halfBlocks;
    private final ExecutorService pool;
    private final Archive archive;

    /**
     * Prepares threads.
     *
     * @param template gives what is neither world, policy nor budget; its budgets count for saturation, its seed for everything
     * @param cases by their settings
     * @param space the settings
     * @param outputs what is asked for
     * @param halfBlocks blocks of tasks in each half, at least 1
     * @param threads at least 1
     * @param patience time that a decision of a policy may take; empty if policies are trusted
     * @param archive keeps what places showed; the result does not depend on what it has
     */
    public SimulatedResponse(
            Study template,
            Cases cases,
            Duel.Space space,
            List<Output> outputs,
            int halfBlocks,
            int threads,
            Optional<Duration> patience,
            Archive archive) {
        this.template = template;
        this.cases = cases;
        this.space = space;
        this.outputs = List.copyOf(outputs);
        this.halfBlocks = halfBlocks;
        this.pool = Workers.of(threads, patience);
        this.archive = archive;
    }

    @Override
    public int outputs() {
        return outputs.size();
    }

    @Override
    public List<Reading[][]> at(List<double[][]> groups, long first, BooleanSupplier goOn) {
        List<List<Future<Reading[]>>> jobs = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            jobs.add(submit(groups.get(g), first + g));
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

    private List<Future<Reading[]>> submit(double[][] places, long group) {
        long seed = Keys.child(Keys.root(template.seed()), group);
        return IntStream.range(0, places.length)
                .mapToObj(p -> pool.submit(() ->
                        archive.shown("group " + group + "/place " + p, Reading[].class, () -> place(places[p], seed))))
                .toList();
    }

    private Reading[] place(double[] shares, long seed) {
        List<Range> ranges = space.ranges();
        double[] settings = new double[shares.length];
        Arrays.setAll(settings, i -> ranges.get(i).at(shares[i]));
        return cases.at(space.mended(settings))
                .map(at -> simulate(at, seed))
                .orElseGet(() -> outputs.stream()
                        .map(output -> Reading.exact(Double.NaN))
                        .toArray(Reading[]::new));
    }

    private Reading[] simulate(Cases.Case at, long seed) {
        TreeSet<Integer> budgets = new TreeSet<>(Set.of(at.budget()));
        if (outputs.stream().anyMatch(SimulatedResponse::isSaturation)) {
            budgets.addAll(template.budgets());
        }
        List<Integer> all = List.copyOf(budgets);
        Study study = new Study(
                template.name(),
                template.title(),
                List.of(at.world()),
                at.entrants(),
                at.entrants().get(0).label(),
                all,
                template.unit(),
                template.precision(),
                template.maxTasks(),
                template.thresholds(),
                seed,
                Optional.empty());
        RolloutPlan plan = new RolloutPlan(study, at.world().world());
        BlockRunner runner = new BlockRunner(study, at.world(), plan);
        List<BlockMeans> blocks =
                IntStream.range(0, 2 * halfBlocks).mapToObj(runner::run).toList();
        List<BlockMeans> one = blocks.subList(0, halfBlocks);
        List<BlockMeans> other = blocks.subList(halfBlocks, 2 * halfBlocks);
        int budget = all.indexOf(at.budget());
        Map<Integer, Served> served = new HashMap<>();
        return outputs.stream()
                .map(output -> output instanceof Output.OfStudy asked
                        ? new Reading(
                                value(asked, all, budget, blocks),
                                value(asked, all, budget, one),
                                value(asked, all, budget, other))
                        : served.computeIfAbsent(
                                        output.policy(),
                                        policy -> new Served(
                                                study,
                                                at,
                                                policy,
                                                plan.rollouts()[policy][budget],
                                                mean(Metric.ACCURACY, policy, budget, blocks)))
                                .reading(((Output.OfFleet) output).column()))
                .toArray(Reading[]::new);
    }

    private static boolean isSaturation(Output output) {
        return output instanceof Output.OfStudy asked && asked.kind() == Output.Kind.SATURATION;
    }

    private double value(Output.OfStudy output, List<Integer> budgets, int budget, List<BlockMeans> blocks) {
        Metric metric = output.kind().metric();
        return switch (output.kind()) {
            case SATURATION ->
                Saturation.budget(
                        template.budgets(),
                        template.budgets().stream()
                                .mapToDouble(each -> mean(metric, output.policy(), budgets.indexOf(each), blocks))
                                .toArray(),
                        template.thresholds().saturated());
            case DIFFERENCE ->
                mean(metric, output.policy(), budget, blocks) - mean(metric, output.rival(), budget, blocks);
            case ACCURACY, COVERAGE, PASS_RATE, ROLLOUTS, TOKENS, FLOPS ->
                mean(metric, output.policy(), budget, blocks);
        };
    }

    private static double mean(Metric metric, int policy, int budget, List<BlockMeans> blocks) {
        double sum = 0;
        for (BlockMeans block : blocks) {
            sum += block.mean(metric, policy, budget);
        }
        return sum / blocks.size();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
