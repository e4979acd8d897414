package dev.plateau.fleet;

import java.util.stream.IntStream;

/**
 * Bounds from below of the time that a replica needs, however well it batches: written tokens share their iterations with as
 * many others as the batch allows, tokens of the model that writes are read in the shadow of these, and those of the other
 * models in the largest iterations there are. They hold for times that do not shrink when an iteration holds more.
 */
public final class LeastTime {
    private static final long MANY_TOKENS = 10_000_000;

    private final PoolSpec pool;
    private final StepTime writer;
    private final double perWritten;

    /** Bounds for a replica of a pool. */
    public LeastTime(PoolSpec pool) {
        this.pool = pool;
        writer = pool.times().get(0);
        perWritten = IntStream.rangeClosed(1, pool.batching().maxSequences())
                .mapToDouble(batch -> writer.decode(batch, 0, 1) / batch)
                .min()
                .orElseThrow();
    }

    /**
     * Seconds of the replica to write so many tokens.
     *
     * @param tokens whole requests' but their first ones
     * @param contexts sum over them of what each stands on
     */
    public double writing(double tokens, double contexts) {
        return tokens * perWritten + contexts * writer.perContext();
    }

    /**
     * Seconds of the replica in which a model other than the first reads so many tokens.
     *
     * @param model its number in the pool
     */
    public double reading(int model, double tokens) {
        StepTime time = pool.times().get(model);
        long most = pool.batching().maxTokens();
        double together = time.read(0, 0, Reading.bare(most)) / most;
        double alone = time.read(0, 0, Reading.bare(MANY_TOKENS)) / MANY_TOKENS;
        return tokens * Math.min(together, alone);
    }

    /**
     * Seconds to write tokens one after the other.
     *
     * @param tokens each waits for the one before
     * @param context the least that one stands on
     */
    public double inSequence(double tokens, long context) {
        return tokens * writer.decode(1, context, 1);
    }
}
