package dev.plateau.experiment;

import dev.plateau.result.AccuracyRow;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.FleetRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.LevelRow;
import dev.plateau.result.RegretRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.StudyResult;
import dev.plateau.result.VerifierRow;
import dev.plateau.run.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Runs a study. Its {@link Piece}s are simulated by a {@link Backend}, some worlds at a time, and what they show is merged in an
 * order that depends on the study alone; so the result is the same bits wherever they are simulated, and in whatever order.
 *
 * <p>All policies and budgets of a world meet the same tasks and the same attempts (common random numbers, unless {@link
 * VarianceReduction} takes them away), and so do the worlds of a study as far as they agree. Where the tasks of the first wave lie, so
 * do those of any; where those of the others lie is decided by what the first showed.
 */
public final class Experiment {
    private final Study study;
    private final Archive archive;
    private final Function<Progress, Backend> backends;

    /** Prepares a run of which nothing is kept but its result. */
    public Experiment(Study study, int threads) {
        this(study, threads, Archive.NONE);
    }

    /**
     * Prepares a run on threads of this process.
     *
     * @param study what to simulate
     * @param threads at least 1; the result does not depend on it
     * @param archive keeps what its pieces show; the result does not depend on what it has
     */
    public Experiment(Study study, int threads, Archive archive) {
        this(study, archive, progress -> new LocalBackend(study, threads, progress.patience()));
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
    }

    /**
     * Prepares a run.
     *
     * @param study what to simulate
     * @param archive keeps what its pieces show; the result does not depend on what it has
     * @param backends makes a backend that simulates pieces of the study when it begins, which is closed when it ends; the
     *     result does not depend on it
     */
    public Experiment(Study study, Archive archive, Function<Progress, Backend> backends) {
        this.study = study;
        this.archive = archive;
        this.backends = backends;
    }

    /** Simulates until every accuracy is as precise as asked, the cap is reached or {@code progress} cancels. */
    public StudyResult run(Progress progress) {
        try (Backend backend = backends.apply(progress)) {
            Pieces pieces = new Pieces(study, backend, archive);
            Course course = new Course(study, progress);
            int worlds = study.worlds().size();
            // While one ends, others keep the backend busy.
            int atOnce = Math.min(worlds, 1 + (backend.slots() + WorldRun.WAVE - 1) / WorldRun.WAVE);
            ExecutorService drivers = Executors.newFixedThreadPool(atOnce);
            try {
                return result(Jobs.results(IntStream.range(0, worlds)
                        .mapToObj(world -> drivers.submit(() -> simulate(pieces, world, course)))
                        .toList()));
            } finally {
                drivers.shutdownNow();
            }
        }
    }

    /** What one world shows. */
    private record World(
            List<AccuracyRow> accuracy,
            List<LevelRow> levels,
            List<GainRow> gains,
            List<SaturationRow> saturation,
            List<ComparisonRow> comparison,
            List<ComparisonRow> versusBest,
            VerifierRow verifier,
            List<RegretRow> regret,
            FleetResults fleet,
            List<String> warnings) {}

    /** A world by its number; empty if the run was cancelled before, unless it is the first. */
    private Optional<World> simulate(Pieces pieces, int w, Course course) {
        if (w > 0 && course.cancelled()) {
            return Optional.empty();
        }
        List<String> warnings = new ArrayList<>();
        WorldRun run = new WorldRun(pieces, w, course);
        WorldStatistics statistics = run.run(warnings);
        List<AccuracyRow> accuracy = statistics.accuracyRows();
        FleetResults fleet = new FleetResults(pieces, w, course);
        fleet.serve(run.plan().rollouts(), accuracy, warnings);
        return Optional.of(new World(
                accuracy,
                statistics.levelRows(),
                statistics.gainRows(),
                statistics.saturationRows(),
                statistics.comparisonRows(),
                statistics.versusBest(),
                VerifierQuality.of(study, study.worlds().get(w)),
                statistics.regretRows(),
                fleet,
                warnings));
    }

    private StudyResult result(List<Optional<World>> all) {
        List<World> worlds = all.stream().flatMap(Optional::stream).toList();
        List<FleetRow> fleet = joined(worlds, world -> world.fleet().rows);
        FleetResults.check(fleet);
        List<String> warnings = new ArrayList<>(joined(worlds, World::warnings));
        if (worlds.size() < all.size()) {
            warnings.add("Interrupted: " + (all.size() - worlds.size()) + " of " + all.size()
                    + " worlds were not simulated.");
        }
        return new StudyResult(
                study.name(),
                study.title(),
                study.baseline(),
                study.entrants().stream()
                        .filter(Entrant::readsTruth)
                        .map(Entrant::label)
                        .toList(),
                study.unit(),
                study.thresholds().efficient(),
                study.thresholds().saturated(),
                joined(worlds, World::accuracy),
                joined(worlds, World::levels),
                joined(worlds, World::gains),
                joined(worlds, World::saturation),
                joined(worlds, World::comparison),
                joined(worlds, World::versusBest),
                worlds.stream().map(World::verifier).toList(),
                joined(worlds, World::regret),
                fleet,
                joined(worlds, world -> world.fleet().latencies),
                joined(worlds, world -> world.fleet().timelines),
                warnings);
    }

    private static <T> List<T> joined(List<World> worlds, Function<World, List<T>> part) {
        return worlds.stream().map(part).flatMap(List::stream).toList();
    }
}
