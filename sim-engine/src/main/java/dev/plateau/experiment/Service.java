package dev.plateau.experiment;

import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.Traffic;

/**
 * The tasks of a study as they are served by a fleet.
 *
 * @param fleet the machines
 * @param traffic when tasks arrive
 * @param tasks that are measured, at least 1
 * @param warmUp tasks that are served before them and not measured, at least 0
 * @param deadlineSeconds after its arrival at which a task returns the best answer it has; infinite if there is none
 * @param sloSeconds latency that is promised; infinite if none is
 */
public record Service(
        FleetSpec fleet, Traffic traffic, int tasks, int warmUp, double deadlineSeconds, double sloSeconds) {

    /** Checks the numbers. */
    public Service {
        if (tasks < 1 || warmUp < 0 || !(deadlineSeconds > 0) || !(sloSeconds > 0)) {
            throw new IllegalArgumentException("tasks " + tasks + ", warm-up " + warmUp + ", deadline "
                    + deadlineSeconds + " s, SLO " + sloSeconds + " s");
        }
    }
}
