package dev.plateau.fleet;

import org.apache.commons.math3.util.FastMath;

/**
 * Times from tables in the manner of Vidur (Agrawal et al. 2024, arXiv 2405.05465).
 *
 * <p>A decode iteration of b sequences has the time tabulated for b and for the mean context (rounded down to a token) rounded
 * up to the grid. Reading has a linear part by tokens and an attention part by the root of the sum of squared chunks, rounded
 * half to even, which takes 1.1 times as long when there is more than one prompt. A table knows no mixed iterations.
 */
public final class TableStepTime implements StepTime {
    private static final double SEVERAL_PROMPTS = 1.1;

    private final int grid;
    private final double[][] decode;
    private final double[][] sums;
    private final double[] linear;
    private final double[] attention;

    /**
     * The times.
     *
     * @param grid tokens between two tabulated contexts
     * @param decode seconds of an iteration: row b - 1 has b sequences, column j a mean context of {@code j grid}
     * @param linear seconds by tokens read; entry 0 is not used
     * @param attention seconds by root of the sum of squared chunks; entry 0 is not used
     */
    public TableStepTime(int grid, double[][] decode, double[] linear, double[] attention) {
        this.grid = grid;
        this.decode = new double[decode.length][];
        this.sums = new double[decode.length][];
        for (int row = 0; row < decode.length; row++) {
            this.decode[row] = decode[row].clone();
            sums[row] = new double[decode[row].length];
            for (int j = 1; j < decode[row].length; j++) {
                sums[row][j] = sums[row][j - 1] + grid * decode[row][j];
            }
        }
        this.linear = linear.clone();
        this.attention = attention.clone();
    }

    /** The most sequences that are tabulated. */
    public int maxBatch() {
        return decode.length;
    }

    /** The longest context that is tabulated, and the most tokens that are read at once. */
    public int maxTokens() {
        return Math.min(linear.length - 1, (decode[0].length - 1) * grid);
    }

    /** Seconds of one iteration at each of the mean contexts 1 to {@code mean}. */
    private double upTo(int row, long mean) {
        if (mean <= 0) {
            return mean < 0 ? -decode[row][0] : 0;
        }
        int whole = Math.toIntExact(mean / grid);
        int rest = Math.toIntExact(mean % grid);
        return sums[row][whole] + (rest == 0 ? 0 : rest * decode[row][whole + 1]);
    }

    @Override
    public double decode(int batch, long contexts, long iterations) {
        if (iterations == 0) {
            return 0;
        }
        long mean = contexts / batch;
        check(batch, mean + iterations - 1);
        return upTo(batch - 1, mean + iterations - 1) - upTo(batch - 1, mean - 1);
    }

    private void check(int batch, long mean) {
        if (batch > decode.length || mean > (decode[0].length - 1L) * grid) {
            throw new IllegalArgumentException(
                    "a table of step times that reaches " + decode.length + " sequences and a mean"
                            + " context of " + (decode[0].length - 1L) * grid + " tokens was asked for " + batch
                            + " sequences with a mean context of " + mean + " tokens");
        }
    }

    @Override
    public long iterations(int batch, long contexts, double seconds, long limit) {
        long low = 1;
        long high = limit;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (decode(batch, contexts, middle) >= seconds) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Override
    public double read(int batch, long contexts, Reading reading) {
        if (batch > 0) {
            throw new IllegalArgumentException("a table of step times knows no iteration that both reads and writes");
        }
        if (reading.tokens() >= linear.length) {
            throw new IllegalArgumentException("a table of step times that reaches " + (linear.length - 1)
                    + " tokens read at once was asked for " + reading.tokens());
        }
        // At most the tokens.
        int root = Math.toIntExact((long) FastMath.rint(FastMath.sqrt(reading.squares())));
        return linear[(int) reading.tokens()] + attention[root] * (reading.prompts() > 1 ? SEVERAL_PROMPTS : 1);
    }
}
