package dev.plateau.fleet;

/** The prompts, or chunks of prompts, that one iteration reads; reused from iteration to iteration. */
public final class Reading {
    private int prompts;
    private long tokens;
    private long cached;
    private double squares;
    private double attended;

    void clear() {
        prompts = 0;
        tokens = 0;
        cached = 0;
        squares = 0;
        attended = 0;
    }

    /** Tokens alone, as if they stood on nothing and belonged to no prompt: what reading them takes at least. */
    static Reading bare(long tokens) {
        Reading reading = new Reading();
        reading.tokens = tokens;
        return reading;
    }

    /** Adds a chunk of so many tokens that follows on so many tokens read before. */
    void add(long chunk, long before) {
        prompts++;
        tokens += chunk;
        cached += before;
        squares += (double) chunk * chunk;
        attended += chunk * (before + chunk / 2.0);
    }

    /** Number of prompts. */
    public int prompts() {
        return prompts;
    }

    /** Tokens that are read. */
    public long tokens() {
        return tokens;
    }

    /** Tokens that were read before and are attended to. */
    public long cached() {
        return cached;
    }

    /** Sum of the squares of the chunks. */
    public double squares() {
        return squares;
    }

    /** Sum over the tokens that are read of the context before each. */
    public double attended() {
        return attended;
    }
}
