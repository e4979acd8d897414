package dev.plateau.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.stats.Interval;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final int TRIALS = 2000;

    private static Series series(KeyedStream stream, int groups, double mean, double sd) {
        double[] values = new double[groups];
        Arrays.setAll(values, g -> mean + sd * stream.nextNormal());
        return new Series(values, 1_000_000);
    }

    /**
     * Means of 6 and 24 groups, the few with thrice the spread, 0.1 apart. 5 % of 2000 intervals miss, and as many tests find a
     * difference where there is none; fewer than 57 or more than 143 (4.4 standard deviations) has chance 1e-5.
     */
    @Test
    void welchKeepsItsLevel() {
        int missed = 0;
        int alarms = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(9), trial), Purpose.BOOTSTRAP);
            Series few = series(stream, 6, 0.6, 0.03);
            Series many = series(stream, 24, 0.5, 0.01);
            missed += Difference.apart(few, many).interval().contains(0.1) ? 0 : 1;
            Series level = series(stream, 24, 0.6, 0.01);
            alarms += Difference.apart(few, level).significance() < 0.05 ? 1 : 0;
        }
        assertThat(missed).isBetween(57, 143);
        assertThat(alarms).isBetween(57, 143);
    }

    @Test
    void theSameBitsAreNoDifference() {
        Series series = new Series(new double[] {0.5, 0.25}, 8);
        assertThat(Difference.paired(series, series)).isEqualTo(new Difference(new Interval(0, 0, 0), 1));
    }
}
