package dev.plateau.experiment;

import dev.plateau.policy.Policy;
import dev.plateau.policy.StepwisePolicy;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What regret is measured against. The catalogue provides it, so that an experiment names no policy.
 *
 * @param directionAware makes a rule of the step-wise search aware of the true directions
 * @param oracle makes the rule that knows the true chances
 */
public record Bounds(Function<StepwisePolicy, Policy> directionAware, Supplier<Policy> oracle) {}
