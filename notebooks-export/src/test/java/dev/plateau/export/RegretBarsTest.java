package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.RegretRow;
import dev.plateau.stats.Interval;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class RegretBarsTest {
    private final List<RegretRow> rows = Stream.of(1, 2, 4, 8)
            .flatMap(budget -> Stream.of(
                    row("much", budget, 0.30, 0.10, 0.15, 0.05),
                    row("helped", budget, 0.10, -0.08, 0.03, 0.15),
                    row("harmed", budget, 0.4 / budget, -0.02, -0.03, 0.10),
                    row("unknown", budget, Double.NaN, 0, 0, 0)))
            .toList();

    @Test
    void sortsByTheLargestBudgetAndShowsAMiddleOne() {
        RegretBars bars = new RegretBars(rows, Texts.ENGLISH);

        assertThat(bars.policies()).containsExactly("harmed", "helped", "much");
        assertThat(bars.largestBudget()).isEqualTo(8);
        assertThat(bars.panels(BudgetUnit.ROLLOUTS)).hasSize(2);
        assertThat(total(panel(bars, 0), "harmed")).isCloseTo(20, within(1e-9));
        assertThat(total(panel(bars, 1), "harmed")).isCloseTo(5, within(1e-9));
    }

    @Test
    void stacksLossesToTheRightAndGainsToTheLeft() {
        XYChart chart = panel(new RegretBars(rows, Texts.ENGLISH), 1);

        covers(chart, "much figure.regret.verifier", 0, 10);
        covers(chart, "much figure.regret.directions", 10, 25);
        covers(chart, "much figure.regret.rule", 25, 30);
        covers(chart, "helped figure.regret.verifier", 0, -8);
        covers(chart, "helped figure.regret.directions", 0, 3);
        covers(chart, "helped figure.regret.rule", 3, 18);
        covers(chart, "harmed figure.regret.verifier", 0, -2);
        covers(chart, "harmed figure.regret.directions", -2, -5);
        covers(chart, "harmed figure.regret.rule", 0, 10);
        assertThat(chart.getSeries("much interval").getXData()).containsExactly(new double[] {29, 31}, within(1e-9));
        assertThat(chart.getSeries("unknown figure.regret.rule")).isNull();
    }

    @Test
    void oneBudgetIsOnePanel() {
        List<RegretRow> first = rows.stream().filter(row -> row.budget() == 1).toList();

        assertThat(new RegretBars(first, Texts.ENGLISH).panels(BudgetUnit.ROLLOUTS))
                .hasSize(1);
    }

    @Test
    void nothingFiniteIsNothingToDraw() {
        assertThat(new RegretBars(List.of(row("unknown", 1, Double.NaN, 0, 0, 0)), Texts.ENGLISH).drawable())
                .isFalse();
    }

    private static XYChart panel(RegretBars bars, int index) {
        return bars.panels(BudgetUnit.ROLLOUTS).get(index).chart();
    }

    private static double total(XYChart chart, String policy) {
        return chart.getSeries(policy + " total").getXData()[0];
    }

    private static void covers(XYChart chart, String series, double from, double to) {
        assertThat(chart.getSeries(series).getXData())
                .as(series)
                .containsExactly(new double[] {from, to, to, from}, within(1e-9));
    }

    private static RegretRow row(
            String policy, int budget, double total, double verifier, double directions, double rule) {
        return new RegretRow(
                "w", policy, budget, false, around(total), around(verifier), around(directions), around(rule));
    }

    private static Interval around(double share) {
        return new Interval(share, share - 0.01, share + 0.01);
    }
}
