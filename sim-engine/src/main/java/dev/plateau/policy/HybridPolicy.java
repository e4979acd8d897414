package dev.plateau.policy;

/**
 * Chains beside each other (Snell et al. 2024, arXiv 2408.03314): N rollouts are spent on chains of R rounds, the last of
 * which takes what is left; each chain gives one answer, and the answers of all chains are voted on. R is fixed, and then the
 * chains of a smaller budget are the first of a larger one, or follows a ratio of rounds to chains, R = round(sqrt(N
 * ratio)) within 1..N: a ratio of 1 is a square, a large one a single chain, a small one parallel sampling.
 *
 * @param rounds R, or 0 if it follows the ratio
 * @param ratio rounds of a chain over number of chains, above 0
 * @param within which round is the answer of a chain
 */
public record HybridPolicy(int rounds, double ratio, Within within) implements Policy {

    /** Which round is the answer of a chain. */
    public enum Within {
        /** The one with the highest verifier score. */
        BEST,
        /** The last. */
        LAST
    }

    /** Rounds R of a full chain at a budget of at least 1. */
    public int rounds(int budget) {
        double wanted = rounds > 0 ? rounds : Math.rint(Math.sqrt(budget * ratio));
        return (int) Math.max(1, Math.min(budget, wanted));
    }
}
