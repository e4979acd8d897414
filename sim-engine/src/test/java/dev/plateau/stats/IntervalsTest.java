package dev.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalsTest {

    @Test
    void reducesToWilsonForManyIndependentTasks() {
        // 100,000 blocks of one task: Wilson's interval for 30 % of 100,000, by its textbook formula with z = 1.959964.
        long n = 100_000;
        Interval interval = Intervals.proportion(0.3, 0.3 * 0.7 * n / (n - 1), n, n);
        assertThat(interval.low()).isCloseTo(0.2971675, within(1e-6));
        assertThat(interval.high()).isCloseTo(0.3028479, within(1e-6));
    }

    @Test
    void reducesToStudentsForMeans() {
        // 10 blocks, t quantile 2.262157 at 9 degrees of freedom.
        Interval interval = Intervals.mean(0.1, 0.04, 10);
        assertThat(interval.halfWidth()).isCloseTo(2.262157 * 0.2 / Math.sqrt(10), within(1e-6));
    }

    @Test
    void neverShrinksToAPointNorLeavesTheUnitInterval() {
        for (double p : new double[] {0, 0.5, 0.9, 1}) {
            Interval interval = Intervals.proportion(p, 0, 40, 2560);
            assertThat(interval.low()).isBetween(0.0, p);
            assertThat(interval.high()).isBetween(p, 1.0);
            assertThat(interval.halfWidth()).isGreaterThan(0.0007);
        }
        assertThat(Intervals.proportion(1, 0, 40, 2560).low()).isLessThan(1 - 3.0 / 2560);
    }

    @Test
    void refusesASingleBlock() {
        assertThatThrownBy(() -> Intervals.mean(0.1, 0, 1)).hasMessageContaining("at least 2 blocks");
    }
}
