package dev.plateau.export;

import static dev.plateau.export.ServedRows.overloaded;
import static dev.plateau.export.ServedRows.stable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.result.FleetRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class TradeOffTest {
    private static final List<FleetRow> ROWS = List.of(
            stable("dora", 4, "a", 0.5, 4, 0.01),
            stable("dora", 1, "a", 0.3, 2, 0.01),
            stable("beam", 1, "a", 0.2, 8, 0.01),
            stable("beam", 4, "a", 0.6, 16, 0.01),
            overloaded("dora", 16, "a", 0.9));

    private final XYChart chart = chart(ROWS, List.of("a"));

    @Test
    void linesGoThroughTheBudgetsInOrder() {
        assertThat(chart.getSeries("line 0").getXData()).containsExactly(new double[] {1, 2}, within(1e-12));
        assertThat(chart.getSeries("line 0").getYData()).containsExactly(new double[] {30, 50}, within(1e-12));
        assertThat(chart.getSeries("line 1").getXData()).containsExactly(new double[] {3, 4}, within(1e-12));
        assertThat(chart.getSeries("line 2")).isNull();
    }

    @Test
    void theFrontStepsUpAndLeavesTheBeatenOut() {
        double right = chart.getStyler().getXAxisMax();
        assertThat(chart.getSeries("rings").getXData()).containsExactly(new double[] {1, 2, 4}, within(1e-12));
        assertThat(chart.getSeries("front").getXData())
                .containsExactly(new double[] {1, 2, 2, 4, 4, right}, within(1e-12));
        assertThat(chart.getSeries("front").getYData())
                .containsExactly(new double[] {30, 30, 50, 50, 60, 60}, within(1e-12));
    }

    @Test
    void samplingAndModelErrorAreApart() {
        double[] sampling = chart.getSeries("dora 4 a cost").getXData();
        double[] model = chart.getSeries("dora 4 a model error").getXData();
        assertThat(Math.pow(2, sampling[0])).isCloseTo(3.6, within(1e-9));
        assertThat(Math.pow(2, sampling[1])).isCloseTo(4.4, within(1e-9));
        assertThat(Math.pow(2, model[0])).isCloseTo(3.2, within(1e-9));
        assertThat(Math.pow(2, model[1])).isCloseTo(4.8, within(1e-9));
        assertThat(chart.getSeries("dora 4 a model error").getLineStyle().getLineWidth())
                .isGreaterThan(
                        3 * chart.getSeries("dora 4 a cost").getLineStyle().getLineWidth());
        assertThat(chart.getSeries("dora 4 a accuracy").getYData())
                .containsExactly(new double[] {49, 51}, within(1e-9));
    }

    @Test
    void fleetsDifferByMarkerAndPoliciesByColour() {
        XYChart both = chart(
                List.of(
                        stable("dora", 1, "a", 0.3, 2, 0.01),
                        stable("dora", 1, "b", 0.3, 4, 0.01),
                        stable("beam", 1, "a", 0.2, 8, 0.01)),
                List.of("a", "b"));

        assertThat(both.getSeries("markers 0").getMarker())
                .isNotEqualTo(both.getSeries("markers 1").getMarker())
                .isEqualTo(both.getSeries("markers 2").getMarker());
        assertThat(both.getSeries("markers 0").getMarkerColor())
                .isEqualTo(both.getSeries("markers 1").getMarkerColor())
                .isNotEqualTo(both.getSeries("markers 2").getMarkerColor());
    }

    @Test
    void withoutPriceThereIsNothingToDraw() {
        TradeOff free = new TradeOff(
                ServedCost.DOLLARS,
                List.of(stable("dora", 1, "a", 0.3, 2, 0)),
                Looks.of(List.of("dora")),
                List.of("a"),
                policy -> true,
                Texts.ENGLISH);

        assertThat(free.drawable()).isFalse();
    }

    private static XYChart chart(List<FleetRow> rows, List<String> fleets) {
        return new TradeOff(
                        ServedCost.LATENCY,
                        rows,
                        Looks.of(List.of("dora", "beam")),
                        fleets,
                        policy -> true,
                        Texts.ENGLISH)
                .chart();
    }
}
