package dev.plateau.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.calibrate.AccuracyTable.Metric;
import dev.plateau.scenario.FittedScenario;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    /** 2048 tasks leave errors of up to 0.6 points in a cell, shared between cells in part. */
    private static final double CHANCE = 0.5;

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

    /** Its errors of accuracy and pass rate by the page. */
    private static double[] stated(Preset preset) throws IOException {
        String start = "| `" + preset.name() + "` | ";
        String row = Files.readAllLines(HOME.resolve(Path.of("docs", "fidelity.md"))).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
        String[] cells = row.substring(start.length()).split(" \\| ");
        return new double[] {Double.parseDouble(cells[0]), Double.parseDouble(cells[2])};
    }

    @Test
    @Tag("long")
    void reproduceTheFigureAsWellAsThePageSays() throws ScenarioException, IOException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (Preset preset : Preset.all(HOME)) {
                double[] means = preset.simulate(List.of(), 99, 2048, pool).mean();
                double[] stated = stated(preset);
                assertThat(preset.error(Metric.ACCURACY, means))
                        .as(preset.name())
                        .isCloseTo(stated[0], within(CHANCE));
                assertThat(preset.error(Metric.PASS_RATE, means))
                        .as(preset.name())
                        .isCloseTo(stated[1], within(CHANCE));
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
