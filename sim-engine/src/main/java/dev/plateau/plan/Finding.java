package dev.plateau.plan;

import java.util.Optional;

/**
 * What a search found of an option.
 *
 * @param option machine, policy and budget
 * @param kind what there is to say
 * @param replicas of the plan, or those tried in vain, or those it needs at least
 * @param plan the cheapest that keeps the promise, if it was looked for and found
 * @param trial of the replicas, if they were tried
 */
record Finding(Option option, Kind kind, int replicas, Optional<Plan> plan, Optional<Trial> trial) {
    /** Kinds of findings. */
    enum Kind {
        /** It keeps the promise with so many replicas, and not with fewer. */
        KEEPS,
        /** The machine does not hold the models. */
        DOES_NOT_FIT,
        /** It is not accurate enough. */
        INACCURATE,
        /** Whether it is accurate enough cannot be told. */
        ACCURACY_OPEN,
        /** A task takes too long even alone. */
        SLOW_ALONE,
        /** The replicas it needs at least are more than money, power or devices allow. */
        TOO_SMALL,
        /** The replicas it needs at least cost more than a plan that was found. */
        DEARER,
        /** Too many tasks are late with as many replicas as are allowed, or as cost no more than a plan that was found. */
        LATE,
        /** The same, but whether too many are late cannot be told. */
        LATENESS_OPEN
    }
}
