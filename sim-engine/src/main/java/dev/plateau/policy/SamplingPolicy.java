package dev.plateau.policy;

/**
 * Independent attempts, drawn one by one until N are made or the rule says enough (MODEL section 8). A rule decides from
 * what a system knows, never from the truth, and does not know N: so the attempts of a smaller budget are the first of a
 * larger one, and a task that has stopped stays so.
 *
 * <p>An instance is used by one thread at a time and may keep scratch memory, but no memory of earlier calls that would
 * change an answer.
 */
public non-sealed interface SamplingPolicy extends Policy {

    /**
     * Whether the attempts so far are enough.
     *
     * @param tally of at least one attempt
     */
    boolean stops(Tally tally);

    /** Whether it reads how the answers are spread: votes and streak. */
    default boolean readsAnswers() {
        return false;
    }

    /** Whether it reads scores: then every attempt is scored by the verifier. */
    default boolean readsScores() {
        return false;
    }

    /** Attempts that are asked for at once: the rule is looked at after each so many. At least 1. */
    default int window() {
        return 1;
    }

    /** Whether it asks for all attempts at once, and so never stops early. */
    default boolean drawsAll() {
        return window() == Integer.MAX_VALUE;
    }
}
