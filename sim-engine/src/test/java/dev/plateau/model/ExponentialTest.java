package dev.plateau.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

/** To the bit against FastMath, at the arguments that the model has and at those where its cases meet. */
class ExponentialTest {
    @Test
    void givesTheBitsOfFastMath() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3_000_000; i++) {
            same(random.nextDouble(-3, 3));
            same(random.nextDouble(-66, 66));
            same(random.nextInt(-70_000, 70_000) / 1024.0);
            same(random.nextDouble(-1, 1) * 0x1p-20);
        }
    }

    @Test
    void givesThemAtTheEdges() {
        double[] edges = {0, -0.0, 1, -1, 63, -63, 64, -64, 65, 700, -700, 709, 710, -745, -746, -1e300, 1e300};
        for (double edge : edges) {
            same(edge);
            same(Math.nextUp(edge));
            same(Math.nextDown(edge));
        }
        same(Double.MIN_VALUE);
        same(-Double.MIN_VALUE);
        same(Double.NaN);
        same(Double.POSITIVE_INFINITY);
        same(Double.NEGATIVE_INFINITY);
    }

    private static void same(double x) {
        long found = Double.doubleToLongBits(Exponential.of(x));
        if (found != Double.doubleToLongBits(FastMath.exp(x))) {
            assertThat(Double.longBitsToDouble(found)).as("e^%s", x).isEqualTo(FastMath.exp(x));
        }
    }
}
