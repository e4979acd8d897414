package dev.plateau.export;

import static dev.plateau.export.ServedRows.overloaded;
import static dev.plateau.export.ServedRows.stable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class FleetDotsTest {
    private static final List<String> POLICIES = List.of("dora", "beam");
    private static final List<String> FLEETS = List.of("small", "large");

    @Test
    void takesTheLargestBudgetOfThoseThatMostIsServedAt() {
        FleetDots dots = new FleetDots(
                List.of(
                        stable("dora", 1, "small", 0.3, 2, 0.01),
                        stable("dora", 1, "large", 0.3, 1, 0.02),
                        stable("dora", 4, "small", 0.5, 8, 0.04),
                        stable("dora", 4, "large", 0.5, 4, 0.08),
                        overloaded("beam", 4, "small", 0.5),
                        overloaded("dora", 16, "small", 0.9),
                        stable("dora", 16, "large", 0.9, 16, 0.3)),
                POLICIES,
                FLEETS,
                Texts.ENGLISH);

        assertThat(dots.budget()).isEqualTo(4);
        XYChart latency = dots.panels().get(0).chart();
        XYChart cost = dots.panels().get(1).chart();
        assertThat(latency.getSeries("small dora").getXData()).containsExactly(new double[] {3}, within(1e-12));
        assertThat(latency.getSeries("large dora").getXData()).containsExactly(new double[] {2}, within(1e-12));
        assertThat(latency.getSeries("small beam")).isNull();
        assertThat(cost.getSeries("large dora").getXData()[0]).isCloseTo(Math.log(0.08) / Math.log(2), within(1e-12));
        assertThat(latency.getSeries("small dora").getYData()[0])
                .isGreaterThan(latency.getSeries("large dora").getYData()[0]);
    }

    @Test
    void nothingServedIsNothingToDraw() {
        assertThat(new FleetDots(List.of(overloaded("dora", 1, "small", 0.5)), POLICIES, FLEETS, Texts.ENGLISH)
                        .drawable())
                .isFalse();
    }
}
