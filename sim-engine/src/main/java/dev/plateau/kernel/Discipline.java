package dev.plateau.kernel;

/** Who is served next, and whether service can be interrupted. */
public enum Discipline {
    /** In the order of requests; priorities are ignored. */
    FIFO,
    /** The smallest priority first, within one priority in the order of requests; service is never interrupted. */
    PRIORITY,
    /** As {@link #PRIORITY}, and a request takes units from work of a larger priority, the largest and latest first. */
    PREEMPTIVE
}
