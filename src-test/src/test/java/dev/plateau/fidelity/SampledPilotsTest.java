package dev.plateau.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.data.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Votes and coverage of real samples, predicted from the first 8 samples of each problem and compared with all 16 or 40. Nothing
 * is random but the order of the samples, whose seed is fixed.
 */
class SampledPilotsTest {

    @Test
    @Tag("long")
    void votesOnLastLetters() throws IOException {
        List<List<Samples>> letters = SampledPilots.lastLetters();
        assertThat(Math.abs(SampledPilots.asRecorded(letters).pooled("majority")))
                .isLessThan(0.01);
        SampledPilots shuffled = SampledPilots.shuffled(letters);
        assertThat(Math.abs(shuffled.pooled("majority"))).isLessThan(0.01);
        assertThat(Math.abs(shuffled.pooled("coverage"))).isLessThan(0.01);
    }

    /** 198 or 45 problems a run: the noise of a single run is 0.02 to 0.05, and the runs share their problems. */
    @Test
    @Tag("long")
    void votesOnRunsOfSixteen() throws IOException {
        for (Map.Entry<String, List<List<Samples>>> benchmark :
                SampledPilots.runsOfSixteen().entrySet()) {
            SampledPilots recorded = SampledPilots.asRecorded(benchmark.getValue());
            SampledPilots shuffled = SampledPilots.shuffled(benchmark.getValue());
            assertThat(Math.abs(recorded.pooled("majority")))
                    .as(benchmark.getKey())
                    .isLessThan(0.015);
            assertThat(Math.abs(shuffled.pooled("majority")))
                    .as(benchmark.getKey())
                    .isLessThan(0.01);
            // On OTIS it misses the goal of 0.01 by 0.001, as the page says.
            assertThat(Math.abs(shuffled.pooled("coverage")))
                    .as(benchmark.getKey())
                    .isLessThan(0.013);
        }
    }
}
