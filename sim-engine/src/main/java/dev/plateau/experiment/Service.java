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
 * @param urgentShare chance that a task goes before those that are not urgent, in [0,1]; a trace has priorities of its own
 */
public record Service(
        FleetSpec fleet,
        Traffic traffic,
        int tasks,
        int warmUp,
        double deadlineSeconds,
        double sloSeconds,
        double urgentShare) {

    /** Checks the numbers. */
    public Service {
        if (tasks < 1
                || warmUp < 0
                || !(deadlineSeconds > 0)
                || !(sloSeconds > 0)
                || !(urgentShare >= 0 && urgentShare <= 1)) {
            throw new IllegalArgumentException("tasks " + tasks + ", warm-up " + warmUp + ", deadline "
                    + deadlineSeconds + " s, SLO " + sloSeconds + " s, urgent " + urgentShare);
        }
    }

    /** The same with another number of tasks that are measured. */
    public Service withTasks(int measured) {
        return with(measured, warmUp);
    }

    /** The same with other numbers of tasks. */
    Service with(int measured, int before) {
        return new Service(fleet, traffic, measured, before, deadlineSeconds, sloSeconds, urgentShare);
    }

    /** Tasks none of which is urgent. */
    public Service(FleetSpec fleet, Traffic traffic, int tasks, int warmUp, double deadlineSeconds, double sloSeconds) {
        this(fleet, traffic, tasks, warmUp, deadlineSeconds, sloSeconds, 0);
    }
}
