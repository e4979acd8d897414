package dev.plateau.policy;

/**
 * A rule O(R) of the step-wise search (DORA, Wang X. et al. 2025, Algorithm 1): after every step it says how many
 * rollouts continue from each active prefix. It decides from what a real system would know, never
 * from the truth; only an {@link OraclePolicy} is told that.
 *
 * <p>An instance is used by one thread at a time and may keep scratch memory, but no memory of earlier calls.
 */
public non-sealed interface StepwisePolicy extends Policy {

    /**
     * Decides how many rollouts continue from each active prefix.
     *
     * @param frontier the active prefixes, k = frontier.size() >= 1
     * @param budget rollouts N to hand out, at least 0; a search asks with at least 1
     * @param allocation receives k counts, each at least 0, with a positive sum unless N is 0; longer than k if need be. If the sum
     *     exceeds N, by k at most, the search truncates the copies in order, and if it is below N it repeats them in order as long as
     *     {@link #spendsAll} says so
     */
    void allocate(Frontier frontier, int budget, int[] allocation);

    /**
     * Whether it reads scores or evidence: then every active prefix is scored by the verifier after every step. If not, the
     * frontier refuses them with a {@link PolicyException}.
     */
    boolean readsScores();

    /**
     * Whether it reads cosines or uniqueness: then every active prefix is embedded after every step. If not, the frontier
     * refuses them with a {@link PolicyException}.
     */
    boolean readsSimilarity();

    /** Whether N rollouts are wanted after every step, so that copies are repeated when rounding falls short of N. */
    default boolean spendsAll() {
        return true;
    }
}
