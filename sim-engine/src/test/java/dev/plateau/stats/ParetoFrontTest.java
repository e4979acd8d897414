package dev.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {
    private record Choice(double gain, double cost) {
        boolean beats(Choice other) {
            return gain >= other.gain && cost <= other.cost && (gain > other.gain || cost < other.cost);
        }
    }

    private static List<Choice> front(List<Choice> choices) {
        return ParetoFront.of(choices, Choice::gain, Choice::cost);
    }

    /** Against the definition, with many ties. */
    @Test
    void nobodyBeatsItAndItBeatsTheRest() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            List<Choice> choices = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                choices.add(new Choice(random.nextInt(6), random.nextInt(6)));
            }
            List<Choice> expected = choices.stream()
                    .filter(one -> choices.stream().noneMatch(other -> other.beats(one)))
                    .toList();

            assertThat(front(choices)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(front(choices).stream().map(Choice::cost)).isSorted();
            assertThat(front(choices).stream().map(Choice::gain)).isSorted();
        }
    }

    @Test
    void whatIsNotKnownIsNotOnIt() {
        Choice known = new Choice(0.5, 10);

        assertThat(front(List.of(
                        new Choice(Double.NaN, 1),
                        new Choice(0.9, Double.NaN),
                        new Choice(0.9, Double.NEGATIVE_INFINITY),
                        known)))
                .containsExactly(known);
        assertThat(front(List.of())).isEmpty();
    }
}
