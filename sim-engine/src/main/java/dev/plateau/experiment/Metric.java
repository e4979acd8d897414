package dev.plateau.experiment;

/** What is measured of a policy at a budget, as a mean over tasks. */
public enum Metric {
    /** Share of right answers. */
    ACCURACY,
    /** Share of tasks with a right attempt in the final set. */
    COVERAGE,
    /** Share of right attempts in the final set. */
    PASS_RATE,
    /** Attempts made to an end, per task. */
    ROLLOUTS,
    /** Tokens that the policy model writes, per task. */
    TOKENS,
    /** Floating-point operations of policy model, verifier and embedder, per task. */
    FLOPS
}
