package dev.plateau.random;

import org.apache.commons.math3.util.FastMath;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Draws that are a pure function of (key, purpose): {@link #at} puts the stream to its beginning for a key and a purpose,
 * what follows is the same wherever and whenever it is asked. A stream is a {@link UniformRandomProvider}, so every
 * sampler of Commons RNG works on it.
 *
 * <p>Generator: a Weyl sequence from a hash of key and purpose, finalised by MurmurHash3's 64-bit finaliser (SplitMix64's
 * construction, Steele, Lea and Flood 2014, with other constants than the keys). Allocation-free; re-keying costs one
 * finaliser, where a Philox of Commons RNG costs about 100 ns because it is a new object.
 *
 * <p><b>The same bits everywhere.</b> {@code Math.exp}, {@code log} and {@code pow} may differ in the last bit between
 * JDKs and processors. Values drawn here are made of exact operations (integer arithmetic, +, x, sqrt) and of
 * {@link FastMath}, which is plain Java. The ziggurat and Marsaglia-Tsang samplers use {@code Math.exp} and {@code log} only to
 * accept or reject, in about 1 % of draws; a differing last bit flips such a decision with chance 2^-53, so about once in
 * 10^17 draws.
 *
 * <p>Used by one thread at a time.
 */
public final class KeyedStream implements UniformRandomProvider {
    private static final long WEYL = 0x9E3779B97F4A7C15L;

    /** Widths of the layers of the ziggurat, x 2^-63. */
    private static final double[] LAYERS = layers();

    private final NormalizedGaussianSampler gaussian = ZigguratSampler.NormalizedGaussian.of(this);
    private long state;
    private long[] bits = new long[0];

    /** Puts the stream to its beginning for a key and a purpose; returns itself. */
    public KeyedStream at(long key, Purpose purpose) {
        state = finalise(key ^ purpose.salt());
        return this;
    }

    @Override
    public long nextLong() {
        state += WEYL;
        return finalise(state);
    }

    /** The first standard normal variate of a key and purpose. */
    public double normal(long key, Purpose purpose) {
        long begin = finalise(key ^ purpose.salt());
        long bits = finalise(begin + WEYL);
        int layer = (int) bits & 0xFF;
        if (layer < LAYERS.length) {
            state = begin + WEYL;
            return LAYERS[layer] * bits;
        }
        state = begin;
        return gaussian.sample();
    }

    /**
     * What the sampler multiplies bits by that fall into a layer, which is asked of it: 2^62 plus a number below 256 is 2^62 as
     * a double. That spares 99 % of the draws the way through the sampler.
     */
    private static double[] layers() {
        double[] widths = new double[253];
        for (int i = 0; i < widths.length; i++) {
            long bits = (1L << 62) + i;
            widths[i] = ZigguratSampler.NormalizedGaussian.of(() -> bits).sample() * 0x1p-62;
        }
        return widths;
    }

    /**
     * The first standard normal variates of many keys and a purpose; the same as {@link #normal}, in less time, since the
     * processor works on several keys at once.
     *
     * @param keys at least n
     * @param n how many
     * @param values receives n
     */
    public void normals(long[] keys, int n, Purpose purpose, double[] values) {
        long[] first = firstBits(keys, n, purpose);
        for (int i = 0; i < n; i++) {
            long x = first[i];
            int layer = (int) x & 0xFF;
            values[i] = layer < LAYERS.length ? LAYERS[layer] * x : normal(keys[i], purpose);
        }
    }

    /** The first uniform variates in [0,1) of many keys and a purpose, as {@link #normals}. */
    public void uniforms(long[] keys, int n, Purpose purpose, double[] values) {
        long[] first = firstBits(keys, n, purpose);
        for (int i = 0; i < n; i++) {
            values[i] = (first[i] >>> 11) * 0x1.0p-53;
        }
    }

    private long[] firstBits(long[] keys, int n, Purpose purpose) {
        if (bits.length < n) {
            bits = new long[2 * n];
        }
        long[] first = bits;
        long salt = purpose.salt();
        // Two short loops, which become vector instructions where one longer does not.
        for (int i = 0; i < n; i++) {
            first[i] = finalise(keys[i] ^ salt) + WEYL;
        }
        for (int i = 0; i < n; i++) {
            first[i] = finalise(first[i]);
        }
        return first;
    }

    /** The first uniform variate in [0,1) of a key and purpose. */
    public double uniform(long key, Purpose purpose) {
        at(key, purpose);
        return nextDouble();
    }

    /** The next standard normal variate. */
    public double nextNormal() {
        return gaussian.sample();
    }

    /**
     * The next Gamma(shape, 1) variate. For shapes below 1: Gamma(shape + 1) U^(1/shape) (Marsaglia and Tsang 2000, section
     * 6), whose value does not pass through {@code Math.pow}.
     *
     * @param shape above 0
     */
    public double nextGamma(double shape) {
        double boosted = shape < 1 ? shape + 1 : shape;
        double value =
                AhrensDieterMarsagliaTsangGammaSampler.of(this, boosted, 1).sample();
        return shape < 1 ? value * FastMath.pow(1 - nextDouble(), 1 / shape) : value;
    }

    /**
     * The next Beta(a, b) variate.
     *
     * @param a above 0
     * @param b above 0
     */
    public double nextBeta(double a, double b) {
        double x = nextGamma(a);
        double y = nextGamma(b);
        return x + y > 0 ? x / (x + y) : nextDouble() < a / (a + b) ? 1 : 0;
    }

    private static long finalise(long x) {
        long z = (x ^ (x >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }
}
