package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxesTest {
    @ParameterizedTest
    @CsvSource({
        "1,1",
        "256,256",
        "999,999",
        "1000,1k",
        "1024,1024",
        "2500,2.5k",
        "10000,10k",
        "16384,16384",
        "100000,100k"
    })
    void budgetsAreShort(int budget, String label) {
        assertThat(BudgetAxis.label(budget)).isEqualTo(label);
    }

    @Test
    void gainsAreLinearAroundZeroAndLogarithmicBeyond() {
        GainScale scale = GainScale.from(0.1);

        assertThat(scale.position(0)).isZero();
        assertThat(scale.position(0.05)).isCloseTo(0.5, within(1e-12));
        assertThat(scale.position(0.1)).isCloseTo(1, within(1e-12));
        assertThat(scale.position(10)).isCloseTo(3, within(1e-12));
        assertThat(scale.position(-1)).isCloseTo(-2, within(1e-12));
        assertThat(scale.label(0)).isEqualTo("0");
        assertThat(scale.label(3)).isEqualTo("10");
        assertThat(scale.label(-1)).isEqualTo("\u22120.1");
    }

    @Test
    void stepsAreRound() {
        assertThat(ValueAxis.step(9.9)).hasToString("10");
        assertThat(ValueAxis.step(10)).hasToString("10");
        assertThat(ValueAxis.step(11)).hasToString("20");
        assertThat(ValueAxis.step(0.3)).hasToString("0.5");
        assertThat(ValueAxis.step(0.6)).hasToString("1");
        assertThat(ValueAxis.step(0.011)).hasToString("0.02");
    }

    @Test
    void numbersArePlain() {
        assertThat(Numbers.plain(1e9, 0)).isEqualTo("1000000000");
        assertThat(Numbers.plain(-0.04, 1)).isEqualTo("0.0");
        assertThat(Numbers.signed(0.04, 1)).isEqualTo("0.0");
        assertThat(Numbers.signed(0.26, 1)).isEqualTo("+0.3");
        assertThat(Numbers.signed(-2, 0)).isEqualTo("\u22122");
    }
}
