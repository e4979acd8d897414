package dev.plateau.terrain;

/**
 * Tasks that policies meet. The same tasks are met at all settings, so that what differs is due to the settings.
 *
 * @param seed of everything random
 * @param blocks of tasks, at least 2; they are independent and give the intervals
 */
public record Tasks(long seed, int blocks) {
    /** Checks the number. */
    public Tasks {
        if (blocks < 2) {
            throw new IllegalArgumentException("an interval needs 2 blocks at least, got " + blocks);
        }
    }
}
