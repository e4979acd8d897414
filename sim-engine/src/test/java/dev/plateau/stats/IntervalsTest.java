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

    /** A chance so near to 1 that no task of a million disagrees: the least standard error must not make the interval wide. */
    @Test
    void nearlyNoDisagreementIsAsGoodAsNone() {
        double none = Intervals.proportion(1, 0, 15_625, 1_000_000).low();
        for (double rare : new double[] {1e-14, 1e-10, 1e-7}) {
            Interval interval = Intervals.proportion(1 - rare, 1e-30, 15_625, 1_000_000);
            assertThat(interval.low()).as("%s", rare).isBetween(none - 1e-6, none + 1e-6);
        }
    }

    @Test
    void refusesASingleBlock() {
        assertThatThrownBy(() -> Intervals.mean(0.1, 0, 1)).hasMessageContaining("at least 2 blocks");
    }
}
