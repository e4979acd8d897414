package dev.plateau.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.random.Keys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BallotTest {
    private final Ballot ballot = new Ballot();

    private static Selection gated(double gate) {
        return new Selection(Selection.Rule.VERIFIER_GATED, gate);
    }

    private boolean right(Selection selection, double[][] attempts) {
        ballot.clear(selection, 10);
        for (int i = 0; i < attempts.length; i++) {
            ballot.add((int) attempts[i][0], attempts[i][1], i);
        }
        return ballot.rightChosen(1);
    }

    @Test
    void rulesDisagreeAsTheyShould() {
        // Right answer twice with low scores; answer 3 three times with lower ones; answer 5 once with the highest.
        double[][] attempts = {{0, 0.4}, {3, 0.2}, {3, 0.2}, {5, 0.9}, {0, 0.6}, {3, 0.2}};
        assertThat(right(Selection.ORACLE, attempts)).isTrue();
        assertThat(right(Selection.MAJORITY, attempts)).isFalse();
        assertThat(right(Selection.WEIGHTED_MAJORITY, attempts)).isTrue();
        assertThat(right(Selection.BEST_OF_N, attempts)).isFalse();
        assertThat(ballot.size()).isEqualTo(6);
        assertThat(ballot.right()).isEqualTo(2);
    }

    @Test
    void nothingIsChosenFromNothing() {
        for (Selection.Rule rule : Selection.Rule.values()) {
            assertThat(right(Selection.of(rule), new double[0][])).isFalse();
        }
    }

    @Test
    void scoresOfZeroStillVote() {
        assertThat(right(Selection.WEIGHTED_MAJORITY, new double[][] {{0, 0}})).isTrue();
        assertThat(right(Selection.BEST_OF_N, new double[][] {{0, 0}})).isTrue();
    }

    @Test
    void tiesBetweenAnswersAreFairAndDoNotDependOnOrder() {
        int wins = 0;
        int tasks = 30_000;
        for (int task = 0; task < tasks; task++) {
            long tie = Keys.child(4, task);
            ballot.clear(Selection.MAJORITY, 10);
            ballot.add(0, 0, 0);
            ballot.add(7, 0, 0);
            ballot.add(2, 0, 0);
            boolean first = ballot.rightChosen(tie);
            ballot.clear(Selection.MAJORITY, 10);
            ballot.add(2, 0, 0);
            ballot.add(0, 0, 0);
            ballot.add(7, 0, 0);
            assertThat(ballot.rightChosen(tie)).isEqualTo(first);
            wins += first ? 1 : 0;
        }
        // Level 1e-5, two-sided.
        assertThat(wins / (double) tasks).isCloseTo(1 / 3.0, within(4.4 * Math.sqrt(2 / 9.0 / tasks)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Selection.Rule.class,
            names = {"BEST_OF_N", "VERIFIER_GATED"})
    void tiesBetweenBestScoresAreFairToAttempts(Selection.Rule rule) {
        int wins = 0;
        int tasks = 30_000;
        for (int task = 0; task < tasks; task++) {
            ballot.clear(new Selection(rule, 0.6), 10);
            for (int attempt = 0; attempt < 4; attempt++) {
                ballot.add(attempt == 3 ? 0 : 1, 0.5, Keys.child(Keys.child(8, task), attempt));
            }
            wins += ballot.rightChosen(0) ? 1 : 0;
        }
        assertThat(wins / (double) tasks).isCloseTo(0.25, within(4.4 * Math.sqrt(3 / 16.0 / tasks)));
    }

    @Test
    void onlyAttemptsThatPassTheGateVote() {
        // The right answer passes once; the wrong one twice below the gate and once above.
        assertThat(right(Selection.VERIFIER_GATED, new double[][] {{0, 0.5}, {0, 0.6}, {1, 0.4}, {1, 0.49}, {1, 0.9}}))
                .isTrue();
        assertThat(right(Selection.VERIFIER_GATED, new double[][] {{0, 0.5}, {1, 0.6}, {1, 0.9}, {0, 0.4}, {0, 0.3}}))
                .isFalse();
        // None passes: the best scored.
        assertThat(right(Selection.VERIFIER_GATED, new double[][] {{1, 0.2}, {1, 0.2}, {0, 0.3}}))
                .isTrue();
    }

    @Test
    void theGateDecidesWhoVotes() {
        // Three votes for 3, two for 0 and one for 5 in the order of their scores, from low to high.
        double[][] attempts = {{3, 0.1}, {3, 0.2}, {3, 0.3}, {0, 0.6}, {0, 0.7}, {5, 0.9}};
        assertThat(right(gated(0.05), attempts)).isFalse();
        assertThat(right(gated(0.3), attempts)).isTrue();
        assertThat(right(gated(0.6), attempts)).isTrue();
        assertThat(right(gated(0.8), attempts)).isFalse();
        // None passes: the best scored.
        assertThat(right(gated(0.95), attempts)).isFalse();
        for (double gate : new double[] {0, 1, Double.NaN}) {
            assertThatThrownBy(() -> gated(gate)).hasMessageContaining("gate must be in (0,1)");
        }
    }

    @Test
    void gatedTiesAreFair() {
        assertFair(
                Selection.VERIFIER_GATED, new double[][] {{0, 0, 0.9}, {4, 0, 0.6}, {2, 0, 0.7}, {2, 0, 0.1}}, 1 / 3.0);
    }

    @Test
    void tiesBetweenDirectionsAndInsideThemAreFair() {
        // Three directions with the same scores, one of them right.
        assertFair(
                Selection.BEST_DIRECTION,
                new double[][] {{0, 0, 0.5}, {1, 1, 0.5}, {2, 5, 0.5}, {0, 0, 0.5}, {1, 1, 0.5}, {2, 5, 0.5}},
                1 / 3.0);
        // Two such directions, and the right answer ties with another in one of them: 1/2 x 1/2.
        assertFair(
                Selection.BEST_DIRECTION, new double[][] {{0, 0, 0.5}, {3, 0, 0.5}, {1, 1, 0.5}, {1, 1, 0.5}}, 1 / 4.0);
    }

    @Test
    void aSingleLuckyAttemptIsShrunk() {
        ballot.clear(Selection.BEST_DIRECTION, 10);
        for (int i = 0; i < 8; i++) {
            ballot.add(0, 0, 0.7, i);
            ballot.add(2, 2, 0.2, i);
        }
        ballot.add(1, 1, 0.75, 9);
        assertThat(ballot.rightChosen(1)).isTrue();
        // Mean of all 0.468: (0.75 + 0.468)/2 = 0.609 is less than (5.6 + 0.468)/9 = 0.674. With more of them it is
        // not.
        for (int i = 0; i < 7; i++) {
            ballot.add(1, 1, 0.75, 10);
        }
        assertThat(ballot.rightChosen(1)).isFalse();
    }

    /** Attempts are {answer, direction, score}; level 1e-5, two-sided. */
    private void assertFair(Selection selection, double[][] attempts, double share) {
        int wins = 0;
        int tasks = 30_000;
        for (int task = 0; task < tasks; task++) {
            ballot.clear(selection, 10);
            for (int i = 0; i < attempts.length; i++) {
                ballot.add((int) attempts[i][0], (int) attempts[i][1], attempts[i][2], i);
            }
            wins += ballot.rightChosen(Keys.child(15, task)) ? 1 : 0;
        }
        assertThat(wins / (double) tasks).isCloseTo(share, within(4.4 * Math.sqrt(share * (1 - share) / tasks)));
    }
}
