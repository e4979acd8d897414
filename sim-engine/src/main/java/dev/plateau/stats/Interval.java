package dev.plateau.stats;

import java.io.Serializable;

/**
 * An estimate with its 95 % interval.
 *
 * @param value estimate
 * @param low lower end
 * @param high upper end
 */
public record Interval(double value, double low, double high) implements Serializable {

    /** Half of the width. */
    public double halfWidth() {
        return (high - low) / 2;
    }

    /** Whether x lies inside, ends included. */
    public boolean contains(double x) {
        return low <= x && x <= high;
    }
}
