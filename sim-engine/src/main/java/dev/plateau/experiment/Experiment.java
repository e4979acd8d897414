package dev.plateau.experiment;

import dev.plateau.model.Strata;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.LevelRow;
import dev.plateau.result.RegretRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.StudyResult;
import dev.plateau.result.VerifierRow;
import dev.plateau.run.Jobs;
import dev.plateau.run.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a study. Tasks are simulated in blocks, blocks in waves of fixed size over all threads, and after each wave the blocks
 * are merged in their order and the stopping rule is asked; so the result is the same bits for any number of threads and any
 * order of execution.
 *
 * <p>All policies and budgets of a world meet the same tasks and the same attempts (common random numbers, unless {@link
 * VarianceReduction} takes them away), and so do the worlds of a study as far as they agree. Where the tasks of the first wave lie, so
 * do those of any; where those of the others lie is decided by what the first showed.
 */
public final class Experiment {
    private static final int WAVE = 32;

    private final Study study;
    private final int threads;
    private final Archive archive;

    /** Prepares a run of which nothing is kept but its result. */
    public Experiment(Study study, int threads) {
        this(study, threads, Archive.NONE);
    }

    /**
     * Prepares a run.
     *
     * @param study what to simulate
     * @param threads at least 1; the result does not depend on it
     * @param archive keeps what its pieces show; the result does not depend on what it has
     */
    public Experiment(Study study, int threads, Archive archive) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        this.study = study;
        this.threads = threads;
        this.archive = archive;
    }

    /** Simulates until every accuracy is as precise as asked, the cap is reached or {@code progress} cancels. */
    public StudyResult run(Progress progress) {
        List<AccuracyRow> accuracy = new ArrayList<>();
        List<GainRow> gains = new ArrayList<>();
        List<SaturationRow> saturation = new ArrayList<>();
        List<ComparisonRow> comparison = new ArrayList<>();
        List<VerifierRow> verifiers = new ArrayList<>();
        List<ComparisonRow> versusBest = new ArrayList<>();
        List<LevelRow> levels = new ArrayList<>();
        List<RegretRow> regret = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        ExecutorService pool = Workers.of(threads, progress.patience());
        FleetResults fleet = new FleetResults(study, pool, progress, archive);
        try {
            for (int w = 0; w < study.worlds().size(); w++) {
                NamedWorld world = study.worlds().get(w);
                if (w > 0 && progress.cancelled()) {
                    warnings.add("Interrupted: " + (study.worlds().size() - w) + " of "
                            + study.worlds().size() + " worlds were not simulated.");
                    break;
                }
                RolloutPlan plan = Jobs.results(List.of(pool.submit(() -> new RolloutPlan(study, world.world()))))
                        .get(0);
                WorldStatistics statistics = simulate(w, plan, pool, progress, warnings);
                accuracy.addAll(statistics.accuracyRows());
                gains.addAll(statistics.gainRows());
                saturation.addAll(statistics.saturationRows());
                comparison.addAll(statistics.comparisonRows());
                versusBest.addAll(statistics.versusBest());
                levels.addAll(statistics.levelRows());
                regret.addAll(statistics.regretRows());
                verifiers.add(VerifierQuality.of(study, world));
                if (!study.services().isEmpty()) {
                    fleet.serve(w, plan.rollouts(), statistics.accuracyRows(), warnings);
                }
            }
            fleet.check();
        } finally {
            pool.shutdownNow();
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
                accuracy,
                levels,
                gains,
                saturation,
                comparison,
                versusBest,
                verifiers,
                regret,
                fleet.rows,
                fleet.latencies,
                fleet.timelines,
                warnings);
    }

    private WorldStatistics simulate(
            int w, RolloutPlan plan, ExecutorService pool, Progress progress, List<String> warnings) {
        NamedWorld world = study.worlds().get(w);
        plan.warnings().forEach(warning -> warnings.add(world.name() + ": " + warning));
        BlockRunner[] runners = new BlockRunner[threads];
        for (int i = 0; i < threads; i++) {
            runners[i] = new BlockRunner(study, world, plan);
        }
        int blockSize = runners[0].blockSize();
        long cap = Math.max(2, (study.maxTasks() + blockSize - 1) / blockSize);
        WorldStatistics statistics = new WorldStatistics(study, world.name(), blockSize);
        boolean focused = Focus.wanted(study, world.world());
        Strata strata = Strata.EVEN;
        while (true) {
            long first = statistics.blocks();
            int wave = (int) Math.min(first == 0 && focused ? Focus.BLOCKS : WAVE, cap - first);
            for (BlockMeans block : wave(world.name(), runners, pool, first, wave, strata)) {
                statistics.add(block);
            }
            if (first == 0 && focused) {
                strata = statistics.focus();
            }
            double widest = statistics.widest();
            boolean precise = widest <= study.precision();
            boolean capped = statistics.blocks() >= cap;
            boolean cancelled = progress.cancelled();
            double ratio = study.precision() / widest;
            double share =
                    precise || capped ? 1 : Math.min(1, Math.max(ratio * ratio, (double) statistics.blocks() / cap));
            progress.wave(
                    world.name(),
                    statistics.tasks(),
                    widest,
                    (w + (study.services().isEmpty() ? share : share / 2))
                            / study.worlds().size());
            if (!precise && (capped || cancelled)) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s: %s at %d tasks with a half-width of %.4f, wider than the %.4f asked for.",
                        world.name(),
                        capped ? "stopped by max-tasks" : "interrupted",
                        statistics.tasks(),
                        widest,
                        study.precision()));
            }
            if (precise || capped || cancelled) {
                return statistics;
            }
        }
    }

    private List<BlockMeans> wave(
            String world, BlockRunner[] runners, ExecutorService pool, long first, int count, Strata strata) {
        @Nullable BlockMeans[] blocks = new BlockMeans[count];
        AtomicInteger next = new AtomicInteger();
        List<Future<Boolean>> jobs = new ArrayList<>();
        for (BlockRunner runner : runners) {
            jobs.add(pool.submit(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    long block = first + i;
                    blocks[i] = archive.get(
                            "tasks/" + world + "/block " + block, BlockMeans.class, () -> runner.run(block, strata));
                }
                return true;
            }));
        }
        Jobs.results(jobs);
        return Stream.of(blocks).map(Objects::requireNonNull).toList();
    }
}
