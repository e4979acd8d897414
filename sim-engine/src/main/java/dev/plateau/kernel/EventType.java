package dev.plateau.kernel;

/**
 * A kind of event of one kernel: its name, and its handler, which the kernel keeps.
 *
 * <p>Made by {@link Kernel#eventType}.
 */
public final class EventType {
    final Kernel kernel;
    private final String name;
    private final int index;

    EventType(final Kernel kernel, final String name, final int index) {
        this.kernel = kernel;
        this.name = name;
        this.index = index;
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
