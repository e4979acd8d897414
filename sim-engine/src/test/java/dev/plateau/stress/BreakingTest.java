package dev.plateau.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.stats.Interval;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakingTest {
    private static final double[] HOSTILITY = {0, 0.25, 0.5, 0.75, 1};

    private static Interval around(double value) {
        return new Interval(value, value - 0.02, value + 0.02);
    }

    private static Interval[] curve(double... values) {
        Interval[] intervals = new Interval[values.length];
        for (int i = 0; i < values.length; i++) {
            intervals[i] = around(values[i]);
        }
        return intervals;
    }

    @Test
    void itIsWhereTheCurveFallsBelowZero() {
        Breaking breaking =
                Breaking.of(HOSTILITY, curve(0.1, 0.06, 0.03, -0.03, -0.2)).orElseThrow();
        assertThat(breaking.rung()).isEqualTo(3);
        assertThat(breaking.at().value()).isCloseTo(0.625, within(1e-12));
        // 0.01 to -0.05 is below 0 from a sixth on, 0.05 to -0.01 from five sixths.
        assertThat(breaking.at().low()).isCloseTo(0.5 + 0.25 / 6, within(1e-12));
        assertThat(breaking.at().high()).isCloseTo(0.5 + 0.25 * 5 / 6, within(1e-12));
    }

    @Test
    void whoIsBehindFromTheBeginningLosesAtZero() {
        Breaking breaking =
                Breaking.of(HOSTILITY, curve(-0.03, 0.1, 0.1, 0.1, 0.1)).orElseThrow();
        assertThat(breaking.at()).isEqualTo(new Interval(0, 0, 0));
        assertThat(breaking.rung()).isZero();
    }

    @Test
    void whatIsNotCertainIsNoLoss() {
        assertThat(Breaking.of(HOSTILITY, curve(0.1, -0.01, -0.019, 0, 0.1))).isEqualTo(Optional.empty());
    }

    @Test
    void theStretchThatEndsInTheLossCounts() {
        // Below zero once before, and back.
        Breaking breaking =
                Breaking.of(HOSTILITY, curve(-0.01, 0.04, -0.01, -0.03, 0)).orElseThrow();
        assertThat(breaking.rung()).isEqualTo(3);
        assertThat(breaking.at().value()).isCloseTo(0.25 + 0.25 * 0.8, within(1e-12));
    }
}
