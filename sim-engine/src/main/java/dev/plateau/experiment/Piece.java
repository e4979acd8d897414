package dev.plateau.experiment;

import java.io.Serializable;

/**
 * A piece of a study, the least that is simulated on its own. What it shows follows from the study and the piece alone, never
 * from when, where or beside what it is simulated.
 *
 * @param <R> what it shows
 */
public sealed interface Piece<R extends Serializable> extends Serializable permits Block, Pilot, Replication {
    /** Its name, distinct among all pieces of the study. */
    String name(Study study);

    /** Of what it shows. */
    Class<R> type();

    /** Simulates it. */
    R simulate(Simulator simulator);
}
