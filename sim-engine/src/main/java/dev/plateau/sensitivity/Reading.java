package dev.plateau.sensitivity;

import java.io.Serializable;

/**
 * What came out at some settings: on all tasks, and on each half of them. The halves are independent, so that the noise of the
 * simulation can be told from what settings do.
 *
 * @param value on all tasks
 * @param first on the first half
 * @param second on the second half
 */
public record Reading(double value, double first, double second) implements Serializable {
    /** What comes out without noise. */
    public static Reading exact(double value) {
        return new Reading(value, value, value);
    }
}
