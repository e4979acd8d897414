package dev.plateau.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.fidelity.PilotedCounts.Outcome;
import dev.plateau.model.Difficulty.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Coverage at 10,000 of four Pythia models on 128 problems of MATH, predicted from 100 of the 10,000 samples of each problem.
 * Seeds are fixed, so nothing fails by chance.
 */
class PassRatesTest {
    private static PilotedCounts pilots(int draws) throws IOException {
        Map<String, List<Count>> models = PilotedCounts.models(Path.of(".."));
        assertThat(models)
                .hasSize(4)
                .allSatisfy((model, counts) -> assertThat(counts).hasSize(128));
        List<Outcome> all = new ArrayList<>();
        models.values()
                .forEach(counts -> all.addAll(PilotedCounts.of(counts, draws).outcomes()));
        return new PilotedCounts(all);
    }

    @Test
    void aPilotPredictsCoverage() throws IOException {
        PilotedCounts pilots = pilots(1);
        assertThat(pilots.mean(Outcome::error)).isLessThan(0.05);
        assertThat(pilots.outcomes()).filteredOn(Outcome::held).hasSizeGreaterThanOrEqualTo(3);
    }

    /** The standard errors: 0.003 of the mean error, 0.03 of the share that holds. */
    @Test
    @Tag("long")
    void predictionsAndIntervalsHoldOverModelsAndDraws() throws IOException {
        PilotedCounts pilots = pilots(15);
        assertThat(pilots.mean(Outcome::error)).isLessThan(0.03).isLessThan(0.6 * pilots.mean(Outcome::beta));
        assertThat(pilots.held()).isBetween(0.90, 0.99);
    }
}
