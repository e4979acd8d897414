package dev.plateau.kernel;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clock and the event calendar of one replication.
 *
 * <pre>{@code
 * Kernel kernel = new Kernel();
 * EventType arrival = kernel.eventType("arrival", customer -> ...);
 * long handle = kernel.after(1.5, arrival, 7);   // customer 7 arrives 1.5 from now
 * kernel.cancel(handle);                         // or not
 * kernel.runUntil(1000);
 * }</pre>
 *
 * <p>Events fire in the order of (time, priority, sequence): the earlier first; at one instant the smaller priority
 * first; then the one scheduled first. That order is total, so a run is a function of what the handlers do.
 *
 * <ul>
 *   <li>Time starts at 0, in whatever unit the model chooses, and never goes back.
 *   <li>A time that is NaN, infinite or in the past, and a negative delay, are refused.
 *   <li>A handle stays good until its event fires or is cancelled; afterwards it is recognised as stale and touches
 *       nothing, even where the memory of its event serves another one. {@link #NO_EVENT} is never the handle of an event.
 *   <li>At most 2^24 events are pending at once, and at most 2^40 - 1 are scheduled in one replication.
 *   <li>Nothing is allocated for an event, unless more are pending than ever before.
 * </ul>
 *
 * <p>Not for use by several threads: one kernel for each replication.
 */
public final class Kernel {
    /** A handle that never belongs to an event. */
    public static final long NO_EVENT = 0;

    /** The smallest priority: fires before all others at its time. */
    public static final int FIRST = Short.MIN_VALUE;

    /** The largest priority: fires after all others at its time. */
    public static final int LAST = Short.MAX_VALUE;

    private static final int SLOT_BITS = 24;
    private static final int SEQUENCE_BITS = 64 - SLOT_BITS;
    static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;

    private final EventList events;
    private EventType[] types = new EventType[0];
    private EventHandler[] handlers = new EventHandler[0];
    private @Nullable Trace trace;
    private double now;
    private long sequence;
    private long fired;
    private long fingerprint;
    private boolean stopped;

    /** A kernel at time 0 without events. */
    public Kernel() {
        this(1 << 10);
    }

    /**
     * A kernel at time 0 with memory for so many pending events; it grows when there are more.
     *
     * @param pendingEvents the number expected, 1 to 2^24
     */
    public Kernel(final int pendingEvents) {
        if (pendingEvents < 1 || pendingEvents > EventList.MAX_SLOTS) {
            throw new IllegalArgumentException("pendingEvents is " + pendingEvents + ", not in 1 to 2^24");
        }
        events = new EventList(pendingEvents);
    }

    /**
     * Makes a new type of event.
     *
     * @param name    for traces and messages
     * @param handler what happens when an event of this type fires
     */
    public EventType eventType(final String name, final EventHandler handler) {
        final EventType type = new EventType(this, Objects.requireNonNull(name, "name"), types.length);
        Objects.requireNonNull(handler, "handler");
        types = Arrays.copyOf(types, types.length + 1);
        types[type.index()] = type;
        handlers = Arrays.copyOf(handlers, types.length);
        handlers[type.index()] = handler;
        return type;
    }

    /** The time of the event that is firing, or to which the last run went. */
    public double now() {
        return now;
    }

    /** The number of events that are scheduled and have not fired. */
    public int pending() {
        return events.size();
    }

    /** The number of events that have fired. */
    public long fired() {
        return fired;
    }

    /**
     * A hash of all events fired so far: of time, priority, sequence, type and argument of each, in order. Two runs
     * with equal fingerprints did the same; 0 if nothing has fired.
     */
    public long fingerprint() {
        return fingerprint;
    }

    /** Schedules an event of priority 0 at a time; see {@link #at(double, int, EventType, long)}. */
    public long at(final double time, final EventType type, final long argument) {
        return at(time, 0, type, argument);
    }

    /**
     * Schedules an event at a time.
     *
     * @param time     finite, not before {@link #now()}
     * @param priority {@link #FIRST} to {@link #LAST}; among events at one time the smaller fires first
     * @param type     a type of this kernel
     * @param argument handed to the handler
     * @return a handle with which the event can be cancelled or rescheduled
     * @throws IllegalArgumentException if the time is NaN, infinite or past, the priority out of range, or the type
     *                                  another kernel's
     */
    public long at(final double time, final int priority, final EventType type, final long argument) {
        checkTime(time);
        if (priority != (short) priority) {
            throw new IllegalArgumentException("priority is " + priority + ", not in " + FIRST + " to " + LAST);
        }
        if (type.kernel != this) {
            throw new IllegalArgumentException("The event type \"" + type.name()
                    + "\" belongs to another kernel.\nMaybe it was kept from another replication.");
        }
        if (sequence == SEQUENCE_MASK) {
            throw new IllegalStateException("2^" + SEQUENCE_BITS + " events have been scheduled in one replication.");
        }
        sequence++;
        final int slot = events.add(time + 0.0, (long) priority << SEQUENCE_BITS | sequence, type.index(), argument);
        return sequence << SLOT_BITS | slot;
    }

    /** Schedules an event of priority 0 after a delay; see {@link #at(double, int, EventType, long)}. */
    public long after(final double delay, final EventType type, final long argument) {
        return after(delay, 0, type, argument);
    }

    /**
     * Schedules an event at {@code now() + delay}.
     *
     * @param delay finite, not negative
     * @see #at(double, int, EventType, long)
     */
    public long after(final double delay, final int priority, final EventType type, final long argument) {
        if (!(delay >= 0)) {
            throw new IllegalArgumentException("delay is " + delay + ", not a number >= 0");
        }
        return at(now + delay, priority, type, argument);
    }

    /** Whether the event of this handle is still to fire. */
    public boolean isPending(final long handle) {
        return events.holds(slot(handle), sequence(handle));
    }

    /** The time for which the event of this handle is scheduled; NaN if it is not pending. */
    public double timeOf(final long handle) {
        return isPending(handle) ? events.time(slot(handle)) : Double.NaN;
    }

    /**
     * Takes a pending event out of the calendar.
     *
     * @return false if it had fired or been cancelled already, and nothing was done
     */
    public boolean cancel(final long handle) {
        if (!isPending(handle)) {
            return false;
        }
        events.remove(slot(handle));
        return true;
    }

    /**
     * Moves a pending event to another time. It keeps its handle, priority and sequence: at one instant it fires before
     * events of its priority that were scheduled after it was.
     *
     * @param time finite, not before {@link #now()}
     * @return false if it had fired or been cancelled already, and nothing was done
     * @throws IllegalArgumentException if the time is NaN, infinite or past
     */
    public boolean reschedule(final long handle, final double time) {
        checkTime(time);
        if (!isPending(handle)) {
            return false;
        }
        events.move(slot(handle), time + 0.0);
        return true;
    }

    /** Fires the next event; false if there is none. */
    public boolean step() {
        return run(1) == 1;
    }

    /** Fires events until none is pending or a handler calls {@link #stop()}. */
    public void run() {
        run(Long.MAX_VALUE);
    }

    /**
     * Fires up to so many events, fewer if none is pending or a handler calls {@link #stop()}.
     *
     * @return the number fired
     */
    public long run(final long count) {
        return fire(count, Double.POSITIVE_INFINITY);
    }

    /**
     * Fires all events up to and including a time, and sets the clock to it, unless a handler calls {@link #stop()}.
     *
     * @param time finite, not before {@link #now()}
     */
    public void runUntil(final double time) {
        checkTime(time);
        fire(Long.MAX_VALUE, time);
        if (!stopped) {
            now = time;
        }
    }

    /** Fires events until a condition holds, which is asked before each, none is pending or a handler stops the run. */
    public void runUntil(final BooleanSupplier condition) {
        stopped = false;
        while (!stopped && !condition.getAsBoolean() && step()) {
            // The work is in the condition of the loop.
        }
    }

    /** Ends the current run after the event that is firing. */
    public void stop() {
        stopped = true;
    }

    /** Shows every further event to a trace, or to none if it is null. */
    public void trace(final @Nullable Trace newTrace) {
        trace = newTrace;
    }

    /** Fires up to so many events, none after this time, and returns their number. */
    private long fire(final long count, final double latest) {
        stopped = false;
        long done = 0;
        while (done < count && !stopped && events.size() > 0) {
            final int slot = events.first();
            final double time = events.time(slot);
            if (time > latest) {
                break;
            }
            final long order = events.order(slot);
            final long argument = events.argument(slot);
            final int type = events.type(slot);
            events.removeFirst(slot);
            now = time;
            fired++;
            fingerprint = mix(fingerprint, Double.doubleToRawLongBits(time), order, type, argument);
            if (trace != null) {
                trace.fired(time, (int) (order >> SEQUENCE_BITS), order & SEQUENCE_MASK, types[type], argument);
            }
            handlers[type].fire(argument);
            done++;
        }
        return done;
    }

    /** A multiplicative hash; the constants are odd and random, the products independent of each other. */
    private static long mix(
            final long hash, final long timeBits, final long order, final long type, final long argument) {
        final long event = timeBits * 0x9E3779B97F4A7C15L
                + Long.rotateLeft(order * 0xD1B54A32D192ED03L, 23)
                + Long.rotateLeft(argument * 0x8CB92BA72F3D8DD7L, 41)
                + type * 0xABC98388FB8FAC03L;
        return (Long.rotateLeft(hash, 27) ^ event ^ event >>> 32) * 0xBF58476D1CE4E5B9L + 1;
    }

    private void checkTime(final double time) {
        if (!(time >= now && time < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("time is " + time + " at " + now
                    + ", not finite and at or after now.\nMaybe a delay was meant: see after().");
        }
    }

    private static int slot(final long handle) {
        return (int) handle & EventList.MAX_SLOTS - 1;
    }

    private static long sequence(final long handle) {
        return handle >>> SLOT_BITS;
    }
}
