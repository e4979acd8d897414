package dev.plateau.fleet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A binary heap of requests in which each knows its place. Order: the key, then the sequence of submission. */
final class RequestHeap {
    /** What the order is by. */
    enum Order {
        /** Who is served next: priority, the smaller first. */
        WAITING,
        /** Who is done next: the iteration. */
        WRITING
    }

    private final Order order;
    private @Nullable Request[] heap = new Request[16];
    private int size;

    RequestHeap(Order order) {
        this.order = order;
    }

    int size() {
        return size;
    }

    @SuppressWarnings("NullAway") // entries below size are set
    Request get(int index) {
        return heap[index];
    }

    @Nullable
    Request first() {
        return heap[0];
    }

    void add(Request request) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        up(size++, request);
    }

    void remove(Request request) {
        int hole = request.position;
        size--;
        Request last = get(size);
        heap[size] = null;
        if (last != request) {
            down(hole, last);
            if (last.position == hole) {
                up(hole, last);
            }
        }
    }

    private long key(Request request) {
        return order == Order.WAITING ? request.priority : request.doneAt;
    }

    private boolean before(Request a, Request b) {
        long x = key(a);
        long y = key(b);
        return x < y || (x == y && a.sequence < b.sequence);
    }

    private void up(int at, Request request) {
        int hole = at;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            Request above = get(parent);
            if (!before(request, above)) {
                break;
            }
            put(hole, above);
            hole = parent;
        }
        put(hole, request);
    }

    private void down(int at, Request request) {
        int hole = at;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(get(child + 1), get(child))) {
                child++;
            }
            Request below = get(child);
            if (!before(below, request)) {
                break;
            }
            put(hole, below);
            hole = child;
        }
        put(hole, request);
    }

    private void put(int at, Request request) {
        heap[at] = request;
        request.position = at;
    }
}
