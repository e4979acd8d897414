package dev.plateau.experiment;

import dev.plateau.model.World;
import dev.plateau.policy.Policy;
import dev.plateau.policy.StepwisePolicy;
import java.util.function.Function;

/**
 * What regret is measured against. The catalogue provides it, so that an experiment names no policy.
 *
 * @param directionAware makes a rule of the step-wise search, which reads no similarities and is not told the truth, aware of
 *     the true directions
 * @param oracle the rule that knows the true chances, and the vote over its attempts: the same for all policies of a study
 */
public record Bounds(Function<StepwisePolicy, Policy> directionAware, Entrant oracle) {

    /** A world as the oracle meets it: its verifier is perfect, and the same attempts are there. */
    public World met(World world) {
        return Lane.oracle(this, world).world();
    }
}
