package dev.plateau.experiment;

import java.time.Duration;
import java.util.Optional;

/** Hears how a study goes on, and may end it early. Called from one thread at a time. */
public interface Progress {

    /** Hears nothing and never ends. */
    Progress NONE = new Progress() {};

    /**
     * A wave of tasks is done.
     *
     * @param world name of the world under way
     * @param tasks simulated in this world so far
     * @param widest largest half-width of its accuracies so far; NaN before the first wave
     * @param done share of the whole study that is done, estimated, in [0,1]
     */
    default void wave(String world, long tasks, double widest, double done) {}

    /**
     * A policy has been served at a budget on a fleet.
     *
     * @param world name of the world under way
     * @param fleet name of the fleet
     * @param done share of the whole study that is done, estimated, in [0,1]
     */
    default void served(String world, String fleet, double done) {}

    /**
     * A search for a plan has come so far.
     *
     * @param state what is under way
     * @param done share of the whole search that is done, estimated, in [0,1]
     */
    default void planning(String state, double done) {}

    /** Time that a decision of a policy may take; empty, as by default, if policies are trusted. Asked at the beginning. */
    default Optional<Duration> patience() {
        return Optional.empty();
    }

    /** Whether to stop after the wave under way; what is finished is then returned with a warning. */
    default boolean cancelled() {
        return false;
    }
}
