package dev.plateau.kernel;

/** Sees every event just before its handler does. */
@FunctionalInterface
public interface Trace {
    /**
     * One event that fires.
     *
     * @param time     its time, which is the kernel's clock
     * @param priority its priority
     * @param sequence 1 for the first event that was scheduled in this kernel, 2 for the second
     * @param type     its type
     * @param argument its argument
     */
    void fired(double time, int priority, long sequence, EventType type, long argument);
}
