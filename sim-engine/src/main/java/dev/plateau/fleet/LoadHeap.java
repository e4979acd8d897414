package dev.plateau.fleet;

/** The least loaded of some replicas; of equally loaded ones, the first. A binary heap in which each knows its place. */
final class LoadHeap {
    /** The load of a replica that is down. */
    static final int NEVER = Integer.MAX_VALUE;

    private final int[] load;
    private final int[] heap;
    private final int[] place;

    LoadHeap(int size) {
        load = new int[size];
        heap = new int[size];
        place = new int[size];
        for (int i = 0; i < size; i++) {
            heap[i] = i;
            place[i] = i;
        }
    }

    int least() {
        return heap[0];
    }

    int of(int index) {
        return load[index];
    }

    void set(int index, int newLoad) {
        load[index] = newLoad;
        down(up(place[index]));
    }

    private boolean before(int a, int b) {
        return load[a] < load[b] || (load[a] == load[b] && a < b);
    }

    private int up(int at) {
        int item = heap[at];
        int hole = at;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!before(item, heap[parent])) {
                break;
            }
            put(hole, heap[parent]);
            hole = parent;
        }
        put(hole, item);
        return hole;
    }

    private void down(int at) {
        int item = heap[at];
        int hole = at;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= heap.length) {
                break;
            }
            if (child + 1 < heap.length && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], item)) {
                break;
            }
            put(hole, heap[child]);
            hole = child;
        }
        put(hole, item);
    }

    private void put(int at, int item) {
        heap[at] = item;
        place[item] = at;
    }
}
