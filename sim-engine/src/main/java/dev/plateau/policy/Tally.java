package dev.plateau.policy;

/**
 * What a system knows of the attempts that it has made at a task so far; at least one. A rule may read what it declares
 * ({@link SamplingPolicy#readsAnswers}, {@link SamplingPolicy#readsScores}); the rest is refused with a {@link
 * PolicyException}.
 */
public interface Tally {

    /** Attempts made. */
    int size();

    /** Votes of the most frequent answer, at least 1. */
    int leaderVotes();

    /** Votes of the second most frequent answer; 0 if all attempts agree. */
    int runnerUpVotes();

    /** How many of the last attempts agree with the last one, itself included. */
    int streak();

    /** Verifier score of the last attempt in [0,1]. */
    double lastScore();
}
