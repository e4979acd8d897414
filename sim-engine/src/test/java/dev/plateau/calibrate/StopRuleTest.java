package dev.plateau.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.calibrate.StopRule.Verdict;
import dev.plateau.model.Difficulty.Count;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopRuleTest {
    private final StopRule rule = new StopRule(0.01);

    private static List<Count> pilot(int problems, int samples, int once) {
        List<Count> counts = new java.util.ArrayList<>(Collections.nCopies(once, new Count(samples, 1)));
        counts.addAll(Collections.nCopies(problems - once, new Count(samples, 0)));
        return counts;
    }

    @Test
    void stopsWhenFewAreSolvedOnce() {
        // 50 x 8 x 0.01 = 4 may be.
        Verdict five = rule.parallel(pilot(50, 8, 5));
        assertThat(five.stop()).isFalse();
        assertThat(five.allowed()).isEqualTo(4);
        assertThat(five.gain()).isCloseTo(5.0 / 400, within(1e-12));
        assertThat(rule.parallel(pilot(50, 8, 4)).stop()).isTrue();
    }

    @Test
    void isNotFooledEarly() {
        // 50 x 4 x 0.01 = 2: none would be seen by luck.
        Verdict none = rule.parallel(pilot(50, 4, 0));
        assertThat(none.early()).isTrue();
        assertThat(none.stop()).isFalse();
    }

    @Test
    void laterRoundsDecide() {
        List<RoundChain> chains = new java.util.ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int right = i % 10;
            chains.add(new RoundChain(
                    right < 6
                            ? java.util.stream.IntStream.rangeClosed(0, right)
                                    .mapToObj(t -> t == right)
                                    .toList()
                            : Collections.nCopies(6, false)));
        }
        // Rounds 4 to 6 of 6 solve 30 of 100; 3 x 100 x 0.01 = 3 may be.
        Verdict verdict = rule.sequential(chains);
        assertThat(verdict.seen()).isEqualTo(30);
        assertThat(verdict.allowed()).isEqualTo(3);
        assertThat(verdict.gain()).isCloseTo(0.1, within(1e-12));
        assertThat(verdict.stop()).isFalse();
    }

    /** Of an odd number of rounds, the one in the middle is a later one. */
    @Test
    void theMiddleRoundIsALaterOne() {
        assertThat(StopRule.later(5)).isEqualTo(3);
        assertThat(StopRule.later(6)).isEqualTo(3);
        List<RoundChain> chains = Collections.nCopies(100, new RoundChain(List.of(false, false, true)));
        assertThat(rule.sequential(chains).seen()).isEqualTo(100);
        assertThat(rule.sequential(chains).allowed()).isEqualTo(-1);
    }

    /** 29 x 100 x 0.01 is 28.999999999999996 in floating point. */
    @Test
    void roundingAllowsNoFewer() {
        assertThat(rule.allowed(29, 100)).isEqualTo(29);
    }
}
