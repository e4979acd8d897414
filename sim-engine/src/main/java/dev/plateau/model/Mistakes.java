package dev.plateau.model;

/**
 * Mistakes in a step, after which an attempt cannot be right any more (MODEL section 3). A share of what keeps attempts from
 * being right is mistakes: p = p^(1-share) p^share, where p^(1-share) is the chance that the latent quality exceeds the threshold,
 * and p^share that no step and not the finish errs. A level with share s of the latent quality errs with chance 1 - p^(share s /
 * (1 - s_0)). So a random attempt is right with chance p still.
 *
 * <p>A verifier does not see by the quality that a prefix has erred. The step that errs and each that follows give it away with
 * chance {@code detection}; from then on {@code drop} is subtracted from the logit of the prefix and all that goes on from it.
 *
 * <p>Quality has no end: the best of more prefixes is better yet, so what is found among them goes on rising with the budget.
 * Of prefixes that have not erred there is none better.
 *
 * @param share in [0,1); 0 for none
 * @param detection chance in [0,1] that a step gives away a mistake made there or before
 * @param drop logit points lost with that, at least 0
 */
public record Mistakes(double share, double detection, double drop) {
    /** No mistakes: the threshold alone decides. */
    public static final Mistakes NONE = new Mistakes(0, 1, 0);

    private static final double CLEAR = 40;

    /** The same, given away at once and beyond doubt. */
    public Mistakes evident() {
        return new Mistakes(share, 1, CLEAR);
    }

    /** What has become of a prefix. */
    public enum State {
        /** All its steps are sound. */
        SOUND,
        /** It has erred, and nothing shows it. */
        HIDDEN,
        /** It has erred, and the verifier sees that. */
        EVIDENT
    }
}
