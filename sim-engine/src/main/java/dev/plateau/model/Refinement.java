package dev.plateau.model;

/**
 * How a sequential round follows from the one before (MODEL section 8).
 *
 * @param stickiness chance that a round keeps the direction of the last, in [0,1]; else it picks anew by popularity
 * @param reuse correlation of the levels below the direction with those of the last round, in [0,1]
 * @param contextRounds how many earlier attempts a round carries in its prompt, at least 0
 * @param improvement d, what each earlier attempt in the prompt adds to the latent quality of a round, in standard
 *     deviations of an attempt; below 0 earlier attempts mislead, 0 makes every round as good as the first. Round r = 0, 1,
 *     .. of a chain has quality X + d min(r, contextRounds), so it is correct with chance Phi(Phi^-1(p) + d min(r,
 *     contextRounds)). An extension of the papers' models: in Snell et al. 2024 (arXiv 2408.03314) revisions see the last
 *     four attempts and improve on them
 * @param repeat chance that a round after the first repeats the last, answer and score included, in [0,1]; it is written and
 *     paid for all the same
 */
public record Refinement(double stickiness, double reuse, int contextRounds, double improvement, double repeat) {

    /** Rounds that repeat each other in parts only. */
    public Refinement(double stickiness, double reuse, int contextRounds, double improvement) {
        this(stickiness, reuse, contextRounds, improvement, 0);
    }

    /** Rounds that are as good as the first. */
    public Refinement(double stickiness, double reuse, int contextRounds) {
        this(stickiness, reuse, contextRounds, 0);
    }

    /** What is added to the latent quality of a round, the first being round 0. */
    public double lift(int round) {
        return improvement * Math.min(round, contextRounds);
    }
}
