package dev.plateau.terrain;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.BlockMeans;
import dev.plateau.experiment.BlockRunner;
import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.RolloutPlan;
import dev.plateau.experiment.Study;
import dev.plateau.run.Jobs;
import dev.plateau.run.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final Archive archive;

    /**
     * Prepares threads.
     *
     * @param template gives what is neither world, policy nor budget
     * @param worlds by their settings
     * @param entrants labels distinct
     * @param threads at least 1
     * @param patience time that a decision of a policy may take; empty if policies are trusted
     * @param archive keeps what jobs showed; the result does not depend on what it has
     */
    public SimulatedGround(
            Study template,
            Worlds worlds,
            List<Entrant> entrants,
            int threads,
            Optional<Duration> patience,
            Archive archive) {
        this.template = template;
        this.worlds = worlds;
        this.entrants = List.copyOf(entrants);
        this.pool = Workers.of(threads, patience);
        this.archive = archive;
    }

    @Override
    public List<Optional<Sample>> meet(List<double[]> settings, Tasks tasks, BooleanSupplier goOn) {
        List<Optional<Planned>> planned = settings.stream()
                .map(place -> worlds.at(place).map(at -> plan(at, place, tasks)))
                .toList();
        List<List<Future<Sample>>> places = planned.stream()
                .map(place -> place.map(at -> submit(at, tasks)).orElse(List.of()))
                .toList();
        List<Optional<Sample>> samples = new ArrayList<>();
        for (List<Future<Sample>> slices : places) {
            if (!goOn.getAsBoolean()) {
                places.forEach(rest -> rest.forEach(future -> future.cancel(true)));
                break;
            }
            samples.add(slices.isEmpty() ? Optional.empty() : Optional.of(joined(Jobs.results(slices), tasks)));
        }
        return samples;
    }

    /** A place, what its pieces are called, and what its budget pays for. */
    private record Planned(String name, Study study, Future<RolloutPlan> plan) {}

    private Planned plan(Worlds.Place place, double[] settings, Tasks tasks) {
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
                String.join("/", "place", Arrays.toString(settings), "tasks of " + tasks.seed()),
                study,
                pool.submit(() -> new RolloutPlan(study, place.world().world())));
    }

    private List<Future<Sample>> submit(Planned place, Tasks tasks) {
        List<Future<Sample>> slices = new ArrayList<>();
        for (int first = 0; first < tasks.blocks(); first += SLICE) {
            int from = first;
            int to = Math.min(first + SLICE, tasks.blocks());
            String name = place.name() + "/blocks " + from + " to " + to;
            slices.add(pool.submit(() -> archive.shown(name, Sample.class, () -> slice(place, from, to))));
        }
        return slices;
    }

    private Sample slice(Planned place, int from, int to) {
        Study study = place.study();
        BlockRunner runner = new BlockRunner(study, study.worlds().get(0), Jobs.result(place.plan()));
        double[][] accuracy = new double[entrants.size()][to - from];
        for (int block = from; block < to; block++) {
            BlockMeans means = runner.run(block);
            for (int e = 0; e < accuracy.length; e++) {
                accuracy[e][block - from] = means.accuracy(e, 0);
            }
        }
        return new Sample(accuracy, runner.blockSize());
    }

    private Sample joined(List<Sample> slices, Tasks tasks) {
        double[][] accuracy = new double[entrants.size()][tasks.blocks()];
        int at = 0;
        for (Sample slice : slices) {
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
