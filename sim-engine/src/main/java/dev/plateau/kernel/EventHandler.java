package dev.plateau.kernel;

/** What happens when an event of some type fires. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Acts on one event; {@link Kernel#now()} is its time.
     *
     * @param argument what the event was scheduled with: the number of a job, a machine, a task
     */
    void fire(long argument);
}
