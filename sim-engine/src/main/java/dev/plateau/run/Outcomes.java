package dev.plateau.run;

/**
 * What became of one task under one policy at every budget of a study; index b is the b-th budget. Filled anew for each
 * task.
 */
public final class Outcomes {
    /** 1 if the selected answer is right, else 0; where finishes are averaged over, the chance of it. */
    public final double[] accuracy;
    /** 1 if any attempt of the final set is right, else 0; or the chance of it. */
    public final double[] coverage;
    /** Share of right attempts in the final set, or its mean. */
    public final double[] passRate;
    /** Tokens written by the policy model. */
    public final double[] tokens;
    /** FLOPs of policy model, verifier and embedder. */
    public final double[] flops;
    /** Attempts made to an end: at most the budget, fewer where a rule stops. */
    public final double[] rollouts;

    /** Room for so many budgets. */
    public Outcomes(int budgets) {
        accuracy = new double[budgets];
        coverage = new double[budgets];
        passRate = new double[budgets];
        tokens = new double[budgets];
        flops = new double[budgets];
        rollouts = new double[budgets];
    }

    void set(int b, boolean right, int finished, int correct, double writtenTokens, double spentFlops) {
        accuracy[b] = right ? 1 : 0;
        coverage[b] = correct > 0 ? 1 : 0;
        passRate[b] = finished == 0 ? 0 : (double) correct / finished;
        tokens[b] = writtenTokens;
        flops[b] = spentFlops;
        rollouts[b] = finished;
    }

    void set(int b, Finishes.Mean mean, double finished, double writtenTokens, double spentFlops) {
        accuracy[b] = mean.accuracy;
        coverage[b] = mean.coverage;
        passRate[b] = mean.passRate;
        tokens[b] = writtenTokens;
        flops[b] = spentFlops;
        rollouts[b] = finished;
    }
}
