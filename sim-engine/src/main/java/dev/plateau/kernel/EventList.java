package dev.plateau.kernel;

import java.util.Arrays;

/**
 * The pending events: a ladder queue on primitive arrays, ordered by (time, order).
 *
 * <p>An event lives in a slot, {@value #NODE} consecutive longs of one array, and is always in exactly one of three
 * places:
 *
 * <pre>
 *   bottom   sorted, the next events to fire          time[head..tail), slot[head..tail)
 *   rungs    buckets of equal width, unsorted         rung 0 is the coarsest; rung k+1 splits one bucket of rung k
 *   top      everything later than the last rung      unsorted
 * </pre>
 *
 * <p>When the bottom runs dry the next bucket of the finest rung is sorted into it; a bucket of more than {@value
 * #SORTED} events is first spread over a finer rung, and when no rung is left the top becomes rung 0. A bottom that
 * outgrows {@value #SORTED} by insertion is spread in the same way. An event is therefore touched a bounded number of
 * times whatever the number pending, where a heap or a tree touches log(n) others.
 *
 * <ul>
 *   <li>A bucket number is a monotone function of time, and membership of a rung is decided by that number alone, so
 *       rounding cannot put two events in the wrong order; equal times always share a bucket.
 *   <li>Events at one instant cannot be spread; they are sorted together by order.
 *   <li>Nothing is allocated unless the number of pending events passes its former maximum.
 *   <li>A slot is reused after its event; the order of an event is unique, which is how a stale handle is recognised.
 * </ul>
 *
 * <p>Chosen by measurement: a hold operation (fire the earliest, schedule it again after an exponential delay), kernel
 * included, takes 31, 35 and 265 ns at 100, 10,000 and 1,000,000 pending, and the best event list of SSJ 3.3.2 takes 50,
 * 177 and 1551 ns in the same run of {@code mvn -Pbenchmark -pl src-test -am process-test-classes}, whose
 * outcome is in {@code src-test/benchmarks/kernel.txt}.
 *
 * <p>Algorithm: W. T. Tang, R. S. M. Goh, I. L.-J. Thng (2005), Ladder queue: an O(1) priority queue structure for
 * large-scale discrete event simulation, ACM TOMACS 15(3), 175-204, doi:10.1145/1103323.1103324. Deviations: rungs are
 * fitted to the earliest and latest event in them; buckets are doubly linked so that cancelling is immediate; a small
 * set of events stays in the bottom alone.
 */
final class EventList {
    /** Longs per slot. */
    private static final int NODE = 5;

    private static final int TIME = 0;
    private static final int ORDER = 1;
    private static final int ARGUMENT = 2;
    /** Next slot in the upper half, previous slot in the lower half; see {@link #link}. */
    private static final int LINKS = 3;

    private static final int TYPE = 4;

    /** The largest number of events that are sorted rather than spread. */
    private static final int SORTED = 48;

    private static final int RUNGS = 20;
    private static final int NONE = -1;
    /** Previous-slot marks of events that are in no bucket. */
    private static final int IN_BOTTOM = Integer.MIN_VALUE;

    private static final int IN_TOP = Integer.MIN_VALUE + 1;

    static final int MAX_SLOTS = 1 << 24;

    private long[] nodes;
    private int freeSlot = NONE;
    private int usedSlots;
    private int size;

    private double[] bottomTime = new double[4 * SORTED];
    private int[] bottomSlot = new int[4 * SORTED];
    private int head;
    private int tail;

    private double[] topTime;
    private int[] topSlot;
    private int topSize;
    /** Events later than this are in the top. */
    private double topStart = Double.POSITIVE_INFINITY;

    /** First slot of each bucket, all rungs one after the other. */
    private int[] buckets;

    private final Rung[] rungs = new Rung[RUNGS];
    private int depth;

    /** One row of buckets. */
    private static final class Rung {
        private double start;
        private double bucketsPerTime;
        private int first;
        private int count;
        /** The bucket that was emptied last. */
        private int current;

        int bucket(final double time) {
            return Math.min((int) ((time - start) * bucketsPerTime), count - 1);
        }
    }

    EventList(final int capacity) {
        nodes = new long[capacity * NODE];
        topTime = new double[capacity];
        topSlot = new int[capacity];
        buckets = new int[2 * capacity];
        for (int k = 0; k < RUNGS; k++) {
            rungs[k] = new Rung();
        }
    }

    int size() {
        return size;
    }

    /** Adds an event at a time &gt;= 0 and returns its slot. */
    int add(final double time, final long order, final int type, final long argument) {
        int slot = freeSlot;
        if (slot == NONE) {
            if (usedSlots * NODE == nodes.length) {
                grow();
            }
            slot = usedSlots++;
        } else {
            freeSlot = (int) nodes[slot * NODE + LINKS];
        }
        final int node = slot * NODE;
        nodes[node + ORDER] = order;
        nodes[node + ARGUMENT] = argument;
        nodes[node + TYPE] = type;
        size++;
        insert(slot, time);
        return slot;
    }

    /** Makes sure that the earliest event is at the head of the bottom; the list must not be empty. */
    private void settle() {
        if (head == tail) {
            refill();
        }
    }

    /** The slot of the earliest event; the list must not be empty. */
    int first() {
        settle();
        return bottomSlot[head];
    }

    /** Takes the event out that {@link #first()} has just returned. */
    void removeFirst(final int slot) {
        head++;
        release(slot);
    }

    /** Whether the slot holds the event of this sequence. */
    boolean holds(final int slot, final long sequence) {
        return slot < usedSlots && (nodes[slot * NODE + ORDER] & Kernel.SEQUENCE_MASK) == sequence && sequence != 0;
    }

    void remove(final int slot) {
        unlink(slot);
        release(slot);
    }

    void move(final int slot, final double time) {
        unlink(slot);
        insert(slot, time);
    }

    double time(final int slot) {
        return Double.longBitsToDouble(nodes[slot * NODE + TIME]);
    }

    long order(final int slot) {
        return nodes[slot * NODE + ORDER];
    }

    int type(final int slot) {
        return (int) nodes[slot * NODE + TYPE];
    }

    long argument(final int slot) {
        return nodes[slot * NODE + ARGUMENT];
    }

    private void release(final int slot) {
        final int node = slot * NODE;
        nodes[node + ORDER] = 0;
        nodes[node + LINKS] = freeSlot;
        freeSlot = slot;
        size--;
    }

    private void grow() {
        if (usedSlots == MAX_SLOTS) {
            throw new IllegalStateException("More than " + MAX_SLOTS
                    + " events are pending.\nMaybe a model schedules without end, or should keep its backlog itself.");
        }
        final int capacity = Math.min(2 * usedSlots, MAX_SLOTS);
        nodes = Arrays.copyOf(nodes, capacity * NODE);
        topTime = Arrays.copyOf(topTime, capacity);
        topSlot = Arrays.copyOf(topSlot, capacity);
        buckets = Arrays.copyOf(buckets, 2 * capacity);
    }

    private void insert(final int slot, final double time) {
        nodes[slot * NODE + TIME] = Double.doubleToRawLongBits(time);
        if (time > topStart) {
            topTime[topSize] = time;
            topSlot[topSize] = slot;
            nodes[slot * NODE + LINKS] = link(topSize, IN_TOP);
            topSize++;
            return;
        }
        for (int k = 0; k < depth; k++) {
            final Rung rung = rungs[k];
            final int bucket = rung.bucket(time);
            if (bucket > rung.current) {
                push(rung.first + bucket, slot);
                return;
            }
        }
        insertSorted(slot, time);
    }

    private void unlink(final int slot) {
        final long links = nodes[slot * NODE + LINKS];
        final int next = (int) (links >> 32);
        final int previous = (int) links;
        if (previous == IN_BOTTOM) {
            removeSorted(slot);
        } else if (previous == IN_TOP) {
            final int last = --topSize;
            final int moved = topSlot[last];
            topTime[next] = topTime[last];
            topSlot[next] = moved;
            nodes[moved * NODE + LINKS] = link(next, IN_TOP);
        } else {
            if (previous >= 0) {
                setNext(previous, next);
            } else {
                buckets[~previous] = next;
            }
            if (next != NONE) {
                setPrevious(next, previous);
            }
        }
    }

    /**
     * The links of an event. In a bucket: the next slot or {@link #NONE}, and the previous slot or, for the first, the
     * complement of the bucket number. In the top: the position, and {@link #IN_TOP}. In the bottom: {@link
     * #IN_BOTTOM}.
     */
    private static long link(final int next, final int previous) {
        return ((long) next << 32) | (previous & 0xFFFF_FFFFL);
    }

    private void setNext(final int slot, final int next) {
        final int at = slot * NODE + LINKS;
        nodes[at] = link(next, (int) nodes[at]);
    }

    private void setPrevious(final int slot, final int previous) {
        final int at = slot * NODE + LINKS;
        nodes[at] = link((int) (nodes[at] >> 32), previous);
    }

    private void push(final int bucket, final int slot) {
        final int next = buckets[bucket];
        nodes[slot * NODE + LINKS] = link(next, ~bucket);
        if (next != NONE) {
            setPrevious(next, slot);
        }
        buckets[bucket] = slot;
    }

    private boolean isAfter(final double time, final int slot, final double otherTime, final int otherSlot) {
        return time > otherTime || (time == otherTime && order(slot) > order(otherSlot));
    }

    private void insertSorted(final int slot, final double time) {
        if (tail - head >= SORTED || tail == bottomTime.length) {
            insertCrowded(slot, time);
            return;
        }
        nodes[slot * NODE + LINKS] = IN_BOTTOM & 0xFFFF_FFFFL;
        final int end = tail++;
        bottomTime[end] = time;
        bottomSlot[end] = slot;
        if (end > head && isAfterAt(end - 1, end)) {
            sink(end, slot, time);
        }
    }

    /** Moves the last event, which is too early there, forward to its place. */
    private void sink(final int end, final int slot, final double time) {
        int at = end;
        do {
            bottomTime[at] = bottomTime[at - 1];
            bottomSlot[at] = bottomSlot[at - 1];
            at--;
        } while (at > head && isAfter(bottomTime[at - 1], bottomSlot[at - 1], time, slot));
        bottomTime[at] = time;
        bottomSlot[at] = slot;
    }

    /** Inserts into a bottom that is long, and is spread if it can be, or has come to the end of its arrays. */
    private void insertCrowded(final int slot, final double time) {
        if (tail - head >= SORTED && bottomTime[head] < bottomTime[tail - 1]) {
            if (depth == 0 && topStart == Double.POSITIVE_INFINITY) {
                topStart = bottomTime[tail - 1];
            }
            if (spread(bottomTime, bottomSlot, head, tail)) {
                head = 0;
                tail = 0;
                insert(slot, time);
                return;
            }
        }
        if (tail == bottomTime.length) {
            makeRoom();
        }
        nodes[slot * NODE + LINKS] = IN_BOTTOM & 0xFFFF_FFFFL;
        final int at = position(slot, time);
        System.arraycopy(bottomTime, at, bottomTime, at + 1, tail - at);
        System.arraycopy(bottomSlot, at, bottomSlot, at + 1, tail - at);
        bottomTime[at] = time;
        bottomSlot[at] = slot;
        tail++;
    }

    /** Moves the bottom to the front of its arrays, or to larger ones if they are more than half full. */
    private void makeRoom() {
        final int n = tail - head;
        if (2 * n > bottomTime.length) {
            growBottom();
        }
        System.arraycopy(bottomTime, head, bottomTime, 0, n);
        System.arraycopy(bottomSlot, head, bottomSlot, 0, n);
        head = 0;
        tail = n;
    }

    private void growBottom() {
        bottomTime = Arrays.copyOf(bottomTime, 2 * bottomTime.length);
        bottomSlot = Arrays.copyOf(bottomSlot, 2 * bottomSlot.length);
    }

    private void removeSorted(final int slot) {
        final int at = position(slot, time(slot));
        if (at - head < tail - at - 1) {
            System.arraycopy(bottomTime, head, bottomTime, head + 1, at - head);
            System.arraycopy(bottomSlot, head, bottomSlot, head + 1, at - head);
            head++;
        } else {
            System.arraycopy(bottomTime, at + 1, bottomTime, at, tail - at - 1);
            System.arraycopy(bottomSlot, at + 1, bottomSlot, at, tail - at - 1);
            tail--;
        }
    }

    /** The number of the first entry in the bottom that is not before this event. */
    private int position(final int slot, final double time) {
        int low = head;
        int high = tail;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (isAfter(time, slot, bottomTime[middle], bottomSlot[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Fills the empty bottom from the rungs, or from the top; at least one event must be there. */
    private void refill() {
        while (true) {
            head = 0;
            tail = 0;
            if (depth == 0) {
                refillFromTop();
                if (tail > 0) {
                    return;
                }
            }
            final Rung rung = rungs[depth - 1];
            int bucket = rung.current + 1;
            while (bucket < rung.count && buckets[rung.first + bucket] == NONE) {
                bucket++;
            }
            rung.current = bucket;
            if (bucket >= rung.count) {
                depth--;
            } else {
                take(rung.first + bucket);
                if (tail <= SORTED || !spread(bottomTime, bottomSlot, 0, tail)) {
                    sort();
                    return;
                }
            }
        }
    }

    private void refillFromTop() {
        if (topSize > SORTED) {
            double latest = 0;
            for (int i = 0; i < topSize; i++) {
                latest = Math.max(latest, topTime[i]);
            }
            topStart = latest;
            if (spread(topTime, topSlot, 0, topSize)) {
                topSize = 0;
                return;
            }
        } else {
            topStart = Double.POSITIVE_INFINITY;
        }
        while (bottomTime.length < topSize) {
            growBottom();
        }
        System.arraycopy(topTime, 0, bottomTime, 0, topSize);
        System.arraycopy(topSlot, 0, bottomSlot, 0, topSize);
        tail = topSize;
        topSize = 0;
        sort();
    }

    /** Moves a bucket, unsorted, into the empty bottom. */
    private void take(final int bucket) {
        int slot = buckets[bucket];
        buckets[bucket] = NONE;
        int n = 0;
        while (slot != NONE) {
            if (n == bottomTime.length) {
                growBottom();
            }
            bottomTime[n] = time(slot);
            bottomSlot[n] = slot;
            n++;
            slot = (int) (nodes[slot * NODE + LINKS] >> 32);
        }
        tail = n;
    }

    /** Makes a new finest rung of these events; false if they cannot be told apart or the rungs are used up. */
    private boolean spread(final double[] times, final int[] slots, final int from, final int to) {
        if (depth == RUNGS) {
            return false;
        }
        double earliest = times[from];
        double latest = earliest;
        for (int i = from + 1; i < to; i++) {
            earliest = Math.min(earliest, times[i]);
            latest = Math.max(latest, times[i]);
        }
        final int first = depth == 0 ? 0 : rungs[depth - 1].first + rungs[depth - 1].count;
        final int count = Math.min(to - from, buckets.length - first);
        final double bucketsPerTime = count / (latest - earliest);
        if (count < 2 || !(bucketsPerTime < Double.POSITIVE_INFINITY)) {
            return false;
        }
        final Rung rung = rungs[depth++];
        rung.start = earliest;
        rung.bucketsPerTime = bucketsPerTime;
        rung.first = first;
        rung.count = count;
        rung.current = -1;
        Arrays.fill(buckets, first, first + count, NONE);
        for (int i = from; i < to; i++) {
            push(first + rung.bucket(times[i]), slots[i]);
        }
        return true;
    }

    /** Sorts the bottom, which begins at 0, and marks its events. */
    private void sort() {
        if (tail <= SORTED) {
            insertionSort();
        } else if (!reverseIfDescending()) {
            heapSort();
        }
        for (int i = 0; i < tail; i++) {
            nodes[bottomSlot[i] * NODE + LINKS] = IN_BOTTOM & 0xFFFF_FFFFL;
        }
    }

    private void insertionSort() {
        for (int i = 1; i < tail; i++) {
            final double time = bottomTime[i];
            final int slot = bottomSlot[i];
            int at = i;
            while (at > 0 && isAfter(bottomTime[at - 1], bottomSlot[at - 1], time, slot)) {
                bottomTime[at] = bottomTime[at - 1];
                bottomSlot[at] = bottomSlot[at - 1];
                at--;
            }
            bottomTime[at] = time;
            bottomSlot[at] = slot;
        }
    }

    /** Events at one instant come out of a bucket last in, first out; true if the bottom is sorted now. */
    private boolean reverseIfDescending() {
        final boolean descending = isAfterAt(0, 1);
        for (int i = 1; i < tail; i++) {
            if (isAfterAt(i - 1, i) != descending) {
                return false;
            }
        }
        if (descending) {
            for (int i = 0, j = tail - 1; i < j; i++, j--) {
                swap(i, j);
            }
        }
        return true;
    }

    private boolean isAfterAt(final int i, final int j) {
        return isAfter(bottomTime[i], bottomSlot[i], bottomTime[j], bottomSlot[j]);
    }

    private void heapSort() {
        for (int i = tail / 2 - 1; i >= 0; i--) {
            siftDown(i, tail);
        }
        for (int end = tail - 1; end > 0; end--) {
            swap(0, end);
            siftDown(0, end);
        }
    }

    private void siftDown(final int root, final int end) {
        int parent = root;
        int child = 2 * parent + 1;
        while (child < end) {
            if (child + 1 < end && isAfterAt(child + 1, child)) {
                child++;
            }
            if (!isAfterAt(child, parent)) {
                return;
            }
            swap(parent, child);
            parent = child;
            child = 2 * parent + 1;
        }
    }

    private void swap(final int i, final int j) {
        final double time = bottomTime[i];
        bottomTime[i] = bottomTime[j];
        bottomTime[j] = time;
        final int slot = bottomSlot[i];
        bottomSlot[i] = bottomSlot[j];
        bottomSlot[j] = slot;
    }
}
