package dev.plateau.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * A number of equal units (servers, batch places, memory blocks) that work needs while it runs, and the queue before
 * them.
 *
 * <pre>{@code
 * Resource replicas = new Resource(kernel, "replicas", 4, Discipline.PREEMPTIVE, job -> ...);  // when job is done
 * replicas.request(1, 0, 2.5, job);         // one unit for 2.5, as soon as one is free
 * replicas.capacity(3);                     // a replica fails
 * }</pre>
 *
 * <p>A request waits until its units are free, holds them for its duration, and {@link Work#finished} is told. With the
 * duration {@link #UNTIL_RELEASED} it holds them until {@link #release}. Requests start strictly in the order of the
 * {@link Discipline}: a large request at the head keeps smaller ones behind it waiting.
 *
 * <ul>
 *   <li>A smaller priority is served first, as for events.
 *   <li>Preempted work keeps the time it still needs and its place in the order, and resumes when units are free.
 *   <li>When the capacity falls below what is in use, a preemptive resource interrupts its least important work; the
 *       others take no new work until enough is done.
 *   <li>Work that finishes is told before its units are offered to the queue, so that what it asks for takes part.
 *   <li>A claim is the handle of one request; a stale one is recognised and touches nothing.
 *   <li>Nothing is allocated for a request, unless more are present than ever before.
 * </ul>
 */
public final class Resource {
    /** The duration of work that ends when {@link #release} is called. */
    public static final double UNTIL_RELEASED = Double.POSITIVE_INFINITY;

    private static final int SLOT_BITS = 24;
    private static final int MAX_SLOTS = 1 << SLOT_BITS;

    private enum State {
        FREE,
        WAITING,
        RUNNING
    }

    private final Kernel kernel;
    private final String name;
    private final Discipline discipline;
    private final Work work;
    private final EventType completion;
    private final TimeWeighted busy;
    private final TimeWeighted queue;
    private final ClaimHeap waiting = new ClaimHeap();
    /** Least important first. */
    private final ClaimHeap running = new ClaimHeap();

    private int capacity;
    private int inUse;
    private long sequence;
    private long finished;
    private long preemptions;

    private int slots;
    private int[] freeSlots = new int[16];
    private int freeCount;
    private State[] states = new State[16];
    /** Priority in the upper 16 bits, sequence in the lower 40: the order of service. */
    private long[] orders = new long[16];

    private int[] units = new int[16];
    private long[] arguments = new long[16];
    /** Time still needed, of waiting work. */
    private double[] needs = new double[16];
    /** The event that ends running work, or {@link Kernel#NO_EVENT}. */
    private long[] completions = new long[16];

    /**
     * A resource of which all units are free.
     *
     * @param capacity the number of units, &gt;= 0
     * @param work     told what becomes of requests
     */
    public Resource(
            final Kernel kernel, final String name, final int capacity, final Discipline discipline, final Work work) {
        this.kernel = kernel;
        this.name = Objects.requireNonNull(name, "name");
        this.discipline = Objects.requireNonNull(discipline, "discipline");
        this.work = Objects.requireNonNull(work, "work");
        this.capacity = checkCapacity(capacity);
        Arrays.fill(states, State.FREE);
        completion = kernel.eventType(name + " finished", slot -> finish((int) slot));
        busy = new TimeWeighted(kernel, 0);
        queue = new TimeWeighted(kernel, 0);
    }

    /**
     * Asks for units for a time.
     *
     * @param unitCount how many, &gt;= 1; more than the capacity waits until that is raised
     * @param priority  {@link Kernel#FIRST} to {@link Kernel#LAST}, the smaller first
     * @param duration  how long they are needed, &gt;= 0, or {@link #UNTIL_RELEASED}
     * @param argument  handed to {@link Work}
     * @return the claim, with which the request can be asked after, withdrawn or released
     * @throws IllegalArgumentException if one of these is out of range
     */
    public long request(final int unitCount, final int priority, final double duration, final long argument) {
        if (unitCount < 1) {
            throw new IllegalArgumentException("units is " + unitCount + ", not >= 1, in a request of " + name);
        }
        if (priority != (short) priority) {
            throw new IllegalArgumentException("priority is " + priority + ", not in " + Kernel.FIRST + " to "
                    + Kernel.LAST + ", in a request of " + name);
        }
        if (!(duration >= 0)) {
            throw new IllegalArgumentException(
                    "duration is " + duration + ", not a number >= 0, in a request of " + name);
        }
        final int slot = takeSlot();
        sequence++;
        orders[slot] = (long) (discipline == Discipline.FIFO ? 0 : priority) << 40 | sequence;
        units[slot] = unitCount;
        arguments[slot] = argument;
        needs[slot] = duration;
        final long claim = claim(slot);
        if (waiting.size() == 0 && unitCount <= capacity - inUse) {
            start(slot);
        } else {
            enqueue(slot);
            serve();
        }
        return claim;
    }

    /**
     * Ends running work now: its units are free again and {@link Work#finished} is not told.
     *
     * @return false if the claim is not running, and nothing was done
     */
    public boolean release(final long claim) {
        if (!isRunning(claim)) {
            return false;
        }
        final int slot = slot(claim);
        kernel.cancel(completions[slot]);
        stopRunning(slot);
        giveBack(slot);
        serve();
        return true;
    }

    /**
     * Takes a waiting request out of the queue, such as one whose patience is over.
     *
     * @return false if the claim is not waiting, and nothing was done
     */
    public boolean withdraw(final long claim) {
        if (!isWaiting(claim)) {
            return false;
        }
        dequeue(slot(claim));
        giveBack(slot(claim));
        serve();
        return true;
    }

    /**
     * Interrupts running work, as a failure of its machine does: it waits to resume with its remaining time, unless
     * {@link Work#preempted} withdraws it. Its units are offered to the queue at once: lower the capacity first if they
     * are gone.
     *
     * @return false if the claim is not running, and nothing was done
     */
    public boolean preempt(final long claim) {
        if (!isRunning(claim)) {
            return false;
        }
        interrupt(slot(claim));
        serve();
        return true;
    }

    /** Sets the number of units, &gt;= 0, as at a failure or a repair. */
    public void capacity(final int newCapacity) {
        capacity = checkCapacity(newCapacity);
        if (discipline == Discipline.PREEMPTIVE) {
            while (inUse > capacity) {
                interrupt(running.first());
            }
        }
        serve();
    }

    /** The name, as given. */
    public String name() {
        return name;
    }

    /** The number of units, in use or free. */
    public int capacity() {
        return capacity;
    }

    /** The number of units in use. */
    public int inUse() {
        return inUse;
    }

    /** The number of requests that wait, preempted ones included. */
    public int waiting() {
        return waiting.size();
    }

    /** The number of requests that run. */
    public int running() {
        return running.size();
    }

    /** The number of requests whose duration has passed, since the start or the last {@link #resetStatistics()}. */
    public long finished() {
        return finished;
    }

    /** The number of interruptions since the start or the last {@link #resetStatistics()}. */
    public long preemptions() {
        return preemptions;
    }

    /** The units in use over time. */
    public TimeAverage busy() {
        return busy.average();
    }

    /** The number of waiting requests over time. */
    public TimeAverage queue() {
        return queue.average();
    }

    /** Forgets the statistics, as at the end of a warm-up; the work goes on. */
    public void resetStatistics() {
        busy.reset();
        queue.reset();
        finished = 0;
        preemptions = 0;
    }

    /** Whether the claim holds its units. */
    public boolean isRunning(final long claim) {
        return isState(claim, State.RUNNING);
    }

    /** Whether the claim waits for its units. */
    public boolean isWaiting(final long claim) {
        return isState(claim, State.WAITING);
    }

    /** How much of its duration the claim still needs; NaN if it is neither waiting nor running. */
    public double remaining(final long claim) {
        if (isWaiting(claim)) {
            return needs[slot(claim)];
        }
        return isRunning(claim) ? remainingOfRunning(slot(claim)) : Double.NaN;
    }

    private double remainingOfRunning(final int slot) {
        final long event = completions[slot];
        return event == Kernel.NO_EVENT ? UNTIL_RELEASED : kernel.timeOf(event) - kernel.now();
    }

    /** Starts all work that can start, interrupting other work where the discipline allows it. */
    private void serve() {
        while (waiting.size() > 0) {
            final int slot = waiting.first();
            if (units[slot] > capacity - inUse) {
                if (discipline != Discipline.PREEMPTIVE || !canInterruptFor(slot)) {
                    return;
                }
                interrupt(running.first());
            } else {
                dequeue(slot);
                start(slot);
            }
        }
    }

    /** Whether the free units and those of less important work are enough. */
    private boolean canInterruptFor(final int slot) {
        long missing = (long) units[slot] - (capacity - inUse);
        final long priority = orders[slot] >> 40;
        if (running.size() == 0 || orders[running.first()] >> 40 <= priority) {
            return false;
        }
        for (int place = 0; place < running.size() && missing > 0; place++) {
            final int other = running.slotAt(place);
            if (orders[other] >> 40 > priority) {
                missing -= units[other];
            }
        }
        return missing <= 0;
    }

    private void start(final int slot) {
        states[slot] = State.RUNNING;
        running.add(slot, ~orders[slot]);
        inUse += units[slot];
        busy.set(inUse);
        completions[slot] =
                needs[slot] == UNTIL_RELEASED ? Kernel.NO_EVENT : kernel.after(needs[slot], completion, slot);
        work.started(claim(slot), arguments[slot]);
    }

    private void finish(final int slot) {
        final long argument = arguments[slot];
        stopRunning(slot);
        giveBack(slot);
        finished++;
        work.finished(argument);
        serve();
    }

    private void interrupt(final int slot) {
        needs[slot] = remainingOfRunning(slot);
        kernel.cancel(completions[slot]);
        stopRunning(slot);
        preemptions++;
        enqueue(slot);
        work.preempted(claim(slot), arguments[slot], needs[slot]);
    }

    private void stopRunning(final int slot) {
        running.remove(slot);
        inUse -= units[slot];
        busy.set(inUse);
    }

    private void enqueue(final int slot) {
        states[slot] = State.WAITING;
        waiting.add(slot, orders[slot]);
        queue.set(waiting.size());
    }

    private void dequeue(final int slot) {
        waiting.remove(slot);
        queue.set(waiting.size());
    }

    private int takeSlot() {
        if (freeCount > 0) {
            return freeSlots[--freeCount];
        }
        if (slots == states.length) {
            if (slots == MAX_SLOTS) {
                throw new IllegalStateException("More than " + MAX_SLOTS + " requests of " + name
                        + " are present.\nMaybe it is overloaded: arrivals should be limited.");
            }
            final int size = 2 * slots;
            freeSlots = Arrays.copyOf(freeSlots, size);
            states = Arrays.copyOf(states, size);
            Arrays.fill(states, slots, size, State.FREE);
            orders = Arrays.copyOf(orders, size);
            units = Arrays.copyOf(units, size);
            arguments = Arrays.copyOf(arguments, size);
            needs = Arrays.copyOf(needs, size);
            completions = Arrays.copyOf(completions, size);
        }
        return slots++;
    }

    private void giveBack(final int slot) {
        states[slot] = State.FREE;
        freeSlots[freeCount++] = slot;
    }

    private boolean isState(final long claim, final State state) {
        final int slot = slot(claim);
        return slot < slots && states[slot] == state && claim(slot) == claim;
    }

    private long claim(final int slot) {
        return (orders[slot] & Kernel.SEQUENCE_MASK) << SLOT_BITS | slot;
    }

    private static int slot(final long claim) {
        return (int) claim & MAX_SLOTS - 1;
    }

    private int checkCapacity(final int value) {
        if (value < 0) {
            throw new IllegalArgumentException("capacity is " + value + ", not >= 0, for " + name);
        }
        return value;
    }
}
