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

    private final NormalizedGaussianSampler gaussian = ZigguratSampler.NormalizedGaussian.of(this);
    private long state;

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
        at(key, purpose);
        return gaussian.sample();
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
