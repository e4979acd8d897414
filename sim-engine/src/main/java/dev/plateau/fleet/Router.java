package dev.plateau.fleet;

/** Which replica of a pool gets a request. */
public enum Router {
    /** One after the other. */
    ROUND_ROBIN,
    /** The one with the fewest requests; of those with equally few, the first. */
    LEAST_LOADED,
    /**
     * The one that holds most of the request's context, unless it has more than {@link Pool#SKEW} times as many requests as the
     * least loaded has (and one batch more); else the least loaded.
     */
    PREFIX_AFFINITY
}
