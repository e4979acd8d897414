package dev.plateau.run;

import dev.plateau.fleet.Meter;
import dev.plateau.fleet.Timeline;
import java.util.List;

/**
 * What one replication of a service showed. Index i of the arrays is the i-th counted task in the order of arrival; times in
 * seconds.
 *
 * @param latency from arrival to answer
 * @param firstToken from arrival to the first token; NaN if a deadline came before it
 * @param right 1 if the answer is right, else 0
 * @param rightUncut 1 if the answer would have been right without a deadline, else 0
 * @param cut tasks that the deadline cut short
 * @param seconds in which the work was metered
 * @param finished tasks that were over in these seconds
 * @param work of each pool in these seconds
 * @param inSystemMiddle tasks under way when half of the counted ones had arrived
 * @param inSystemEnd tasks under way when the last counted one had arrived
 * @param timeline of the whole replication
 */
public record FleetSample(
        double[] latency,
        double[] firstToken,
        double[] right,
        double[] rightUncut,
        int cut,
        double seconds,
        long finished,
        List<Meter> work,
        int inSystemMiddle,
        int inSystemEnd,
        Timeline timeline) {}
