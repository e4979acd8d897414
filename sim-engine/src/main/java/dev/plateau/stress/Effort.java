package dev.plateau.stress;

/**
 * How much is simulated of every rung. All policies and rungs meet the same tasks, in groups whose means give the intervals.
 *
 * @param groups at least 2
 * @param blocks of 64 tasks in a group, at least 1
 * @param served blocks in a group where a fleet serves them, which takes far longer, at least 1
 */
public record Effort(int groups, int blocks, int served) {
    private static final int BLOCK = 64;

    /** The default. */
    public static final Effort FULL = new Effort(24, 10, 1);

    /** For a first look. */
    public static final Effort QUICK = new Effort(12, 1, 1);

    /** Checks the numbers. */
    public Effort {
        if (groups < 2 || blocks < 1 || served < 1) {
            throw new IllegalArgumentException(
                    "need 2 groups and a block at least, got " + groups + ", " + blocks + " and " + served);
        }
    }

    /** Tasks in a group. */
    public int tasks() {
        return BLOCK * blocks;
    }

    /** Tasks in a group where a fleet serves them. */
    public int tasksServed() {
        return BLOCK * served;
    }

    int blocks(Rung rung) {
        return rung.service().isPresent() ? served : blocks;
    }
}
