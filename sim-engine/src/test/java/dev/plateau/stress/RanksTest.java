package dev.plateau.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.stats.Holm;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RanksTest {
    private static final int COURSES = 1000;

    @Test
    void holmStepsDown() {
        // Holm (1979): 4, 3, 2 and 1 times the ordered values, never descending.
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Holm.adjusted(new double[] {0.9, 0.8})).containsExactly(new double[] {1, 1}, within(1e-12));
        assertThat(Holm.adjusted(new double[0])).isEmpty();
    }

    private static Series series(KeyedStream stream, double[] common, double shift, double sd) {
        double[] values = new double[common.length];
        Arrays.setAll(values, g -> common[g] + shift + sd * stream.nextNormal());
        return new Series(values, 1_000_000L * common.length);
    }

    private static double[] common(KeyedStream stream, int groups) {
        double[] values = new double[groups];
        Arrays.setAll(values, g -> 0.5 + 0.05 * stream.nextNormal());
        return values;
    }

    /**
     * Ten policies that are all the same, correlated by common tasks: 1000 courses. The chance of any false difference is at most
     * 5 %; more than 75 of 1000 has chance 3e-4 then.
     */
    @ParameterizedTest
    @ValueSource(ints = {8, 24})
    void falseAlarmsAreAsRareAsPromised(int groups) {
        int alarms = 0;
        for (int course = 0; course < COURSES; course++) {
            KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(7), course), Purpose.BOOTSTRAP);
            double[] common = common(stream, groups);
            Series[] policies = new Series[10];
            Arrays.setAll(policies, i -> series(stream, common, 0, 0.01));
            Ranks ranks = Ranks.of(policies);
            alarms += IntStream.range(0, 10).anyMatch(i -> ranks.better(i) > 0) ? 1 : 0;
        }
        assertThat(alarms).isBetween(5, 75);
    }

    /**
     * Two levels of five policies each, seven standard errors apart: spans hold the true ranks 1-5 and 6-10 in all but 5 % of
     * 500 courses (more than 45 of 500 has chance 1e-4), and most pairs are told apart.
     */
    @Test
    void spansHoldTheTrueRanks() {
        int missed = 0;
        int told = 0;
        for (int course = 0; course < COURSES / 2; course++) {
            KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(8), course), Purpose.BOOTSTRAP);
            double[] common = common(stream, 24);
            Series[] policies = new Series[10];
            Arrays.setAll(policies, i -> series(stream, common, i < 5 ? 0.02 : 0, 0.01));
            Ranks ranks = Ranks.of(policies);
            boolean holds = true;
            for (int i = 0; i < 10; i++) {
                int best = 1 + ranks.better(i);
                int worst = 10 - ranks.worse(i);
                holds &= i < 5 ? best == 1 && worst >= 5 : best <= 6 && worst == 10;
                told += ranks.worse(i);
            }
            missed += holds ? 0 : 1;
        }
        assertThat(missed).isLessThanOrEqualTo(45);
        assertThat(told / (COURSES / 2.0)).isBetween(20.0, 25.5);
    }

    @Test
    void equalPoliciesShareTheirRank() {
        Series same = new Series(new double[] {0.5, 0.6, 0.4}, 300);
        Ranks ranks = Ranks.of(new Series[] {same, new Series(new double[] {0.1, 0.1, 0.1}, 300), same});
        assertThat(ranks.rank()).containsExactly(1, 3, 1);
        assertThat(ranks.better(0)).isZero();
        assertThat(ranks.better(2)).isZero();
    }
}
