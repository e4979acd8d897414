package dev.plateau.random;

/**
 * Keys of random draws: 64-bit names of the nodes of a tree whose root is the seed (MODEL section 3). A key is a pure
 * function of the seed and of the path of child numbers, so whoever reaches a node, in whatever order, sees the same
 * draws.
 *
 * <p>Children are derived by a bijective finaliser (variant 13 of Stafford, "Better bit mixing", 2011) of the parent's key
 * plus a multiple of an odd constant: siblings never collide, and other nodes collide with chance 2^-64 a pair. The
 * streams at the keys use other constants ({@link KeyedStream}), so keys never reappear as draws.
 */
public final class Keys {
    private static final long CHILD = 0xA0761D6478BD642FL;
    private static final long CHILD_OFFSET = 0xE7037ED1A0B428DBL;

    private Keys() {}

    /** Key of the root for a seed. */
    public static long root(long seed) {
        return mix(seed ^ CHILD_OFFSET);
    }

    /** Key of a child; different for every child number. */
    public static long child(long key, long child) {
        return mix(key + CHILD_OFFSET + child * CHILD);
    }

    /** Puts the key of a child in the place of each of the first n keys. */
    public static void descend(long[] keys, int n, long child) {
        long offset = CHILD_OFFSET + child * CHILD;
        for (int i = 0; i < n; i++) {
            keys[i] = mix(keys[i] + offset);
        }
    }

    static long mix(long x) {
        long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
