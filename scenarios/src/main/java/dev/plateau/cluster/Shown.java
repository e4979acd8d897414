package dev.plateau.cluster;

import dev.plateau.experiment.Piece;
import dev.plateau.fleet.UnservableException;
import dev.plateau.policy.PolicyException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What came of a piece on an executor. */
sealed interface Shown extends Serializable {

    /** It showed something. */
    record Result(Serializable value) implements Shown {}

    /** Something is wrong with the study, or with the cluster: it would be again. The failure is free of foreign classes. */
    record Failure(RuntimeException thrown) implements Shown {}

    /**
     * What came of a group of pieces.
     *
     * @param pieces in their order
     * @param seconds that they took
     */
    record Group(ArrayList<Shown> pieces, double seconds) implements Serializable {}

    /** Simulates a group of pieces in this process. */
    static Group of(SentStudy study, List<Piece<?>> pieces) {
        long start = System.nanoTime();
        ArrayList<Shown> shown = new ArrayList<>();
        for (Piece<?> piece : pieces) {
            shown.add(of(study, piece));
        }
        return new Group(shown, (System.nanoTime() - start) / 1e9);
    }

    private static Shown of(SentStudy study, Piece<?> piece) {
        try {
            return new Result(study.show(piece));
        } catch (PolicyException e) {
            return new Failure(e.withoutCause());
        } catch (UnservableException | ClusterException e) {
            return new Failure(e);
        } catch (RuntimeException | LinkageError e) {
            IllegalStateException fault = new IllegalStateException("on an executor: " + e);
            fault.setStackTrace(e.getStackTrace());
            return new Failure(fault);
        }
    }
}
