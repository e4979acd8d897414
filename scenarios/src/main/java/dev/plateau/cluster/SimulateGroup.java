package dev.plateau.cluster;

import dev.plateau.experiment.Piece;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** The work of a task: simulates its only element, a group of pieces of a study that every executor has once. */
final class SimulateGroup extends AbstractFunction1<Iterator<List<Piece<?>>>, Shown.Group> implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private final Broadcast<SentStudy> study;

    SimulateGroup(Broadcast<SentStudy> study) {
        this.study = study;
    }

    @Override
    public Shown.Group apply(Iterator<List<Piece<?>>> groups) {
        return Shown.of(study.value(), groups.next());
    }
}
