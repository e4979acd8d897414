package dev.plateau.kernel;

/**
 * A kind of event of one kernel: a name for traces, and the handler that acts on it.
 *
 * <p>Made by {@link Kernel#eventType}.
 */
public final class EventType {
    final Kernel kernel;
    final EventHandler handler;
    private final String name;
    private final int index;

    EventType(final Kernel kernel, final String name, final int index, final EventHandler handler) {
        this.kernel = kernel;
        this.name = name;
        this.index = index;
        this.handler = handler;
    }

    /** The name, as given. */
    public String name() {
        return name;
    }

    /** The number of this type: 0 for the first that its kernel made, 1 for the second. */
    public int index() {
        return index;
    }

    @Override
    public String toString() {
        return name;
    }
}
