package dev.plateau.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.Worlds;
import dev.plateau.random.Keys;
import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PointsTest {
    /** Level of a two-sided test at 4.4 sd: 1e-5. */
    private static final double Z = 4.4;

    private static final int DIMENSIONS = 13;

    @Test
    void everyCoordinateOfANetHasOnePointInEachStratum() {
        SobolNet net = new SobolNet(DIMENSIONS);
        for (long key = 0; key < 100; key++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                boolean[] met = new boolean[SobolNet.SIZE];
                for (int i = 0; i < SobolNet.SIZE; i++) {
                    met[(int) (net.at(Keys.root(key), i, d) * SobolNet.SIZE)] = true;
                }
                assertThat(met).as("key %d, dimension %d", key, d).doesNotContain(false);
            }
        }
    }

    /** The first two coordinates of a Sobol net have one point in each of the elementary intervals 8 x 8. */
    @Test
    void twoCoordinatesOfANetAreSpreadTogether() {
        SobolNet net = new SobolNet(2);
        for (long key = 0; key < 100; key++) {
            boolean[] met = new boolean[64];
            for (int i = 0; i < 64; i++) {
                met[8 * (int) (net.at(Keys.root(key), i, 0) * 8) + (int) (net.at(Keys.root(key), i, 1) * 8)] = true;
            }
            assertThat(met).as("key %d", key).doesNotContain(false);
        }
    }

    /**
     * Each point by itself is uniform, whatever its number: chi-squared over 256 cells, 13 coordinates of 4 points, each at level 1e-5:
     * fails with chance 5e-4 under other keys. Products of coordinates and of keys have mean 0.
     */
    @Test
    void aScrambledPointIsUniformAndIndependentOfThatOfAnotherKey() {
        SobolNet net = new SobolNet(DIMENSIONS);
        int keys = 20_000;
        double[] expected = new double[256];
        Arrays.fill(expected, keys / 256.0);
        for (int point : new int[] {0, 1, 37, 63}) {
            SummaryStatistics acrossDimensions = new SummaryStatistics();
            SummaryStatistics acrossKeys = new SummaryStatistics();
            for (int d = 0; d < DIMENSIONS; d++) {
                long[] observed = new long[256];
                for (int key = 0; key < keys; key++) {
                    double x = net.at(Keys.root(key), point, d);
                    observed[(int) (x * 256)]++;
                    acrossDimensions.addValue(
                            (x - 0.5) * (net.at(Keys.root(key), point, (d + 1) % DIMENSIONS) - 0.5) * 12);
                    acrossKeys.addValue((x - 0.5) * (net.at(Keys.root(key + 1), point, d) - 0.5) * 12);
                }
                assertThat(new ChiSquareTest().chiSquareTest(expected, observed))
                        .as("point %d, dimension %d", point, d)
                        .isGreaterThan(1e-5);
            }
            double error = Z / Math.sqrt((double) keys * DIMENSIONS);
            assertThat(acrossDimensions.getMean()).isCloseTo(0, within(error));
            assertThat(acrossKeys.getMean()).isCloseTo(0, within(error));
        }
    }

    @Test
    void pointsAreTheSameBitsEverywhere() {
        SobolNet net = new SobolNet(DIMENSIONS);
        assertThat(net.at(42, 5, 0)).isEqualTo(0.3282540315994993);
        assertThat(net.at(42, 63, 12)).isEqualTo(0.660382266738452);
    }

    /** Mean and variance of p, quality and verifier error over tasks, as the world says. */
    @ParameterizedTest
    @EnumSource(Points.class)
    void tasksAreWhatTheWorldSays(Points points) {
        double a = 0.6;
        double b = 1.2;
        TaskTree tree = new TaskTree(
                Worlds.rich()
                        .with(new Difficulty(0.05, 0.02, new Difficulty.Beta(a, b)))
                        .world(),
                5,
                points);
        tree.spread(Strata.ofDensity(new double[] {1, 3, 2, 1}, tree.blockSize()));
        SummaryStatistics chance = new SummaryStatistics();
        SummaryStatistics square = new SummaryStatistics();
        SummaryStatistics likedQuality = new SummaryStatistics();
        SummaryStatistics quality = new SummaryStatistics();
        SummaryStatistics weights = new SummaryStatistics();
        for (int block = 0; block < 600; block++) {
            double[] sums = new double[5];
            for (int i = 0; i < tree.blockSize(); i++) {
                tree.begin((long) block * tree.blockSize() + i);
                double w = tree.weight() / tree.blockSize();
                double z = tree.directionSum(1) / tree.sqrtShare(0);
                sums[0] += w * tree.chance();
                sums[1] += w * tree.chance() * tree.chance();
                sums[2] += w * z * z;
                sums[3] += w * z * tree.verifierError(1);
                sums[4] += w;
            }
            chance.addValue(sums[0]);
            square.addValue(sums[1]);
            quality.addValue(sums[2]);
            likedQuality.addValue(sums[3]);
            weights.addValue(sums[4]);
        }
        double mean = a / (a + b);
        assertMean(chance, 0.02 + 0.93 * mean);
        assertMean(square, 0.02 + 0.93 * mean * (a + 1) / (a + b + 1));
        assertMean(quality, 1);
        assertMean(likedQuality, 0);
        assertMean(weights, 1);
    }

    private static void assertMean(SummaryStatistics blocks, double expected) {
        double error = blocks.getStandardDeviation() / Math.sqrt(blocks.getN());
        assertThat(blocks.getMean()).isCloseTo(expected, within(Z * error + 1e-12));
    }

    @Test
    void strataShareOutADensity() {
        Strata strata = Strata.ofDensity(new double[] {3, 1}, 4);
        // Three quarters of the tasks are of the first half, of which each is a sixth.
        assertThat(strata.quantile(0.25)).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(strata.quantile(0.875)).isCloseTo(0.75, within(1e-12));
        assertThat(strata.weight(0.1)).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(strata.weight(0.9)).isCloseTo(2, within(1e-12));
        assertThat(strata.heaviest()).isCloseTo(2, within(1e-12));
        assertThat(Strata.EVEN.quantile(0.3)).isEqualTo(0.3);
    }

    @Test
    void theQuickDistributionFunctionIsTheExactOne() {
        for (double x = -9; x <= 9; x += 0.00137) {
            assertThat(Normal.quickPhi(x)).isCloseTo(Normal.phi(x), within(1e-9));
        }
        assertThat(Normal.quickPhi(Double.NEGATIVE_INFINITY)).isEqualTo(0);
        assertThat(Normal.quickPhi(Double.POSITIVE_INFINITY)).isEqualTo(1);
    }
}
