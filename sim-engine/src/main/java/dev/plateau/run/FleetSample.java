package dev.plateau.run;

import dev.plateau.fleet.Meter;
import dev.plateau.fleet.Timeline;
import java.io.Serializable;
import java.util.List;

/**
 * What one replication of a service showed.
 *
 * @param answered the counted tasks in the order of arrival; of a flood those that were answered before it was one
 * @param seconds in which the work was metered
 * @param finished tasks that were over in these seconds
 * @param work of each pool in these seconds
 * @param timeline of the whole replication
 * @param flooded whether far more tasks came than the fleet serves, so that it was ended before all were answered
 */
public record FleetSample(
        List<Answered> answered, double seconds, long finished, List<Meter> work, Timeline timeline, boolean flooded)
        implements Serializable {

    /**
     * A task that has its answer.
     *
     * @param latency seconds from arrival to answer
     * @param firstToken seconds from arrival to the first token; NaN if a deadline came before it
     * @param right whether the answer is right
     * @param rightUncut whether it would have been right without a deadline
     * @param cut whether the deadline cut it short
     * @param priority of its requests; the smaller is served first
     */
    public record Answered(
            double latency, double firstToken, boolean right, boolean rightUncut, boolean cut, int priority)
            implements Serializable {}

    /**
     * What tells of a flooded fleet: the work that it does with tasks enough and not too many.
     *
     * @param saturated a replication with a closed batch
     * @param tasks that are counted
     */
    public FleetSample workedOff(FleetSample saturated, int tasks) {
        return new FleetSample(
                saturated.answered.subList(0, tasks),
                saturated.seconds,
                saturated.finished,
                saturated.work,
                timeline,
                true);
    }

    /** Copies the lists. */
    public FleetSample {
        answered = List.copyOf(answered);
        work = List.copyOf(work);
    }
}
