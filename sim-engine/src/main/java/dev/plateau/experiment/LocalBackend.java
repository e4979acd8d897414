package dev.plateau.experiment;

import dev.plateau.run.Workers;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Threads of this process. Whichever is free takes the next piece. */
public final class LocalBackend implements Backend {
    private final int threads;
    private final Simulator simulator;
    private final ExecutorService pool;

    /**
     * Threads for a study.
     *
     * @param threads at least 1
     * @param patience time that a decision of a policy may take; empty if policies are trusted
     */
    public LocalBackend(Study study, int threads, Optional<Duration> patience) {
        this.threads = threads;
        this.simulator = new Simulator(study, threads);
        this.pool = Workers.of(threads, patience);
    }

    @Override
    public int slots() {
        return threads;
    }

    @Override
    public int depth() {
        return 2 * threads;
    }

    @Override
    public <R extends Serializable> CompletableFuture<R> submit(Piece<R> piece) {
        return Workers.start(pool, () -> piece.simulate(simulator));
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
