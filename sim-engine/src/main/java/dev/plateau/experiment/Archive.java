package dev.plateau.experiment;

import java.io.Serializable;
import java.util.Optional;
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
        public <R extends Serializable> Optional<R> find(String piece, Class<R> type) {
            return Optional.empty();
        }

        @Override
        public void keep(String piece, Serializable shown) {}
    };

    /**
     * What a piece showed, if it is known.
     *
     * @param piece its name, distinct in the study
     * @param type of what it shows
     */
    <R extends Serializable> Optional<R> find(String piece, Class<R> type);

    /**
     * Keeps what a piece showed, before this returns.
     *
     * @param piece its name; one that is not known
     * @param shown by it
     */
    void keep(String piece, Serializable shown);

    /** What a piece shows: what is known of it, else what is simulated and then kept. One name is asked for by one thread at a time. */
    default <R extends Serializable> R shown(String piece, Class<R> type, Supplier<R> simulated) {
        return find(piece, type).orElseGet(() -> {
            R shown = simulated.get();
            keep(piece, shown);
            return shown;
        });
    }
}
