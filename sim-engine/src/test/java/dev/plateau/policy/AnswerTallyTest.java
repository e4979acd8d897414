package dev.plateau.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerTallyTest {

    /** Against counting and sorting anew after every answer. */
    @Test
    void countsAsByHand() {
        Random random = new Random(1);
        AnswerTally tally = new AnswerTally();
        for (int task = 0; task < 500; task++) {
            int answers = 1 + random.nextInt(5);
            int[] votes = new int[answers];
            tally.clear(answers, true, true);
            int streak = 0;
            int last = -1;
            for (int n = 1; n <= 40; n++) {
                int answer = random.nextInt(answers);
                streak = answer == last ? streak + 1 : 1;
                last = answer;
                votes[answer]++;
                tally.add(answer, n / 100.0);
                int[] sorted = votes.clone();
                Arrays.sort(sorted);
                assertThat(tally.size()).isEqualTo(n);
                assertThat(tally.leaderVotes()).isEqualTo(sorted[answers - 1]);
                assertThat(tally.runnerUpVotes()).isEqualTo(answers == 1 ? 0 : sorted[answers - 2]);
                assertThat(tally.streak()).isEqualTo(streak);
                assertThat(tally.lastScore()).isEqualTo(n / 100.0);
            }
        }
    }
}
