package dev.plateau.kernel;

import java.util.Arrays;

/** Slots in the order of a key, smallest first; any can be removed. A binary heap that knows where each slot is. */
final class ClaimHeap {
    private long[] keys = new long[16];
    private int[] slots = new int[16];
    /** Where a slot is in the heap. */
    private int[] positions = new int[16];

    private int size;

    int size() {
        return size;
    }

    int first() {
        return slots[0];
    }

    /** The slot at a place of the heap, 0 to size - 1, in no particular order but that 0 is the first. */
    int slotAt(final int place) {
        return slots[place];
    }

    void add(final int slot, final long key) {
        if (size == slots.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            slots = Arrays.copyOf(slots, 2 * size);
        }
        if (slot >= positions.length) {
            positions = Arrays.copyOf(positions, Math.max(2 * positions.length, slot + 1));
        }
        siftUp(size++, slot, key);
    }

    void remove(final int slot) {
        final int place = positions[slot];
        size--;
        if (place == size) {
            return;
        }
        final int last = slots[size];
        final long key = keys[size];
        if (place > 0 && key < keys[(place - 1) >> 1]) {
            siftUp(place, last, key);
        } else {
            siftDown(place, last, key);
        }
    }

    private void siftUp(final int from, final int slot, final long key) {
        int place = from;
        while (place > 0) {
            final int parent = (place - 1) >> 1;
            if (keys[parent] <= key) {
                break;
            }
            put(place, slots[parent], keys[parent]);
            place = parent;
        }
        put(place, slot, key);
    }

    private void siftDown(final int from, final int slot, final long key) {
        int place = from;
        int child = 2 * place + 1;
        while (child < size) {
            if (child + 1 < size && keys[child + 1] < keys[child]) {
                child++;
            }
            if (key <= keys[child]) {
                break;
            }
            put(place, slots[child], keys[child]);
            place = child;
            child = 2 * place + 1;
        }
        put(place, slot, key);
    }

    private void put(final int place, final int slot, final long key) {
        slots[place] = slot;
        keys[place] = key;
        positions[slot] = place;
    }
}
