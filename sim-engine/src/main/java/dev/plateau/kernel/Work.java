package dev.plateau.kernel;

/** What a model is told about the requests that it makes of a {@link Resource}. */
@FunctionalInterface
public interface Work {
    /**
     * The work is done and its units are free again.
     *
     * @param argument what the request was made with
     */
    void finished(long argument);

    /**
     * The work starts, or resumes after an interruption.
     *
     * @param claim    the handle that {@link Resource#request} returned, or is about to return
     * @param argument what the request was made with
     */
    default void started(final long claim, final long argument) {}

    /**
     * The work has lost its units and waits, ahead of later requests of its priority, to resume with the time that
     * remained. A model that does not want that calls {@link Resource#withdraw} here.
     *
     * @param claim     the handle of the request
     * @param argument  what the request was made with
     * @param remaining how much of the duration is left
     */
    default void preempted(final long claim, final long argument, final double remaining) {}
}
