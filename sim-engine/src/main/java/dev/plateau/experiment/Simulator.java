package dev.plateau.experiment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Simulates pieces of a study, for as many threads as ask. What is costly to make for a block is kept for later blocks of that
 * world, and only one thread at a time has it.
 */
public final class Simulator {
    private final Study study;
    private final int most;
    private final Deque<Idle> idle = new ArrayDeque<>();

    private record Idle(int world, BlockRunner runner) {}

    /**
     * For pieces of a study.
     *
     * @param threads that ask at one time, at least 1; more may, at some cost
     */
    public Simulator(Study study, int threads) {
        this.study = study;
        this.most = threads;
    }

    Study study() {
        return study;
    }

    /** Means over the tasks of a block. */
    BlockMeans block(Block block) {
        BlockRunner runner = take(block);
        BlockMeans means = runner.run(block.number(), block.strata());
        giveBack(new Idle(block.world(), runner));
        return means;
    }

    private BlockRunner take(Block block) {
        synchronized (idle) {
            for (Iterator<Idle> all = idle.iterator(); all.hasNext(); ) {
                Idle one = all.next();
                if (one.world() == block.world()) {
                    all.remove();
                    return one.runner();
                }
            }
        }
        return new BlockRunner(study, study.worlds().get(block.world()), block.plan());
    }

    /** Those that were used last are kept. */
    private void giveBack(Idle used) {
        synchronized (idle) {
            idle.addFirst(used);
            if (idle.size() > most) {
                idle.removeLast();
            }
        }
    }
}
