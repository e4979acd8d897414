package dev.plateau.kernel;

/**
 * The average over time of a quantity that was observed for a while; averages of several replications add up.
 *
 * @param duration how long it was observed, &gt;= 0, in the kernel's unit of time
 * @param area     the integral of the quantity over that time
 * @param max      its largest value in that time; negative infinity for {@link #NONE}
 */
public record TimeAverage(double duration, double area, double max) {
    /** Nothing observed: adding it changes nothing. */
    public static final TimeAverage NONE = new TimeAverage(0, 0, Double.NEGATIVE_INFINITY);

    /** The mean: area over duration; NaN if the duration is 0. */
    public double mean() {
        return area / duration;
    }

    /** Both periods together. */
    public TimeAverage plus(final TimeAverage other) {
        return new TimeAverage(duration + other.duration, area + other.area, Math.max(max, other.max));
    }
}
