package dev.plateau.model;

import dev.plateau.random.Keys;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The first 64 points of Sobol's sequence (directions of Joe and Kuo 2008), scrambled anew for each key: an approximate Owen
 * scrambling by hashing (Laine and Karras 2011; constants of Vegdahl 2021), in which a bit is flipped or not as the bits before it
 * and the key say. So every point is uniform over the cube, the blocks of two keys are independent, and each coordinate of a
 * block has one point in every 64th. Integer arithmetic only.
 */
final class SobolNet {
    /** Points of the net. */
    static final int SIZE = 64;

    private static final double UNIT = 0x1p-32;
    private final int[][] points = new int[SIZE][];

    /** A net of so many dimensions. */
    SobolNet(int dimensions) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimensions);
        for (int i = 0; i < SIZE; i++) {
            double[] point = sequence.nextVector();
            points[i] = new int[dimensions];
            for (int d = 0; d < dimensions; d++) {
                points[i][d] = (int) (long) (point[d] / UNIT);
            }
        }
    }

    /** A coordinate in (0,1) of a point under a key. */
    double at(long key, int point, int dimension) {
        int seed = (int) (Keys.child(key, dimension) >>> Integer.SIZE);
        int x = Integer.reverse(points[point][dimension]);
        x += seed;
        x ^= x * 0x6c50b47c;
        x ^= x * 0xb82f1e52;
        x ^= x * 0xc7afe638;
        x ^= x * 0x8d22f6e6;
        return ((Integer.reverse(x) & 0xffffffffL) + 0.5) * UNIT;
    }
}
