package dev.plateau.experiment;

import dev.plateau.model.Strata;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.StudyResult;
import dev.plateau.result.VerifierRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A study of one world that is simulated block by block by whoever finds the time, and that can be looked at in between. It ends
 * where {@link Experiment} would, with the same bits: the same blocks are merged in the same order and the stopping rule is asked
 * after the same of them. Any number of threads may use it.
 */
public final class GrowingStudy {
    /** Fewer have no variance. */
    private static final int FEWEST_BLOCKS = 2;

    private final Study study;
    private final NamedWorld world;
    private final RolloutPlan plan;
    private final int blockSize;
    private final long cap;
    private final WorldStatistics statistics;
    private final Queue<BlockRunner> idle = new ConcurrentLinkedQueue<>();
    private final Map<Long, BlockMeans> early = new HashMap<>();
    private final boolean focused;
    private Strata strata = Strata.EVEN;
    private long begun;
    private long waveEnd;
    private boolean settled;

    /**
     * Prepares a study.
     *
     * @param study of one world, with budgets of rollouts and without fleets
     */
    public GrowingStudy(Study study) {
        if (study.worlds().size() != 1
                || study.unit() != BudgetUnit.ROLLOUTS
                || !study.services().isEmpty()) {
            throw new IllegalArgumentException("it must have one world, budgets of rollouts and no fleet");
        }
        this.study = study;
        this.world = study.worlds().get(0);
        this.plan = new RolloutPlan(study, world.world());
        BlockRunner runner = new BlockRunner(study, world, plan);
        this.idle.add(runner);
        this.blockSize = runner.blockSize();
        this.cap = Math.max(FEWEST_BLOCKS, (study.maxTasks() + blockSize - 1) / blockSize);
        this.statistics = new WorldStatistics(study, world.name(), blockSize);
        this.focused = Focus.wanted(study, world.world());
        this.waveEnd = WorldRun.waveEnd(focused, 0);
    }

    /** A block and where its tasks lie. */
    private record Spread(long block, Strata strata) {}

    /** The next block, if it is known where it lies; none if all are begun. */
    private synchronized Optional<Spread> next() {
        boolean open = !focused || begun < Focus.BLOCKS || waveEnd > Focus.BLOCKS;
        return settled || begun == cap || !open ? Optional.empty() : Optional.of(new Spread(begun++, strata));
    }

    /** Simulates one more block, if there is one that nobody has begun. */
    public void advance() {
        Optional<Spread> next = next();
        if (next.isEmpty()) {
            return;
        }
        BlockRunner runner = idle.poll();
        if (runner == null) {
            runner = new BlockRunner(study, world, plan);
        }
        BlockMeans means = runner.run(next.get().block(), next.get().strata());
        idle.add(runner);
        merge(next.get().block(), means);
    }

    private synchronized void merge(long block, BlockMeans means) {
        early.put(block, means);
        while (!settled) {
            @Nullable BlockMeans next = early.remove(statistics.blocks());
            if (next == null) {
                return;
            }
            statistics.add(next);
            boolean asked = statistics.blocks() == waveEnd;
            if (asked) {
                strata = focused && waveEnd == Focus.BLOCKS ? statistics.focus() : strata;
                waveEnd = WorldRun.waveEnd(focused, waveEnd);
            }
            settled = statistics.blocks() == cap || (asked && statistics.widest() <= study.precision());
        }
        early.clear();
    }

    /** Whether it is as precise as asked, or the cap is reached. */
    public synchronized boolean settled() {
        return settled;
    }

    /** Blocks merged so far. */
    public synchronized long blocks() {
        return statistics.blocks();
    }

    /** Whether enough is merged for {@link #result}. */
    public synchronized boolean ready() {
        return statistics.blocks() >= FEWEST_BLOCKS;
    }

    /** Largest half-width of the accuracies. */
    public synchronized double widest() {
        return statistics.widest();
    }

    /** What is known so far; the quality of the verifier is not in it. */
    public synchronized StudyResult result() {
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
                statistics.accuracyRows(),
                statistics.levelRows(),
                statistics.gainRows(),
                statistics.saturationRows(),
                statistics.comparisonRows(),
                statistics.versusBest(),
                List.of(),
                statistics.regretRows(),
                List.of(),
                List.of(),
                List.of(),
                List.copyOf(plan.warnings()));
    }

    /** Quality of the verifier of its world. */
    public VerifierRow verifier() {
        return VerifierQuality.of(study, world);
    }
}
