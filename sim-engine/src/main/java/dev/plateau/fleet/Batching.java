package dev.plateau.fleet;

/**
 * How a replica forms its iterations.
 *
 * @param mode what an iteration may mix
 * @param maxSequences sequences that are read or written at once, at least 1
 * @param maxTokens tokens of one iteration: those read, and in chunks also those written; at least 1. With prompts first a
 *     longer prompt is read alone
 * @param padded prompts read together count as long as the longest of them (Vidur's rule), instead of their sum
 */
public record Batching(Mode mode, int maxSequences, int maxTokens, boolean padded) {
    /** What an iteration may mix. */
    public enum Mode {
        /** Prompts are read whole before anything is written (vLLM before its version 1, Vidur). */
        PROMPTS_FIRST,
        /** Every iteration writes a token of each running sequence and fills up with chunks of prompts (Sarathi, vLLM 1). */
        CHUNKED
    }

    /** Its name in scenarios. */
    public String word() {
        return mode == Mode.CHUNKED ? "chunked" : padded ? "prompts-first-padded" : "prompts-first";
    }
}
