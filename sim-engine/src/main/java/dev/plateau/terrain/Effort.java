package dev.plateau.terrain;

/**
 * How much a search simulates.
 *
 * @param worlds of all starts together
 * @param starts at least 1; the first begins at the base world, each other at the best of some that lie anywhere
 * @param searched blocks of tasks in every world of the search
 * @param measured blocks of other tasks that choose between starts, and of yet others that measure what was found
 */
public record Effort(int worlds, int starts, int searched, int measured) {
    /** Checks the numbers. */
    public Effort {
        if (starts < 1 || worlds < starts || searched < 2 || measured < 2) {
            throw new IllegalArgumentException("need a start, a world for each and 2 blocks");
        }
    }
}
