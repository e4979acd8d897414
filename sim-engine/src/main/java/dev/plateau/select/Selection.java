package dev.plateau.select;

/** How the answer is chosen from the finished attempts (MODEL section 6). Ties are broken by the tree's key. */
public enum Selection {
    /** Right if any attempt is right: coverage. */
    ORACLE("oracle"),
    /** The most frequent answer. */
    MAJORITY("majority"),
    /** The answer with the largest sum of verifier scores. */
    WEIGHTED_MAJORITY("weighted-majority"),
    /** The answer of the attempt with the highest verifier score. */
    BEST_OF_N("best-of-n");

    private final String id;

    Selection(String id) {
        this.id = id;
    }

    /** Name in scenarios. */
    public String id() {
        return id;
    }

    /** Whether attempts must be scored by a verifier. */
    public boolean readsScores() {
        return this == WEIGHTED_MAJORITY || this == BEST_OF_N;
    }
}
