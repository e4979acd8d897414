package dev.plateau.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.fleet.Timeline;
import dev.plateau.run.FleetSample;
import dev.plateau.run.FleetSample.Answered;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverloadTest {
    /** Two tasks arrive per second, and each waits so much longer than the one before. */
    private static FleetSample sample(double longer) {
        List<Answered> answered = IntStream.range(0, 100)
                .mapToObj(i -> new Answered(20 + longer * i, 1, true, true, false, 1))
                .toList();
        return new FleetSample(answered, 50, 0, List.of(), new Timeline(1, 1, 1), false);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "0.5, 1", "99.5, 0.01"})
    void whatLeavesIsLessThanWhatArrivesByTheGrowthOfWaiting(double longer, double rate) {
        assertThat(Overload.leaving(sample(longer))).isCloseTo(rate, within(1e-12));
    }

    @Test
    void waitingThatShrinksMeansThatAllLeave() {
        assertThat(Overload.leaving(sample(-0.1))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2.5, 2.50 tasks per second",
        "0.5, 30.0 tasks per minute",
        "0.004, 14.4 tasks per hour",
        "0.0001, 8.64 tasks per day",
    })
    void ratesAreSaidInUnitsInWhichTheyAreSeen(double rate, String words) {
        assertThat(Rates.words(rate)).isEqualTo(words);
    }
}
