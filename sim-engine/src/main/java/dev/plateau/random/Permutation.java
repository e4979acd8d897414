package dev.plateau.random;

/**
 * A pseudo-random permutation of 0..n-1 that is a pure function of a key, one element at a time: a four-round Feistel
 * network over the next even power of two, walked until it lands below n (Black and Rogaway 2002).
 *
 * @param key of the permutation
 * @param size n, at least 1
 * @param halfBits bits of each half of the network
 */
public record Permutation(long key, int size, int halfBits) {
    private static final int ROUNDS = 4;

    /** A permutation of 0..size-1. */
    public static Permutation of(long key, int size) {
        int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(size - 1));
        return new Permutation(key, size, (bits + 1) / 2);
    }

    /** Where index goes, both in 0..size-1. */
    public int at(int index) {
        int mask = (1 << halfBits) - 1;
        int x = index;
        do {
            int left = x >>> halfBits;
            int right = x & mask;
            for (int round = 0; round < ROUNDS; round++) {
                int next = left ^ ((int) Keys.mix(key ^ (right + ((long) (round + 1) << 32))) & mask);
                left = right;
                right = next;
            }
            x = left << halfBits | right;
        } while (x >= size);
        return x;
    }
}
