package dev.plateau.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** 95 % intervals of means over independent blocks of tasks. */
public final class Intervals {
    private static final double TAIL = 0.025;
    /** sqrt of the variance floor in units of 1/tasks: its half-width is the 3.7/n of the exact bound for no event in n. */
    private static final double RARE = 1.88;

    private Intervals() {}

    /** Student's interval of a mean. */
    public static Interval mean(Estimate mean) {
        double half = quantile(mean.degrees()) * Math.sqrt(mean.squaredError());
        return new Interval(mean.value(), mean.value() - half, mean.value() + half);
    }

    /**
     * Student's interval of a mean.
     *
     * @param mean of the block means
     * @param variance of the block means (unbiased), at least 0
     * @param blocks at least 2
     */
    public static Interval mean(double mean, double variance, long blocks) {
        return mean(Estimate.ofBlocks(mean, variance, blocks));
    }

    /**
     * Student's interval of a mean of indicators, divided by a step; its standard error is taken to be at least 1.88 / tasks,
     * as in {@link #proportion}: that no task differed does not prove that none would.
     *
     * @param mean of indicators by block
     * @param tasks in all blocks
     * @param step above 0
     */
    public static Interval rareMean(Estimate mean, double tasks, double step) {
        double floor = RARE / tasks;
        double half = quantile(mean.degrees()) * Math.sqrt(Math.max(mean.squaredError(), floor * floor)) / step;
        double value = mean.value() / step;
        return new Interval(value, value - half, value + half);
    }

    /**
     * Wilson's score interval of a proportion from blocks, with the effective sample size n* = p(1-p) / Var(p) in the place
     * of the number of tasks and Student's quantile in that of the normal (for clustered or stratified samples: Kott and
     * Carr 1997; Dean and Pagano 2015). It stays within [0,1] and never shrinks to a point.
     *
     * <ul>
     *   <li>If every task so far agreed (p of 0 or 1), n* is the number of tasks.
     *   <li>Stratified blocks can agree exactly although rare tasks would differ; so the standard error is taken to be at
     *       least 1.88 / tasks, which makes the half-width that of the exact bound for an event not seen in so many tasks.
     *       That alone does not make n* less than the number of tasks: nearly no disagreement is as good as none.
     *   <li>An estimate outside [0,1] is moved to the end that it has passed.
     * </ul>
     *
     * @param mean of proportions by block
     * @param tasks in all blocks
     */
    public static Interval proportion(Estimate mean, double tasks) {
        double p = Math.max(0, Math.min(1, mean.value()));
        double q = quantile(mean.degrees());
        double floor = RARE / tasks;
        double varianceOfMean = Math.max(mean.squaredError(), floor * floor);
        double spread = Math.max(0, p * (1 - p));
        double least = Math.min(tasks, spread / mean.squaredError());
        double n = spread <= 1e-15 ? tasks : Math.min(Math.max(spread / varianceOfMean, least), 1e18);
        double square = q * q / n;
        double centre = (p + square / 2) / (1 + square);
        double half = q * Math.sqrt(spread / n + square / (4 * n)) / (1 + square);
        double low = p <= 0 ? 0 : Math.max(0, Math.min(p, centre - half));
        double high = p >= 1 ? 1 : Math.min(1, Math.max(p, centre + half));
        return new Interval(p, low, high);
    }

    /**
     * The same from equal and independent blocks.
     *
     * @param p mean of the block means, in [0,1]
     * @param variance of the block means (unbiased), at least 0
     * @param blocks at least 2
     * @param tasks in all blocks
     */
    public static Interval proportion(double p, double variance, long blocks, long tasks) {
        return proportion(Estimate.ofBlocks(p, variance, blocks), (double) tasks);
    }

    /**
     * Student's interval as {@link #rareMean} has it, at a level of its own: for several that shall hold at once.
     *
     * @param mean of the block means
     * @param variance of the block means (unbiased), at least 0
     * @param blocks at least 2
     * @param tasks in all blocks
     * @param tail chance that the interval misses on one side, in (0,0.5)
     */
    public static Interval rareMeanAt(double mean, double variance, long blocks, long tasks, double tail) {
        double half = TDistribution.of((double) blocks - 1).inverseSurvivalProbability(tail)
                * rareError(variance, blocks, tasks);
        return new Interval(mean, mean - half, mean + half);
    }

    /**
     * Chance of a mean as far from 0 as this one if there is no difference: Student's test of two sides, with the least standard
     * error of {@link #rareMean}.
     *
     * @param mean of the block means
     * @param variance of the block means (unbiased), at least 0
     * @param blocks at least 2
     * @param tasks in all blocks
     */
    public static double significance(double mean, double variance, long blocks, long tasks) {
        double t = Math.abs(mean) / rareError(variance, blocks, tasks);
        return 2 * TDistribution.of((double) blocks - 1).survivalProbability(t);
    }

    /** Standard error of a mean of indicators by block, at least 1.88 / tasks. */
    public static double rareError(double variance, long blocks, long tasks) {
        return Math.max(Math.sqrt(variance / blocks), RARE / tasks);
    }

    private static double quantile(double degrees) {
        return TDistribution.of(degrees).inverseSurvivalProbability(TAIL);
    }
}
