package dev.plateau.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class QueueingTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** B(c, a) = (a^c/c!) / sum_k a^k/k!: small cases as fractions, and a table value for 10 servers and 5 erlang. */
    @Test
    void erlangB() {
        assertThat(Queueing.erlangB(1, 1)).isEqualTo(0.5, EXACT);
        assertThat(Queueing.erlangB(2, 1)).isEqualTo(1.0 / 5, EXACT);
        assertThat(Queueing.erlangB(3, 2)).isEqualTo(4.0 / 19, EXACT);
        assertThat(Queueing.erlangB(10, 5)).isEqualTo(0.018385, within(5e-7));
        assertThat(Queueing.erlangB(10_000, 9_000)).isPositive().isLessThan(1e-20);
    }

    @Test
    void erlangC() {
        assertThat(Queueing.erlangC(1, 0.7)).isEqualTo(0.7, EXACT);
        assertThat(Queueing.erlangC(2, 1)).isEqualTo(1.0 / 3, EXACT);
        assertThat(Queueing.erlangC(3, 2)).isEqualTo(4.0 / 9, EXACT);
    }

    @Test
    void waits() {
        assertThat(Queueing.meanWaitMm1(0.8, 1)).isEqualTo(4, EXACT);
        assertThat(Queueing.meanWaitMmc(2, 1, 3)).isEqualTo(4.0 / 9, EXACT);
        assertThat(Queueing.meanWaitMd1(0.8, 1)).isEqualTo(2, EXACT);
        assertThat(Queueing.meanWaitMg1(0.8, 1, 2)).isEqualTo(4, EXACT);
        assertThat(Queueing.meanPresentInfinite(3, 4)).isEqualTo(12, EXACT);
    }

    @Test
    void limitedRoom() {
        assertThat(Queueing.probabilityMm1k(1, 4, 2)).isEqualTo(0.2, EXACT);
        assertThat(Queueing.probabilityMm1k(0.5, 2, 2)).isEqualTo(1.0 / 7, EXACT);
        assertThat(Queueing.probabilityMm1k(0.7, 1, 1)).isEqualTo(Queueing.erlangB(1, 0.7), EXACT);
        assertThat(Queueing.meanPresentMm1k(2, 2)).isEqualTo(10.0 / 7, EXACT);
        assertThat(Queueing.meanPresentMm1k(0.5, 200)).isEqualTo(1, EXACT);
    }

    /** Equal classes keep the conservation law sum rho_k W_k = rho R / (1 - rho); one class is Pollaczek-Khinchine. */
    @Test
    void priorities() {
        final double[] rates = {0.2, 0.3};
        final double[] means = {1, 2};
        final double[] squares = {2, 4};
        final double first = Queueing.meanWaitPriorityMg1(0, rates, means, squares);
        final double second = Queueing.meanWaitPriorityMg1(1, rates, means, squares);
        assertThat(first).isEqualTo(0.8 / 0.8, EXACT);
        assertThat(second).isEqualTo(0.8 / (0.8 * 0.2), EXACT);
        assertThat(0.2 * first + 0.6 * second).isEqualTo(0.8 * 0.8 / 0.2, EXACT);
    }

    @Test
    void refusesWhatHasNoSteadyState() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Queueing.meanWaitMmc(3, 1, 3))
                .withMessageContaining("too few servers");
        assertThatIllegalArgumentException().isThrownBy(() -> Queueing.meanWaitMd1(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Queueing.erlangB(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Queueing.erlangB(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Queueing.meanWaitMg1(0.5, 1, 0.9));
        assertThatIllegalArgumentException().isThrownBy(() -> Queueing.probabilityMm1k(1, 3, 4));
    }
}
