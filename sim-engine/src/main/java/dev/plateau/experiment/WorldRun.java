package dev.plateau.experiment;

import dev.plateau.model.Strata;
import dev.plateau.model.TaskTree;
import dev.plateau.run.Jobs;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/**
 * Simulates the blocks of one world until they suffice. Blocks are merged in their order, and at each multiple of a fixed number
 * of them, a wave, the stopping rule is asked. Which blocks are simulated when does not matter for the result: there are always
 * enough under way to keep the backend busy, also of waves that may turn out not to be needed.
 */
final class WorldRun {
    static final int WAVE = 32;

    private final Study study;
    private final int world;
    private final Pieces pieces;
    private final Course course;
    private final RolloutPlan plan;
    private final WorldStatistics statistics;
    private final long cap;
    private final boolean focused;
    private Strata strata = Strata.EVEN;

    private final BlockingQueue<Long> ended = new LinkedBlockingQueue<>();
    /** Blocks that were begun and are not merged. */
    private final Map<Long, CompletableFuture<BlockMeans>> begun = new HashMap<>();

    private long next;
    private int underWay;
    private long waveEnd;
    /** Blocks that are likely to be needed, as far as is known. */
    private long needed;

    /** A world of a study, by its number. */
    WorldRun(Pieces pieces, int world, Course course) {
        this.study = pieces.study();
        this.world = world;
        this.pieces = pieces;
        this.course = course;
        NamedWorld named = study.worlds().get(world);
        this.plan = plan(named);
        int blockSize = new TaskTree(named.world(), study.seed()).blockSize();
        this.statistics = new WorldStatistics(study, named.name(), blockSize);
        this.cap = Math.max(2, (study.maxTasks() + blockSize - 1) / blockSize);
        this.focused = Focus.wanted(study, named.world());
    }

    private RolloutPlan plan(NamedWorld named) {
        if (!RolloutPlan.needsPilots(study)) {
            return new RolloutPlan(study, named.world());
        }
        return new RolloutPlan(
                study,
                Jobs.results(IntStream.range(0, RolloutPlan.payers(study))
                        .mapToObj(payer -> pieces.backend().submit(new Pilot(world, payer)))
                        .toList()));
    }

    /** How many rollouts budgets pay for. */
    RolloutPlan plan() {
        return plan;
    }

    /** Simulates until every accuracy is as precise as asked, the cap is reached or the run is cancelled. */
    WorldStatistics run(List<String> warnings) {
        String name = study.worlds().get(world).name();
        plan.warnings().forEach(warning -> warnings.add(name + ": " + warning));
        try {
            while (true) {
                boolean first = statistics.blocks() == 0;
                waveEnd = Math.min(cap, waveEnd(focused, statistics.blocks()));
                mergeWave();
                if (first && focused) {
                    strata = statistics.focus();
                }
                double widest = statistics.widest();
                boolean precise = widest <= study.precision();
                boolean capped = statistics.blocks() >= cap;
                boolean cancelled = course.cancelled();
                double ratio = study.precision() / widest;
                course.wave(
                        world,
                        statistics.tasks(),
                        widest,
                        precise || capped
                                ? 1
                                : Math.min(1, Math.max(ratio * ratio, (double) statistics.blocks() / cap)));
                if (!precise && (capped || cancelled)) {
                    warnings.add(String.format(
                            Locale.ROOT,
                            "%s: %s at %d tasks with a half-width of %.4f, wider than the %.4f asked for.",
                            name,
                            capped ? "stopped by max-tasks" : "interrupted",
                            statistics.tasks(),
                            widest,
                            study.precision()));
                }
                if (precise || capped || cancelled) {
                    return statistics;
                }
                // The half-width shrinks with the square root of the number of blocks.
                needed = (long) Math.min((double) cap, Math.ceil(statistics.blocks() / (ratio * ratio) / WAVE) * WAVE);
            }
        } finally {
            begun.values().forEach(rest -> rest.cancel(false));
        }
    }

    /** Where the wave ends that begins with a block. */
    static long waveEnd(boolean focused, long block) {
        return focused && block == 0 ? Focus.BLOCKS : block + WAVE;
    }

    private void mergeWave() {
        while (statistics.blocks() < waveEnd) {
            begin();
            CompletableFuture<BlockMeans> first = Objects.requireNonNull(begun.get(statistics.blocks()));
            if (first.isDone()) {
                begun.remove(statistics.blocks());
                statistics.add(Jobs.result(first));
            } else {
                awaitAny();
            }
        }
    }

    private void begin() {
        Backend backend = pieces.backend();
        long ahead = statistics.blocks() + Math.max(WAVE, backend.depth());
        // Blocks after the first wave may lie where that one tells.
        boolean open = !focused || waveEnd > Focus.BLOCKS;
        while (next < waveEnd
                || (open && next < Math.min(cap, ahead) && (next < needed || underWay < backend.slots()))) {
            long block = next++;
            CompletableFuture<BlockMeans> shown = pieces.shown(new Block(world, plan, block, strata));
            begun.put(block, shown);
            underWay++;
            CompletableFuture<BlockMeans> unused = shown.whenComplete((means, failure) -> ended.add(block));
            for (Long early = ended.poll(); early != null; early = ended.poll()) {
                underWay--;
            }
        }
    }

    private void awaitAny() {
        try {
            ended.take();
            underWay--;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", e);
        }
    }
}
