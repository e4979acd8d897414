package dev.plateau.experiment;

/**
 * Gains in accuracy per added rollout that part the zones (MODEL section 11): spending is efficient while the gain is at
 * least {@code efficient}, diminishing while it is at least {@code saturated}, and wasteful below.
 *
 * @param efficient above {@code saturated}
 * @param saturated above 0: the epsilon of TTSPM's N*
 */
public record Thresholds(double efficient, double saturated) {

    /** Checks the order. */
    public Thresholds {
        if (!(saturated > 0 && efficient > saturated)) {
            throw new IllegalArgumentException(
                    "need 0 < saturated < efficient, got " + saturated + " and " + efficient);
        }
    }
}
