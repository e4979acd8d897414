package dev.plateau.stats;

/**
 * An estimated mean and how sure it is.
 *
 * @param value estimate
 * @param squaredError its estimated variance, at least 0
 * @param degrees of freedom of that, at least 1
 */
public record Estimate(double value, double squaredError, double degrees) {

    /** The mean of so many equal and independent blocks. */
    public static Estimate ofBlocks(double mean, double variance, long blocks) {
        if (blocks < 2) {
            throw new IllegalArgumentException("an interval needs at least 2 blocks, got " + blocks);
        }
        return new Estimate(mean, variance / blocks, (double) blocks - 1);
    }
}
