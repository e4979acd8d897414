package dev.plateau.model;

/**
 * An embedding model (MODEL section 5): cos(i,j) = floor + (1 - floor) tau^power + noise, tau the latent share that i and
 * j have in common.
 *
 * <p>The noise is drawn once per meeting point in the tree: pairs of directions share one draw, and so do all pairs that
 * part at the same prefix. That is how embedding errors behave (two approaches look alike or they do not), and it lets
 * row sums over k prefixes cost O(k) exponentials instead of k^2.
 *
 * @param floor cosine of attempts that have nothing in common, in [0,1)
 * @param power exponent of tau, above 0
 * @param noise sd of the error, at least 0; cosines are cut to [-1,1]
 * @param view what it makes of directions
 */
public record SimilarityShape(double floor, double power, double noise, View view) {

    /** What an embedding makes of directions. */
    public enum View {
        /** Sees them as they are. */
        TRUE,
        /** Blind to them: attempts of different directions look as alike as those of one. */
        BLIND,
        /** Splits each in two by the parity of the first step. */
        SPLIT
    }
}
