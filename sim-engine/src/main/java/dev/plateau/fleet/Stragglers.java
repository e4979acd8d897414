package dev.plateau.fleet;

/**
 * Replicas that are slow, each independently.
 *
 * @param share chance that a replica is slow, in [0,1]
 * @param slowdown how many times as long its iterations take, at least 1
 */
public record Stragglers(double share, double slowdown) {
    /** No stragglers. */
    public static final Stragglers NONE = new Stragglers(0, 1);
}
