package dev.plateau.kernel;

/**
 * A quantity that changes at events, such as a queue's length, with its mean over time and its maximum.
 *
 * <p>The integral is summed with Neumaier's compensation, so it loses no digits in long runs.
 */
public final class TimeWeighted {
    private final Kernel kernel;
    private double current;
    private double max;
    private double start;
    private double since;
    private double area;
    private double compensation;

    /** A quantity with this value from now on. */
    public TimeWeighted(final Kernel kernel, final double value) {
        this.kernel = kernel;
        current = value;
        reset();
    }

    /** The value now. */
    public double current() {
        return current;
    }

    /** The quantity has this value from now on. */
    public void set(final double value) {
        final double now = kernel.now();
        if (now > since) {
            final double piece = current * (now - since);
            final double sum = area + piece;
            compensation += Math.abs(area) >= Math.abs(piece) ? area - sum + piece : piece - sum + area;
            area = sum;
            since = now;
        }
        current = value;
        if (value > max) {
            max = value;
        }
    }

    /** The quantity changes by this much now. */
    public void add(final double change) {
        set(current + change);
    }

    /** Forgets the past, as at the end of a warm-up; the value stays. */
    public void reset() {
        start = kernel.now();
        since = start;
        area = 0;
        compensation = 0;
        max = current;
    }

    /** What was observed since the start or the last {@link #reset()}, up to now. */
    public TimeAverage average() {
        set(current);
        return new TimeAverage(since - start, area + compensation, max);
    }
}
