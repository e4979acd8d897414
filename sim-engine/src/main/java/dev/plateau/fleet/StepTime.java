package dev.plateau.fleet;

/**
 * How long iterations of a model on a replica take. A decode iteration writes one token of each of {@code batch} sequences;
 * {@code contexts} is the sum of their lengths, counting the token whose successor is written. Pure functions.
 */
public interface StepTime {
    /**
     * Seconds of so many decode iterations in a row by which every sequence grows.
     *
     * @param batch sequences, at least 1
     * @param contexts sum of their lengths in the first iteration
     * @param iterations at least 0
     */
    double decode(int batch, long contexts, long iterations);

    /**
     * The fewest iterations, at least 1, that take so many seconds or more; {@code limit} if there are none.
     *
     * @param batch sequences, at least 1
     * @param contexts sum of their lengths in the first iteration
     * @param seconds at least 0
     * @param limit at least 1
     */
    long iterations(int batch, long contexts, double seconds, long limit);

    /**
     * Seconds of an iteration that reads prompts, or chunks of them, and also writes a token of each running sequence.
     *
     * @param batch running sequences, at least 0
     * @param contexts sum of their lengths
     * @param reading the prompts
     */
    double read(int batch, long contexts, Reading reading);

    /** Seconds that each further token of context adds to an iteration at least, at least 0. */
    default double perContext() {
        return 0;
    }
}
