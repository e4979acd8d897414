package dev.plateau.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private static final int SAMPLES = 10;
    private static final Handover HANDOVER = new Handover(SAMPLES);

    private static double coverage(double budget, DoubleUnaryOperator near, DoubleUnaryOperator far) {
        double[] ends = Arrays.stream(HANDOVER.ends()).map(near).toArray();
        return HANDOVER.coverage(budget, near.applyAsDouble(budget), far.applyAsDouble(budget), ends);
    }

    /** A mixture of two chances, some of it never solved. */
    private static DoubleUnaryOperator curve(double share, double first, double second) {
        return k -> share * (1 - 0.5 * Math.pow(1 - first, k) - 0.5 * Math.pow(1 - second, k));
    }

    /** Whichever curve is above. The plain weighted mean falls for a third of these pairs. */
    @Test
    void risesIfBothCurvesDo() {
        Random random = new Random(5);
        int plainFalls = 0;
        for (int pair = 0; pair < 300; pair++) {
            DoubleUnaryOperator near =
                    curve(random.nextDouble(), 0.3 * random.nextDouble(), 0.03 * random.nextDouble());
            DoubleUnaryOperator far = curve(random.nextDouble(), 0.3 * random.nextDouble(), 0.03 * random.nextDouble());
            double last = 0;
            double plainLast = 0;
            boolean falls = false;
            for (double k = 1; k < 20 * SAMPLES; k += 0.25) {
                double now = coverage(k, near, far);
                assertThat(now).isGreaterThanOrEqualTo(last - 1e-12);
                last = now;
                double reach = HANDOVER.reach(k);
                double plain = (1 - reach) * near.applyAsDouble(k) + reach * far.applyAsDouble(k);
                falls |= plain < plainLast - 1e-6;
                plainLast = plain;
            }
            plainFalls += falls ? 1 : 0;
        }
        assertThat(plainFalls).isGreaterThan(60);
    }

    @Test
    void isTheWeightedMeanWhereFarIsAbove() {
        DoubleUnaryOperator near = curve(0.5, 0.2, 0.02);
        DoubleUnaryOperator far = curve(0.9, 0.2, 0.02);
        for (int k : new int[] {1, 20, 25, 40, 79, 80, 500}) {
            double reach = HANDOVER.reach(k);
            assertThat(coverage(k, near, far))
                    .isCloseTo((1 - reach) * near.applyAsDouble(k) + reach * far.applyAsDouble(k), within(1e-9));
        }
    }

    @Test
    void isEitherCurveOutside() {
        DoubleUnaryOperator near = curve(0.5, 0.2, 0.02);
        DoubleUnaryOperator far = curve(0.3, 0.1, 0.05);
        assertThat(coverage(20, near, far)).isEqualTo(near.applyAsDouble(20));
        DoubleUnaryOperator above = curve(0.5, 0.2, 0.03);
        assertThat(coverage(800, near, above)).isCloseTo(above.applyAsDouble(800), within(1e-12));
        // Near, over budgets uniform in the logarithm, from 20 to 80: what coverage far below it keeps.
        double mean = 0;
        for (int i = 0; i < 1000; i++) {
            mean += near.applyAsDouble(20 * Math.pow(4, (i + 0.5) / 1000)) / 1000;
        }
        assertThat(coverage(800, near, k -> 0)).isCloseTo(mean, within(0.005));
    }
}
