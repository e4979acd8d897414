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
    BEST_OF_N("best-of-n"),
    /**
     * The answer of the best direction, as the embedder sees directions: that with the largest mean score of its n
     * attempts, shrunk to the mean of all by one attempt, (sum of its R + mean of all R)/(n + 1), so that a single lucky
     * attempt does not win by being alone. Inside it, the answer with the largest sum of scores.
     */
    BEST_DIRECTION("best-direction"),
    /**
     * The most frequent answer of the attempts with a score of at least {@link #GATE}; if there is none, that of the best
     * scored attempt.
     */
    VERIFIER_GATED("verifier-gated");

    /** Score from which an attempt passes the gate: a calibrated verifier holds it rather right than wrong. */
    public static final double GATE = 0.5;

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
        return this != ORACLE && this != MAJORITY;
    }

    /** Whether it reads directions: then the embedder reads every attempt that is voted on. */
    public boolean readsDirections() {
        return this == BEST_DIRECTION;
    }
}
