package dev.plateau.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * How far the exact allocation of Eq. 7 is from REBASE, by kappa and N: the tables of docs/allocation.md, which this prints.
 * 1000 seeded cases of 32 candidates with scores uniform in (0,1), T_b = 0.1; nothing is left to chance.
 */
class RebaseLimitTest {
    private static final int CASES = 1000;
    private static final int CANDIDATES = 32;
    private static final int[] BUDGETS = {8, 32, 128, 1024, 8192};
    private static final double[] KAPPAS = {1e-6, 0.1, 0.5, 1, 10, 100, 1e6};

    /** Share of the rollouts that two rules place differently. */
    private static double distance(int[] a, int[] b, int budget) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / (2.0 * budget);
    }

    private static int[] rounded(double[] weights, int budget) {
        int k = weights.length;
        int[] allocation = new int[k];
        new Rounder(Rounding.LARGEST_REMAINDER).round(weights, k, budget, allocation);
        return allocation;
    }

    /** Proposition 1's B_i = (N + kappa k) w_i - kappa; what is negative becomes 0, the rest is scaled to N and rounded. */
    private static int[] shifted(double[] weights, double kappa, int budget) {
        double[] shares = new double[weights.length];
        Arrays.setAll(shares, i -> Math.max(0, (budget + kappa * weights.length) * weights[i] - kappa));
        Weights.normalise(shares, shares.length);
        return rounded(shares, budget);
    }

    private static double[] row(double kappa, boolean shifted) {
        double[] means = new double[BUDGETS.length];
        SplittableRandom random = new SplittableRandom(20);
        for (int number = 0; number < CASES; number++) {
            double[] weights = new double[CANDIDATES];
            Weights.softmax(
                    GivenFrontier.ofCosines(random.doubles(CANDIDATES).toArray(), new double[CANDIDATES][CANDIDATES]),
                    0.1,
                    weights);
            for (int b = 0; b < BUDGETS.length; b++) {
                int[] exact = ExactAllocationTest.exact(weights, kappa, BUDGETS[b]);
                int[] other = shifted ? shifted(weights, kappa, BUDGETS[b]) : rounded(weights, BUDGETS[b]);
                means[b] += distance(exact, other, BUDGETS[b]) / CASES;
            }
        }
        return means;
    }

    private static double[][] table(boolean shifted) {
        double[][] table = new double[KAPPAS.length][];
        System.out.println(shifted ? "exact against the shifted linear rule" : "exact against REBASE");
        for (int row = 0; row < KAPPAS.length; row++) {
            table[row] = row(KAPPAS[row], shifted);
            StringBuilder line = new StringBuilder("| " + KAPPAS[row] + " |");
            for (double mean : table[row]) {
                line.append(String.format(Locale.ROOT, " %.1f %% |", 100 * mean));
            }
            System.out.println(line);
        }
        return table;
    }

    @Test
    void kappaTowardsZeroIsNotRebaseButOneHalfNearlyIs() {
        double[][] rebase = table(false);
        assertThat(rebase[0][1]).as("kappa to 0, N = k").isGreaterThan(0.3);
        assertThat(rebase[2][1]).as("kappa 1/2, N = k").isLessThan(0.03);
        for (int b = 0; b < BUDGETS.length; b++) {
            for (double[] row : rebase) {
                assertThat(rebase[2][b]).as("kappa 1/2 is the nearest").isLessThanOrEqualTo(row[b]);
            }
        }
        // Where N is large beside k, all rounding is small, and kappa to 0 is REBASE after all.
        assertThat(rebase[0][4]).isCloseTo(0, within(0.002));
    }

    @Test
    void theShiftedRuleIsNearestWhereNIsLargeBesideKappa() {
        double[][] shifted = table(true);
        for (int row = 0; row < KAPPAS.length - 1; row++) {
            assertThat(shifted[row][4]).isLessThan(0.02);
        }
        // Towards infinity it shares out in proportion to w - 1/k where the exact answer goes to the best alone.
        assertThat(DoubleStream.of(shifted[KAPPAS.length - 1]).min().orElseThrow())
                .isGreaterThan(0.6);
    }

    /** The rule of Proposition 1 has the limits REBASE (kappa to 0) and max(0, w_i - 1/k), normalised (kappa to infinity). */
    @Test
    void theShiftedRuleHasLimitsOfItsOwn() {
        SplittableRandom random = new SplittableRandom(21);
        for (int number = 0; number < 100; number++) {
            double[] weights = ExactAllocationTest.weights(random, CANDIDATES, 5);
            assertThat(shifted(weights, 1e-12, 128)).containsExactly(rounded(weights, 128));
            double[] excess = new double[CANDIDATES];
            Arrays.setAll(excess, i -> Math.max(0, weights[i] - 1.0 / CANDIDATES));
            Weights.normalise(excess, CANDIDATES);
            assertThat(shifted(weights, 1e12, 128)).containsExactly(rounded(excess, 128));
        }
    }
}
