package dev.plateau.plan;

/** What can stand in the way of a plan. */
enum Limit {
    /** The share of right answers. */
    ACCURACY,
    /** The time of an answer. */
    LATENCY,
    /** The rent, per task or per hour. */
    COST,
    /** The power. */
    POWER,
    /** The number of devices. */
    DEVICES
}
