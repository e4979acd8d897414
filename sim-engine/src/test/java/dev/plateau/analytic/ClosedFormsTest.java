package dev.plateau.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedFormsTest {

    @ParameterizedTest
    @CsvSource({"1, 0.3, 0.01, 10", "0.9, 0.1, 0.005, 28", "0.6, 0.05, 0.001, 67", "1, 0.3, 0.3, 0", "1, 0.3, 0.5, 0"})
    void saturationBudgetOfTheFormula(double fMax, double px, double epsilon, long expected) {
        Ttspm model = new Ttspm(fMax, px);
        assertThat(model.saturationBudget(epsilon)).isEqualTo(expected);
        if (expected > 0) {
            assertThat(model.gain(expected)).isLessThanOrEqualTo(epsilon);
            assertThat(model.gain(expected - 1)).isGreaterThan(epsilon);
            assertThat(model.accuracy(expected + 1) - model.accuracy(expected))
                    .isCloseTo(model.gain(expected), within(1e-14));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3, 0.01", "0.9, 0.1, 0.005", "0.6, 0.05, 0.001"})
    void saturationOfACurveKnownEverywhereIsThatOfTheFormula(double fMax, double px, double epsilon) {
        Ttspm model = new Ttspm(fMax, px);
        List<Integer> budgets = IntStream.rangeClosed(1, 200).boxed().toList();
        double[] curve = budgets.stream().mapToDouble(model::accuracy).toArray();
        assertThat(Saturation.budget(budgets, curve, epsilon)).isEqualTo(model.saturationBudget(epsilon));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3, 0.01", "0.9, 0.1, 0.005", "0.6, 0.05, 0.001"})
    void saturationOfASparseCurveIsCloseToThatOfTheFormula(double fMax, double px, double epsilon) {
        Ttspm model = new Ttspm(fMax, px);
        assertThat(sparse(256, model::accuracy, epsilon))
                .isCloseTo(model.saturationBudget(epsilon), within(1 + 0.08 * model.saturationBudget(epsilon)));
    }

    /** Curves with heavy tails, exact at every budget against the same known at powers of two only. */
    @ParameterizedTest
    @CsvSource({"0, 0.001", "0.25, 0.001", "0.5, 0.001", "0.75, 0.001", "0.9, 0.001", "0.95, 0.001", "0.5, 0.0003"})
    void saturationOfACorrelatedCurveIsThatOfItsClosedForm(double share, double epsilon) {
        int largest = 256;
        double[] exact = new double[largest];
        for (int n = 1; n <= largest; n++) {
            exact[n - 1] = Coverage.oneDirection(0.3, share, n);
        }
        double truth =
                Saturation.budget(IntStream.rangeClosed(1, largest).boxed().toList(), exact, epsilon);
        assertThat(sparse(largest, n -> exact[(int) n - 1], epsilon)).isCloseTo(truth, within(1 + 0.05 * truth));
    }

    @Test
    void saturationOfABetaCurveIsThatOfItsClosedForm() {
        int largest = 256;
        double[] exact = IntStream.rangeClosed(1, largest)
                .mapToDouble(n -> Coverage.betaBinomial(0.5, 2, n))
                .toArray();
        double truth =
                Saturation.budget(IntStream.rangeClosed(1, largest).boxed().toList(), exact, 0.001);
        assertThat(truth).isEqualTo(74);
        assertThat(sparse(largest, n -> exact[(int) n - 1], 0.001)).isCloseTo(truth, within(1 + 0.05 * truth));
    }

    /** Saturation of a curve known at powers of two. */
    private static double sparse(int largest, java.util.function.DoubleUnaryOperator curve, double epsilon) {
        List<Integer> budgets =
                IntStream.iterate(1, n -> n <= largest, n -> 2 * n).boxed().toList();
        double[] values =
                budgets.stream().mapToDouble(n -> curve.applyAsDouble(n)).toArray();
        return Saturation.budget(budgets, values, epsilon);
    }

    @Test
    void saturationAtTheEdges() {
        List<Integer> budgets = List.of(1, 2, 4);
        assertThat(Saturation.budget(budgets, new double[] {0.5, 0.5, 0.5}, 0.01))
                .isEqualTo(1);
        assertThat(Saturation.budget(budgets, new double[] {0.1, 0.3, 0.9}, 0.01))
                .isNaN();
        assertThat(Saturation.budget(List.of(1), new double[] {0.1}, 0.01)).isNaN();
        // The gain falls below, comes back and goes: the last fall counts.
        assertThat(Saturation.budget(List.of(1, 2, 3, 4, 5), new double[] {0.1, 0.1, 0.2, 0.2, 0.2}, 0.01))
                .isEqualTo(3);
        // Losses count as below.
        assertThat(Saturation.budget(List.of(1, 2, 3), new double[] {0.1, 0.2, 0.15}, 0.01))
                .isEqualTo(2);
    }

    @Test
    void fitRecoversItsOwnCurve() {
        Ttspm model = new Ttspm(0.83, 0.07);
        List<Integer> budgets = List.of(1, 2, 4, 8, 16, 32, 64);
        Ttspm fit =
                Ttspm.fit(budgets, budgets.stream().mapToDouble(model::accuracy).toArray());
        assertThat(fit.fMax()).isCloseTo(0.83, within(1e-6));
        assertThat(fit.px()).isCloseTo(0.07, within(1e-6));
    }

    @Test
    void fitOfNothingIsNothing() {
        assertThat(Ttspm.fit(List.of(1, 2), new double[] {0, 0}).fMax()).isZero();
    }

    @Test
    void coverageWithoutCorrelationIsTtspm() {
        for (int n : new int[] {0, 1, 5, 50, 500}) {
            assertThat(Coverage.oneDirection(0.13, 0, n)).isCloseTo(new Ttspm(1, 0.13).accuracy(n), within(1e-12));
            assertThat(Coverage.directions(0.13, 0, new double[] {0.5, 0.3, 0.2}, n))
                    .isCloseTo(new Ttspm(1, 0.13).accuracy(n), within(1e-11));
        }
    }

    @Test
    void coverageWithFullCorrelation() {
        assertThat(Coverage.oneDirection(0.13, 1, 50)).isCloseTo(0.13, within(1e-12));
        // Two equally popular directions that decide everything: each is right with chance p, N attempts visit one or
        // both.
        double p = 0.3;
        int n = 5;
        double both = 1 - 2 * Math.pow(0.5, n);
        assertThat(Coverage.directions(p, 1, new double[] {0.5, 0.5}, n))
                .isCloseTo(both * (1 - 0.49) + (1 - both) * p, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.3", "0.3, 0.7", "0.6, 0.95", "0.3, 0.999"})
    void oneAttemptSucceedsWithItsChance(double p, double share) {
        assertThat(Coverage.oneDirection(p, share, 1)).isCloseTo(p, within(1e-9));
        assertThat(Coverage.directions(p, share, new double[] {0.7, 0.3}, 1)).isCloseTo(p, within(1e-9));
    }

    @Test
    void splittingADirectionInvisiblyChangesNothingElsewhere() {
        // With one dominating direction the others hardly matter.
        assertThat(Coverage.directions(0.2, 0.6, new double[] {1 - 1e-9, 1e-9}, 20))
                .isCloseTo(Coverage.oneDirection(0.2, 0.6, 20), within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0", "0.3, 0.4", "0.6, 0.95", "0.3, 1", "0, 0.5", "1, 0.5"})
    void coverageAtAllBudgetsIsThatAtEach(double p, double share) {
        double[] popularity = {0.6, 0.3, 0.1};
        double[] all = Coverage.upTo(p, share, popularity, 64);
        for (int n : new int[] {0, 1, 2, 7, 64}) {
            assertThat(all[n]).isCloseTo(Coverage.directions(p, share, popularity, n), within(1e-9));
        }
    }

    @Test
    void unbiasedPassAtKByEnumeration() {
        // 5 samples, 2 correct: of the 10 pairs 3 hold no correct one.
        assertThat(Coverage.unbiasedPassAtK(5, 2, 2)).isCloseTo(0.7, within(1e-14));
        assertThat(Coverage.unbiasedPassAtK(5, 2, 4)).isEqualTo(1);
        assertThat(Coverage.unbiasedPassAtK(5, 0, 5)).isEqualTo(0);
        assertThatThrownBy(() -> Coverage.unbiasedPassAtK(5, 2, 6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void betaBinomialByItsProduct() {
        double a = 0.4;
        double b = 2.5;
        double fail = 1;
        for (int i = 0; i < 12; i++) {
            fail *= (b + i) / (a + b + i);
        }
        assertThat(Coverage.betaBinomial(a, b, 12)).isCloseTo(1 - fail, within(1e-12));
    }
}
