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
        Axes.GainScale scale = Axes.GainScale.from(0.1);

        assertThat(scale.position(0)).isZero();
        assertThat(scale.position(0.05)).isCloseTo(0.5, within(1e-12));
        assertThat(scale.position(0.1)).isCloseTo(1, within(1e-12));
        assertThat(scale.position(10)).isCloseTo(3, within(1e-12));
        assertThat(scale.position(-1)).isCloseTo(-2, within(1e-12));
        assertThat(scale.label(0)).isEqualTo("0");
        assertThat(scale.label(3)).isEqualTo("10");
        assertThat(scale.label(-1)).isEqualTo("\u22120.1");
        assertThat(scale.label(1.5)).isBlank();
    }

    @Test
    void numbersArePlain() {
        assertThat(Axes.plain(1e9, 0)).isEqualTo("1000000000");
        assertThat(Axes.plain(-0.04, 1)).isEqualTo("0.0");
        assertThat(Axes.signed(0.04, 1)).isEqualTo("0.0");
        assertThat(Axes.signed(0.26, 1)).isEqualTo("+0.3");
        assertThat(Axes.signed(-2, 0)).isEqualTo("\u22122");
    }
}
