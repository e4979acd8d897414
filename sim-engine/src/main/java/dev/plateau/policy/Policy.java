package dev.plateau.policy;

/** A way to spend a budget of rollouts on a task. */
public sealed interface Policy permits ParallelPolicy, SequentialPolicy, StepwisePolicy {}
