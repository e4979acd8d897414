package dev.plateau.policy;

/** A way to spend a budget of rollouts on a task. */
public sealed interface Policy permits SamplingPolicy, SequentialPolicy, HybridPolicy, StepwisePolicy, BatchPolicy {

    /** Whether it chooses the answer itself, so that no selection applies. */
    default boolean choosesAnswer() {
        return false;
    }

    /** Whether it is told the truth: then no system can run it, and it takes no part when the best policy is named. */
    default boolean readsTruth() {
        return false;
    }
}
