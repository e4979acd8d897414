package dev.plateau.experiment;

import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/**
 * The pieces of a study: simulated where it is, unless it is known what they show, and then kept.
 *
 * @param study they are of
 * @param backend simulates them
 * @param archive keeps what they show
 */
record Pieces(Study study, Backend backend, Archive archive) {

    /** What a piece shows. If this is cancelled before it is known, it is not kept. */
    <R extends Serializable> CompletableFuture<R> shown(Piece<R> piece) {
        String name = piece.name(study);
        return archive.find(name, piece.type())
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> {
                    CompletableFuture<R> simulated = backend.submit(piece);
                    CompletableFuture<R> kept = simulated.thenApply(shown -> {
                        archive.keep(name, shown);
                        return shown;
                    });
                    CompletableFuture<R> unused = kept.whenComplete((shown, failure) -> {
                        if (kept.isCancelled()) {
                            simulated.cancel(false);
                        }
                    });
                    return kept;
                });
    }
}
