package dev.plateau.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.calibrate.AccuracyTable.Metric;
import dev.plateau.scenario.FittedScenario;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The presets reproduce DORA's Figure 3 as well as docs/fidelity.md says. Seeds are fixed, so nothing fails by chance. */
class FidelityTest {
    private static final Path HOME = Path.of("..");
    /** Root mean squares over cells grow by little from the error of 2048 tasks, about 0.4 points in a cell. */
    private static final double CHANCE = 0.25;

    @Test
    void carryTheCommandThatMadeThem() throws ScenarioException, IOException {
        for (Preset preset : Preset.all(HOME)) {
            try (InputStream file = FittedScenario.class.getResourceAsStream("catalogue/" + preset.name() + ".yaml")) {
                String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
                assertThat(text)
                        .startsWith(FittedScenario.MARK)
                        .contains("plateau calibrate dora-figure-3.csv")
                        .contains("--model " + preset.model())
                        .contains("--benchmark " + preset.benchmark())
                        .contains("--seed 1")
                        .contains("SHA-256")
                        .doesNotContain("Interrupted");
            }
            assertThat(preset.study().budgets()).isEqualTo(List.of(16, 32, 64, 128, 256));
            assertThat(preset.study().entrants())
                    .extracting(entrant -> entrant.label())
                    .containsExactly("temperature", "beam", "dvts", "rebase", "dora");
        }
    }

    @Test
    @Tag("long")
    void reproduceTheFigure() throws ScenarioException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (Preset preset : Preset.all(HOME)) {
                double[] means = preset.simulate(List.of(), 99, 2048, pool).mean();
                boolean math = preset.benchmark().equals("MATH500");
                double accuracy = math ? 1 : 1.5 * preset.band(Metric.ACCURACY);
                double passRate = math ? 2 : Math.max(1.5 * preset.band(Metric.PASS_RATE), 2);
                assertThat(preset.error(Metric.ACCURACY, means))
                        .as(preset.name())
                        .isLessThan(accuracy + CHANCE);
                assertThat(preset.error(Metric.PASS_RATE, means))
                        .as(preset.name())
                        .isLessThan(passRate + CHANCE);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
