package dev.plateau.calibrate;

import dev.plateau.result.DesignRow;
import dev.plateau.result.StageRow;
import java.util.List;
import java.util.Optional;

/**
 * How large a pilot must be, and when to stop one.
 *
 * @param parallelSaturation true saturation budget of parallel samples in the world
 * @param sequentialSaturation the same of rounds; {@link Long#MAX_VALUE} if beyond what was simulated
 * @param designs pilots that were tried
 * @param parallel the cheapest that is enough; empty if none is
 * @param sequential the cheapest that is enough; empty if none is
 * @param problems of the pilot that grows
 * @param stages of it
 * @param epsilon gain per added attempt that counts as nothing
 * @param factor by which an estimate may be off
 * @param fleet that serves the pilots; empty if only tokens were counted
 * @param timeError relative error of its times; NaN without a fleet
 * @param interrupted whether designs were left out
 */
public record PilotPlan(
        long parallelSaturation,
        long sequentialSaturation,
        List<DesignRow> designs,
        Optional<DesignRow> parallel,
        Optional<DesignRow> sequential,
        int problems,
        List<StageRow> stages,
        double epsilon,
        double factor,
        Optional<String> fleet,
        double timeError,
        boolean interrupted) {
    /** Copies the lists. */
    public PilotPlan {
        designs = List.copyOf(designs);
        stages = List.copyOf(stages);
    }
}
