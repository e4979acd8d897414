package dev.plateau.experiment;

import java.io.Serializable;
import java.util.function.Supplier;

/**
 * Keeps what the pieces of a study showed, so that none is simulated twice. A piece is a block of tasks or a replication of a
 * service; what it shows depends on the study and its name alone, never on when, where or by how many threads it is
 * simulated. Several threads may ask at once.
 */
public interface Archive {
    /** Keeps nothing. */
    Archive NONE = new Archive() {
        @Override
        public <R extends Serializable> R get(String piece, Class<R> type, Supplier<R> simulation) {
            return simulation.get();
        }
    };

    /**
     * What a piece showed. If it is not known, the piece is simulated and what it shows is kept before this returns.
     *
     * @param piece its name, distinct in the study
     * @param type of what it shows
     * @param simulation shows it
     */
    <R extends Serializable> R get(String piece, Class<R> type, Supplier<R> simulation);
}
