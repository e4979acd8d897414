package dev.plateau.experiment;

import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** Where the pieces of a study are simulated. Several threads may ask at once. */
public interface Backend extends AutoCloseable {
    /** Pieces that are simulated at one time, at least 1. It may change. */
    int slots();

    /** Pieces that should be asked for at one time, so that it is never idle; at least {@link #slots()}. It may change. */
    int depth();

    /**
     * Has a piece simulated. One that is cancelled before it has begun is not simulated.
     *
     * @return completed with what it shows, or with what was thrown
     */
    <R extends Serializable> CompletableFuture<R> submit(Piece<R> piece);

    /** Ends it. What has not begun is not simulated any more. */
    @Override
    void close();
}
