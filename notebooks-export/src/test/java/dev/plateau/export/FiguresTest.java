package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.result.AccuracyRow;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.StudyResult;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class FiguresTest {
    @Test
    void pointsLieAtWhatWasSpentInTheOrderOfBudgets() {
        List<AccuracyRow> rows = new ArrayList<>(List.of(
                row("stops", 1, 1, 0.2),
                row("stops", 2, 2, 0.4),
                row("stops", 4, 3.9, 0.5),
                row("stops", 8, 3.8, 0.6)));
        Collections.reverse(rows);

        XYSeries rollouts = line(result(rows), "spent-rollouts");
        XYSeries tokens = line(result(rows), "spent-tokens");
        XYSeries tflop = line(result(rows), "spent-tflop");

        assertThat(rollouts.getXData()).containsExactly(new double[] {0, 1, log2(3.9), log2(3.8)}, within(1e-12));
        assertThat(rollouts.getYData()).containsExactly(new double[] {20, 40, 50, 60}, within(1e-12));
        assertThat(tokens.getXData()[1]).isCloseTo(log2(2000), within(1e-12));
        assertThat(tflop.getXData()[1]).isCloseTo(log2(2 * 3.5), within(1e-12));
    }

    @Test
    void spentRolloutsAreDrawnWhereTheyDifferFromTheBudget() {
        assertThat(names(result(List.of(row("all", 100, 99.1, 0.5))))).doesNotContain("spent-rollouts");
        assertThat(names(result(List.of(row("all", 100, 100, 0.5), row("less", 100, 98.9, 0.5)))))
                .contains("spent-rollouts");
        assertThat(names(result(List.of(row("more", 100, 101.1, 0.5))))).contains("spent-rollouts");
    }

    @Test
    void nothingSpentIsNotDrawn() {
        assertThat(names(result(List.of(row("idle", 1, 0, 0.5))))).containsExactly("accuracy", "coverage");
    }

    private static List<String> names(StudyResult result) {
        return Figures.of(result, Texts.ENGLISH).stream()
                .map(Figures.Figure::name)
                .toList();
    }

    private static XYSeries line(StudyResult result, String figure) {
        return Figures.of(result, Texts.ENGLISH).stream()
                .filter(f -> f.name().equals(figure))
                .map(f -> f.slide().panels().get(0).chart().getSeries("line 0"))
                .findFirst()
                .orElseThrow();
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static AccuracyRow row(String policy, int budget, double rollouts, double share) {
        Interval interval = new Interval(share, share - 0.01, share + 0.01);
        return new AccuracyRow(
                "w", policy, budget, interval, interval, share, 1000, 1000 * rollouts, 3.5e12 * rollouts, rollouts);
    }

    private static StudyResult result(List<AccuracyRow> rows) {
        return new StudyResult(
                "n",
                "t",
                "b",
                List.of(),
                BudgetUnit.ROLLOUTS,
                0.01,
                0.001,
                rows,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
