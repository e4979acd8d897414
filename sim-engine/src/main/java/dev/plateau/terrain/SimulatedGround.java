package dev.plateau.terrain;

import dev.plateau.experiment.BlockMeans;
import dev.plateau.experiment.BlockRunner;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.RolloutPlan;
import dev.plateau.experiment.Study;
import dev.plateau.run.Jobs;
import dev.plateau.run.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Simulates what policies do. Some blocks of tasks of one place are a job; all policies of a job meet the same trees. The result is
 * the same bits for any number of threads.
 */
public final class SimulatedGround implements Ground, AutoCloseable {
    /** Blocks of a job. */
    private static final int SLICE = 2;

    private final Study template;
    private final Worlds worlds;
    private final List<Entrant> entrants;
    private final ExecutorService pool;

    /**
     * Prepares threads.
     *
     * @param template gives what is neither world, policy nor budget
     * @param worlds by their settings
     * @param entrants labels distinct
     * @param threads at least 1
     * @param patience time that a decision of a policy may take; empty if policies are trusted
     */
    public SimulatedGround(
            Study template, Worlds worlds, List<Entrant> entrants, int threads, Optional<Duration> patience) {
        this.template = template;
        this.worlds = worlds;
        this.entrants = List.copyOf(entrants);
        this.pool = Workers.of(threads, patience);
    }

    /** Accuracies of some blocks: [policy][block]. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Slice(double[][] accuracy, int blockSize) {}

    @Override
    public List<Optional<Sample>> meet(List<double[]> settings, Tasks tasks, BooleanSupplier goOn) {
        List<Optional<Planned>> planned = settings.stream()
                .map(place -> worlds.at(place).map(at -> plan(at, tasks)))
                .toList();
        List<List<Future<Slice>>> places = planned.stream()
                .map(place -> place.map(at -> submit(at, tasks)).orElse(List.of()))
                .toList();
        List<Optional<Sample>> samples = new ArrayList<>();
        for (List<Future<Slice>> slices : places) {
            if (!goOn.getAsBoolean()) {
                places.forEach(rest -> rest.forEach(future -> future.cancel(true)));
                break;
            }
            samples.add(slices.isEmpty() ? Optional.empty() : Optional.of(joined(Jobs.results(slices), tasks)));
        }
        return samples;
    }

    /** A place, and what its budget pays for. */
    private record Planned(Study study, Future<RolloutPlan> plan) {}

    private Planned plan(Worlds.Place place, Tasks tasks) {
        Study study = new Study(
                template.name(),
                template.title(),
                List.of(place.world()),
                entrants,
                entrants.get(0).label(),
                List.of(place.budget()),
                template.unit(),
                template.precision(),
                template.maxTasks(),
                template.thresholds(),
                tasks.seed(),
                Optional.empty());
        return new Planned(
                study, pool.submit(() -> new RolloutPlan(study, place.world().world())));
    }

    private List<Future<Slice>> submit(Planned place, Tasks tasks) {
        List<Future<Slice>> slices = new ArrayList<>();
        for (int first = 0; first < tasks.blocks(); first += SLICE) {
            int from = first;
            int to = Math.min(first + SLICE, tasks.blocks());
            slices.add(pool.submit(() -> slice(place, from, to)));
        }
        return slices;
    }

    private Slice slice(Planned place, int from, int to) {
        Study study = place.study();
        BlockRunner runner = new BlockRunner(study, study.worlds().get(0), Jobs.result(place.plan()));
        double[][] accuracy = new double[entrants.size()][to - from];
        for (int block = from; block < to; block++) {
            BlockMeans means = runner.run(block);
            for (int e = 0; e < accuracy.length; e++) {
                accuracy[e][block - from] = means.accuracy(e, 0);
            }
        }
        return new Slice(accuracy, runner.blockSize());
    }

    private Sample joined(List<Slice> slices, Tasks tasks) {
        double[][] accuracy = new double[entrants.size()][tasks.blocks()];
        int at = 0;
        for (Slice slice : slices) {
            int length = slice.accuracy()[0].length;
            for (int e = 0; e < accuracy.length; e++) {
                System.arraycopy(slice.accuracy()[e], 0, accuracy[e], at, length);
            }
            at += length;
        }
        return new Sample(accuracy, slices.get(0).blockSize());
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
