package dev.plateau.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Known answers, goodness of fit and independence. Seeds are fixed, so the tests cannot flicker; each of the about 50 tests
 * is at level 1e-4, so a correct implementation with other constants would fail any of them with chance 0.5 %.
 */
class KeyedStreamTest {
    private static final double LEVEL = 1e-4;
    private static final int DRAWS = 40_000;

    @Test
    void matchesAnIndependentImplementationInPython() {
        long root = Keys.root(1);
        assertThat(root).isEqualTo(0xcb486e62228f1f1fL);
        assertThat(Keys.child(root, 0)).isEqualTo(0xf54ce556dda40a65L);
        assertThat(Keys.child(root, -1)).isEqualTo(0x19118531d88beaa7L);
        assertThat(Keys.child(Keys.child(root, 7), 3)).isEqualTo(0x8345520d1168c8caL);
        KeyedStream stream = new KeyedStream().at(Keys.child(root, 7), Purpose.STEP);
        assertThat(stream.nextLong()).isEqualTo(0xabedf4f51e1c6056L);
        assertThat(stream.nextLong()).isEqualTo(0xd8742886a5db8528L);
        assertThat(stream.nextLong()).isEqualTo(0x99665a34c6c6ce03L);
        assertThat(stream.uniform(Keys.child(root, 7), Purpose.DIFFICULTY)).isEqualTo(0.6771729342936512);
    }

    @Test
    void isAFunctionOfKeyAndPurposeWhateverWasDrawnBefore() {
        KeyedStream stream = new KeyedStream();
        double first = stream.normal(42, Purpose.STEP);
        stream.nextGamma(0.3);
        stream.uniform(7, Purpose.FINISH);
        assertThat(stream.normal(42, Purpose.STEP)).isEqualTo(first);
        assertThat(stream.normal(42, Purpose.REST)).isNotEqualTo(first);
        assertThat(stream.normal(43, Purpose.STEP)).isNotEqualTo(first);
    }

    static Stream<Arguments> laws() {
        return Stream.of(
                law("normal", KeyedStream::nextNormal, new NormalDistribution(null, 0, 1)),
                law("uniform", KeyedStream::nextDouble, new UniformRealDistribution(null, 0, 1)),
                law("gamma 0.3", s -> s.nextGamma(0.3), new GammaDistribution(null, 0.3, 1)),
                law("gamma 1", s -> s.nextGamma(1), new GammaDistribution(null, 1, 1)),
                law("gamma 4.5", s -> s.nextGamma(4.5), new GammaDistribution(null, 4.5, 1)),
                law("beta 0.5 2", s -> s.nextBeta(0.5, 2), new BetaDistribution(null, 0.5, 2)),
                law("beta 1 0.4", s -> s.nextBeta(1, 0.4), new BetaDistribution(null, 1, 0.4)),
                law("beta 3 5", s -> s.nextBeta(3, 5), new BetaDistribution(null, 3, 5)));
    }

    private static Arguments law(String name, ToDoubleFunction<KeyedStream> draw, RealDistribution reference) {
        return Arguments.of(name, draw, reference);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laws")
    void followsItsLawAcrossKeys(String name, ToDoubleFunction<KeyedStream> draw, RealDistribution reference) {
        KeyedStream stream = new KeyedStream();
        double[] sample = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            sample[i] = draw.applyAsDouble(stream.at(Keys.child(Keys.root(11), i), Purpose.QUALITY));
        }
        assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(reference, sample))
                .as(name)
                .isGreaterThan(LEVEL);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void purposesOfOneKeyAreIndependent(Purpose purpose) {
        KeyedStream stream = new KeyedStream();
        Purpose other = Purpose.values()[(purpose.ordinal() + 1) % Purpose.values().length];
        assertIndependent(
                key -> stream.uniform(Keys.child(Keys.root(3), key), purpose),
                key -> stream.uniform(Keys.child(Keys.root(3), key), other));
    }

    @Test
    void siblingsAreIndependent() {
        KeyedStream stream = new KeyedStream();
        assertIndependent(
                key -> stream.uniform(Keys.child(77, 2 * key), Purpose.STEP),
                key -> stream.uniform(Keys.child(77, 2 * key + 1), Purpose.STEP));
    }

    @Test
    void parentAndChildAreIndependent() {
        KeyedStream stream = new KeyedStream();
        assertIndependent(
                key -> stream.uniform(Keys.child(5, key), Purpose.STEP),
                key -> stream.uniform(Keys.child(Keys.child(5, key), 0), Purpose.STEP));
    }

    @Test
    void seedsAreIndependent() {
        KeyedStream stream = new KeyedStream();
        assertIndependent(
                seed -> stream.uniform(Keys.root(seed), Purpose.STEP),
                seed -> stream.uniform(Keys.root(seed + 1), Purpose.STEP));
    }

    private interface Draw {
        double of(long key);
    }

    /** Chi-square on a 16 x 16 table of pairs. */
    private static void assertIndependent(Draw first, Draw second) {
        long[] cells = new long[256];
        for (int key = 0; key < DRAWS; key++) {
            cells[16 * (int) (16 * first.of(key)) + (int) (16 * second.of(key))]++;
        }
        double[] expected = new double[256];
        java.util.Arrays.fill(expected, DRAWS / 256.0);
        assertThat(new ChiSquareTest().chiSquareTest(expected, cells)).isGreaterThan(LEVEL);
    }

    @Test
    void permutationsAreBijectiveAndUniform() {
        int size = 37;
        long[] firsts = new long[size];
        for (int key = 0; key < DRAWS; key++) {
            Permutation permutation = Permutation.of(Keys.child(9, key), size);
            firsts[permutation.at(0)]++;
            if (key < 200) {
                assertThat(java.util.stream.IntStream.range(0, size)
                                .map(permutation::at)
                                .distinct()
                                .count())
                        .isEqualTo(size);
            }
        }
        double[] expected = new double[size];
        java.util.Arrays.fill(expected, (double) DRAWS / size);
        assertThat(new ChiSquareTest().chiSquareTest(expected, firsts)).isGreaterThan(LEVEL);
        assertThat(Permutation.of(1, 1).at(0)).isZero();
    }
}
