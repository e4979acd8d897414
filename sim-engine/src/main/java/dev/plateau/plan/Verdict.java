package dev.plateau.plan;

import dev.plateau.stats.Interval;

/** Whether something that is estimated keeps a promise. */
enum Verdict {
    /** The whole 95 % interval does. */
    KEEPS,
    /** The interval has the promise within. */
    OPEN,
    /** The whole interval does not. */
    BREAKS;

    /** Whether a value is at least as large as promised. */
    static Verdict atLeast(double promised, Interval value) {
        return value.low() >= promised ? KEEPS : value.high() < promised ? BREAKS : OPEN;
    }
}
