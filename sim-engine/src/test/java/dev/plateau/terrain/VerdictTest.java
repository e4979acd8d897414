package dev.plateau.terrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final int POINTS = 2000;
    private static final int BLOCKS = 12;

    /** Policies whose accuracies go up and down with the tasks, and a little by themselves. */
    private static Sample sample(long seed, long point, int policies, double ahead) {
        KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(seed), point), Purpose.BOOTSTRAP);
        double[][] accuracy = new double[policies][BLOCKS];
        for (int b = 0; b < BLOCKS; b++) {
            double common = 0.5 + 0.05 * stream.nextNormal();
            for (int p = 0; p < policies; p++) {
                accuracy[p][b] = common + (p == policies - 1 ? ahead : 0) + 0.02 * stream.nextNormal();
            }
        }
        return new Sample(accuracy, 1_000_000);
    }

    private static long certain(int policies, double ahead) {
        long certain = 0;
        for (int point = 0; point < POINTS; point++) {
            certain += Verdict.of(sample(3, point, policies, ahead)).certain() ? 1 : 0;
        }
        return certain;
    }

    /**
     * Where all policies are equally good, some winner is called certain at 5 % of the points if there are two, and at most at
     * 3.75 % and 3 % if there are three and six. Limits lie 3.5 standard deviations off: each test fails by chance with 5e-4.
     */
    @ParameterizedTest
    @CsvSource({"2, 66, 134", "3, 0, 105", "6, 0, 87"})
    void tiesAreRarelyCalledWon(int policies, int fewest, int most) {
        assertThat(certain(policies, 0)).isBetween((long) fewest, (long) most);
    }

    @Test
    void aClearLeadIsSeen() {
        // Ahead by 3.7 standard errors of a difference of 0.02 sqrt(2/12); the least half-width is 2.2 of them for two
        // policies.
        assertThat(certain(2, 0.03)).isGreaterThan(POINTS * 85 / 100);
        Verdict verdict = Verdict.of(sample(3, 1, 4, 0.2));
        assertThat(verdict.winner()).isEqualTo(3);
        assertThat(verdict.certain()).isTrue();
        assertThat(verdict.margin().low()).isGreaterThan(0.1);
    }

    @Test
    void whoNeverDiffersIsNotAhead() {
        Sample same = new Sample(new double[][] {{0.5, 0.25, 0.75}, {0.5, 0.25, 0.75}}, 64);
        assertThat(Verdict.of(same).certain()).isFalse();
        assertThat(Verdict.of(same).winner()).isZero();
    }
}
