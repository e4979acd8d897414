package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.result.AccuracyRow;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.ComparisonRow;
import dev.plateau.result.GainRow;
import dev.plateau.result.RegretRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.StudyResult;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private final List<AccuracyRow> accuracy = new ArrayList<>();
    private final List<GainRow> gains = new ArrayList<>();
    private final List<SaturationRow> saturation = new ArrayList<>();
    private final List<ComparisonRow> comparison = new ArrayList<>();
    private final List<RegretRow> regret = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void saysWhoIsBestWhereItEndsAndWhatTheLastDoublingBought() {
        reaches("base", 4, 0.50, 0.02);
        reaches("base", 8, 0.60, 0.02);
        reaches("dora", 4, 0.51, 0.02);
        reaches("dora", 8, 0.70, 0.02);
        gains.add(new GainRow("w", "base", 4, 8, new Interval(0.025, 0.02, 0.03)));
        gains.add(new GainRow("w", "dora", 4, 8, new Interval(0.0475, 0.04, 0.055)));
        saturates("base", new Interval(7, 6, Double.NaN));
        saturates("dora", new Interval(Double.NaN, Double.NaN, Double.NaN));

        assertThat(lines())
                .containsExactly(
                        "At 8 rollouts per task, dora is best of these 2 policies with 70.0 % (68.0 to 72.0) of tasks correct.",
                        "Best policy by budget: 4: dora (tied with base); 8: dora.",
                        "Saturation budget, from which an added rollout of budget brings less than 0.1 percentage points:"
                                + " 7 (6 to beyond 8) for base; none within 8 rollouts for dora.",
                        "The last doubling, from 4 to 8 rollouts, changed accuracy, in percentage points:"
                                + " +10.0 (+8.0 to +12.0) for base; +19.0 (+16.0 to +22.0) for dora.");
    }

    @Test
    void aPairedDifferenceTellsApartWhatTheOwnIntervalsDoNot() {
        reaches("base", 8, 0.60, 0.02);
        reaches("dora", 8, 0.61, 0.02);
        comparison.add(new ComparisonRow("w", "dora", "base", 8, new Interval(0.01, 0.002, 0.018)));

        assertThat(lines())
                .containsExactly(
                        "At 8 rollouts per task, dora is best of these 2 policies with 61.0 % (59.0 to 63.0) of tasks correct.");
    }

    @Test
    void aPairedDifferenceAroundZeroIsATie() {
        reaches("base", 8, 0.60, 0.001);
        reaches("dora", 8, 0.61, 0.001);
        comparison.add(new ComparisonRow("w", "dora", "base", 8, new Interval(0.01, -0.002, 0.022)));

        assertThat(lines().get(0)).endsWith("correct, tied with base.");
    }

    @Test
    void theBaselineMayBeBest() {
        reaches("base", 8, 0.62, 0.02);
        reaches("dora", 8, 0.61, 0.02);
        comparison.add(new ComparisonRow("w", "dora", "base", 8, new Interval(-0.01, -0.018, -0.002)));

        assertThat(lines().get(0))
                .startsWith("At 8 rollouts per task, base is best")
                .doesNotContain("tied");
    }

    @Test
    void aSinglePolicyReaches() {
        reaches("base", 1, 0.62, 0.0004);

        assertThat(lines())
                .containsExactly("At 1 rollout per task, base reaches 62.00 % (61.96 to 62.04) of tasks correct.");
    }

    @Test
    void whoIsToldTheTruthIsNotTheBest() {
        reaches("oracle", 8, 0.90, 0.01);
        reaches("base", 8, 0.60, 0.01);
        reaches("dora", 8, 0.70, 0.01);
        told.add("oracle");

        assertThat(lines())
                .containsExactly(
                        "At 8 rollouts per task, dora is best of these 2 policies with 70.0 % (69.0 to 71.0) of tasks"
                                + " correct.",
                        "Told the truth, as no system is: oracle with 90.0 % (89.0 to 91.0).");
    }

    @Test
    void whereAllAreToldTheTruthTheyAreComparedAsBounds() {
        reaches("base", 8, 0.60, 0.01);
        reaches("dora", 8, 0.70, 0.01);
        told.addAll(List.of("base", "dora"));

        assertThat(lines())
                .containsExactly(
                        "At 8 rollouts per task, dora is best of these 2 policies with 70.0 % (69.0 to 71.0) of tasks"
                                + " correct.",
                        "Told which attempts are right, as no system is, these policies are bounds.");
    }

    @Test
    void saysWhereSpendingMoreDoesHarm() {
        reaches("base", 1, 0.60, 0.01);
        reaches("base", 4, 0.75, 0.01);
        reaches("base", 8, 0.65, 0.01);
        reaches("stops", 1, 0.60, 0.01);
        reaches("stops", 4, 0.71, 0.01);
        reaches("stops", 8, 0.70, 0.01);

        assertThat(lines())
                .contains(
                        "Spending more does harm: base is at its best with 4 rollouts, 75.0 % (74.0 to 76.0), and loses"
                                + " 10.0 (8.6 to 11.4) percentage points by 8. Of all budgets and policies the best is"
                                + " base with 4 rollouts.");
    }

    @Test
    void aFallWithinTheIntervalsIsNoHarm() {
        reaches("base", 4, 0.66, 0.01);
        reaches("base", 8, 0.65, 0.01);

        assertThat(lines()).noneMatch(line -> line.contains("harm"));
    }

    @Test
    void stepsThatAreNoDoublingsAreCalledSteps() {
        reaches("base", 10, 0.5, 0.1);
        reaches("base", 100, 0.5, 0.1);
        gains.add(new GainRow("w", "base", 10, 100, new Interval(-1e-5, -1e-4, 8e-5)));

        assertThat(lines().get(1))
                .isEqualTo("The last step, from 10 to 100 rollouts, changed accuracy, in percentage points:"
                        + " -0.1 (-0.9 to +0.7) for base.");
    }

    @Test
    void namesFewTiesAndCountsMany() {
        for (String policy : List.of("base", "a", "b", "c", "d", "e")) {
            reaches(policy, 1, 0.5, 0.1);
            reaches(policy, 2, policy.equals("e") ? 0.1 : 0.5, 0.1);
        }

        assertThat(lines().get(0)).contains("tied with 4 others");
        assertThat(lines().get(2)).isEqualTo("Best policy by budget: 1: all tied; 2: base (tied with 4 others).");
    }

    @Test
    void severalWorldsAreNamed() {
        StudyResult result = Samples.study("t", List.of("easy", "hard"), List.of("base"), List.of(1, 2));

        assertThat(Answer.of(result).lines())
                .hasSize(6)
                .allMatch(line -> line.startsWith("easy: ") || line.startsWith("hard: "));
    }

    @Test
    void saysWhoLosesLeastToTheOracleAndToWhat() {
        reaches("base", 8, 0.5, 0.01);
        loses("base", 4, 0.01, 0.01, 0, 0);
        loses("base", 8, 0.20, 0.05, 0.05, 0.10);
        loses("dora", 8, 0.10, 0.08, -0.06, 0.08001);

        assertThat(lines().get(1))
                .isEqualTo("At 8 rollouts per task, dora has the least regret: it loses 10.0 (9.0 to 11.0) percentage"
                        + " points against the oracle; what costs it most is the rule itself, 8.0 (7.0 to 9.0).");
    }

    @Test
    void whoIsToldTheTruthIsNoContender() {
        reaches("base", 8, 0.5, 0.01);
        loses("base", 8, 0.20, 0.05, 0.05, 0.10);
        loses("dora", 8, 0.10, 0.08, -0.06, 0.08001);
        loses("oracle", 8, 0, 0, 0, 0);

        assertThat(lines().get(1))
                .startsWith("At 8 rollouts per task, dora has the least regret")
                .doesNotContain("oracle has", "tied");
        regret.removeIf(row -> !row.told());
        assertThat(String.join(" ", lines())).doesNotContain("regret", "oracle");
    }

    @Test
    void regretsThatOverlapAreTiedAndPartsAroundZeroAreNotNamed() {
        reaches("base", 8, 0.5, 0.01);
        loses("base", 8, 0.020, 0.005, 0.008, 0.007);
        loses("dora", 8, 0.030, 0.05, -0.05, 0.03);

        assertThat(lines().get(1))
                .isEqualTo("At 8 rollouts per task, base has the least regret: it loses 2.0 (1.0 to 3.0) percentage"
                        + " points against the oracle (tied with dora); no part of it is clearly above 0.");
    }

    @Test
    void aSinglePolicyLoses() {
        reaches("base", 8, 0.5, 0.01);
        loses("base", 8, 0.1, 0.1, 0, 0);

        assertThat(lines().get(1))
                .isEqualTo("At 8 rollouts per task, base loses 10.0 (9.0 to 11.0) percentage points against the"
                        + " oracle; what costs it most is the noise of the verifier, 10.0 (9.0 to 11.0).");
    }

    @Test
    void nothingFoundIsNothingSaid() {
        assertThat(lines()).isEmpty();
    }

    private void reaches(String policy, int budget, double share, double half) {
        Interval interval = new Interval(share, share - half, share + half);
        accuracy.add(new AccuracyRow("w", policy, budget, interval, interval, share, 1000, 1, 1, 1));
    }

    private void loses(String policy, int budget, double total, double verifier, double directions, double rule) {
        regret.add(new RegretRow(
                "w",
                policy,
                budget,
                policy.equals("oracle"),
                around(total),
                around(verifier),
                around(directions),
                around(rule)));
    }

    private static Interval around(double share) {
        return new Interval(share, share - 0.01, share + 0.01);
    }

    private void saturates(String policy, Interval budget) {
        saturation.add(new SaturationRow("w", policy, 2, budget, 0.7, 0.2, 8, 0.7));
    }

    private List<String> lines() {
        return Answer.of(new StudyResult(
                        "n",
                        "t",
                        "base",
                        told,
                        BudgetUnit.ROLLOUTS,
                        0.01,
                        0.001,
                        accuracy,
                        List.of(),
                        gains,
                        saturation,
                        comparison,
                        List.of(),
                        List.of(),
                        regret,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .lines();
    }
}
