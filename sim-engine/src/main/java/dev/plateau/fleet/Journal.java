package dev.plateau.fleet;

import org.jspecify.annotations.Nullable;

/** Hears what happens on a fleet, at the kernel's present time. What it does has no effect on the fleet. */
public interface Journal {
    /**
     * A request is sent to a replica.
     *
     * @param client whose it is
     * @param request it
     * @param replica number in the fleet; -1 if all of the pool are down, so that it waits for a repair
     */
    default void routed(@Nullable Client client, Request request, int replica) {}

    /**
     * A waiting request joins the batch.
     *
     * @param client whose it is
     * @param request it
     * @param replica number in the fleet
     * @param unread tokens that must be read first; those of its text that are in memory need not
     */
    default void admitted(@Nullable Client client, Request request, int replica, long unread) {}

    /** A request has been read, and its first token is written if it writes. */
    default void read(@Nullable Client client, Request request, int replica) {}

    /** A request loses its memory to others, and waits again. */
    default void preempted(@Nullable Client client, Request request, int replica) {}

    /** A request is over. */
    default void finished(@Nullable Client client, Request request, int replica) {}

    /** A request is taken back, or sent back by a failure. */
    default void left(@Nullable Client client, Request request, int replica) {}

    /**
     * A replica begins iterations that end together unless something happens in between.
     *
     * @param replica number in the fleet
     * @param read tokens of prompts
     * @param sequences that are written
     * @param iterations in which each of them gets a token, 0 if none does
     * @param seconds that they take
     */
    default void iterates(int replica, long read, int sequences, long iterations, double seconds) {}

    /** A replica fails. */
    default void failed(int replica) {}

    /** A replica is repaired. */
    default void repaired(int replica) {}
}
