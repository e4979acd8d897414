package dev.plateau.policy;

/**
 * What a rule of the search declares to read of a frontier. It pays for that, and a frontier refuses it the rest: what is
 * not paid for may not have been computed.
 */
public enum Reads {
    /** Neither scores nor similarities. */
    NOTHING(false, false),
    /** Scores, and the evidence that they are. */
    SCORES(true, false),
    /** Similarities. */
    SIMILARITIES(false, true),
    /** Both. */
    ALL(true, true);

    private final boolean scores;
    private final boolean similarities;

    Reads(boolean scores, boolean similarities) {
        this.scores = scores;
        this.similarities = similarities;
    }

    /** What a rule declares now. */
    public static Reads of(StepwisePolicy rule) {
        if (rule.readsScores()) {
            return rule.readsSimilarity() ? ALL : SCORES;
        }
        return rule.readsSimilarity() ? SIMILARITIES : NOTHING;
    }

    /** Whether every active prefix is scored after every step. */
    public boolean scores() {
        return scores;
    }

    /** Whether every active prefix is embedded after every step. */
    public boolean similarities() {
        return similarities;
    }

    /**
     * Called before a score is shown.
     *
     * @throws PolicyException if scores are not declared
     */
    public void requireScores() {
        if (!scores) {
            throw PolicyException.ofUndeclared("scores", "readsScores");
        }
    }

    /**
     * Called before a similarity is shown.
     *
     * @throws PolicyException if similarities are not declared
     */
    public void requireSimilarities() {
        if (!similarities) {
            throw PolicyException.ofUndeclared("similarities", "readsSimilarity");
        }
    }
}
