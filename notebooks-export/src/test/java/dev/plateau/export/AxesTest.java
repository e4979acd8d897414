package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.result.BudgetUnit;
import java.math.BigDecimal;
import java.util.stream.DoubleStream;
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

    @ParameterizedTest
    @CsvSource({
        "0.05,0.05",
        "1,1",
        "500,500",
        "999,999",
        "1000,1k",
        "1240,1.24k",
        "200000,200k",
        "1E+6,1M",
        "5E+9,5G",
        "1E+12,1000G",
        "1E-7,0.0000001"
    })
    void amountsAreShort(BigDecimal amount, String label) {
        assertThat(SpentAxis.label(amount)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "1,256,1 2 5 10 20 50 100 200",
        "800,210000,1k 2k 5k 10k 20k 50k 100k 200k",
        "0.9,1100000,1 10 100 1k 10k 100k 1M",
        "31,34,31 32 33 34",
        "7,7,5 7 10",
        "0.012,0.06,0.02 0.03 0.05",
        "2.5,12,3 5 7 10"
    })
    void amountsHaveRoundTicks(double least, double most, String labels) {
        assertThat(SpentAxis.of(DoubleStream.of(most, least), BudgetUnit.TOKENS, Texts.ENGLISH).ticks().stream()
                        .map(ValueAxis.Tick::label)
                        .filter(label -> !label.isEmpty()))
                .containsExactly(labels.split(" "));
    }

    @Test
    void amountsLieWhereTheirLogarithmIs() {
        assertThat(SpentAxis.of(DoubleStream.of(1, 8), BudgetUnit.TOKENS, Texts.ENGLISH).ticks().stream()
                        .filter(tick -> tick.label().equals("2"))
                        .mapToDouble(ValueAxis.Tick::position))
                .containsExactly(1.0);
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
