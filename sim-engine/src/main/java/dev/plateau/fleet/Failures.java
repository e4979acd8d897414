package dev.plateau.fleet;

/**
 * Replicas that fail and are repaired, each independently, after exponential times. A failure loses all that the replica has in
 * memory and in hand. As in the long run, some are down at the beginning.
 *
 * @param meanSecondsBetween mean time of a replica between repair and failure, above 0; infinite if none fails
 * @param meanSecondsToRepair mean time of repair, above 0
 */
public record Failures(double meanSecondsBetween, double meanSecondsToRepair) {
    /** No failures. */
    public static final Failures NONE = new Failures(Double.POSITIVE_INFINITY, 1);
}
