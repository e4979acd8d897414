package dev.plateau.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios made of published figures, and what the page says of them. Seeds are fixed, and results the same everywhere. */
class PublishedTest {
    private static final Path HOME = Path.of("..");

    @Test
    void theCatalogueHasTheScenariosThatTheFiguresGive() throws IOException {
        for (Map.Entry<String, String> scenario : PublishedScenarios.all(HOME).entrySet()) {
            assertThat(PublishedScenarios.file(HOME, scenario.getKey())).hasContent(scenario.getValue());
        }
    }

    static List<Section> quickSections() {
        return List.of(new TtspmSection(), new RefinementSection(), new CeilingsSection(), new OptimalAttemptsSection());
    }

    @ParameterizedTest
    @MethodSource("quickSections")
    void thePageIsAsSimulated(Section section) throws IOException, ScenarioException {
        assertThat(section.text(HOME)).isEqualTo(FidelityPage.read(FidelityPage.page(HOME), section.name()));
    }

    @Test
    void thePageHasEverySection() throws IOException {
        for (Section section : FidelityPage.SECTIONS) {
            assertThat(FidelityPage.read(FidelityPage.page(HOME), section.name()))
                    .as(section.name())
                    .contains("| --- |");
        }
        assertThat(Files.size(HOME.resolve(Path.of("docs", "images", "saturation-budgets.png"))))
                .isPositive();
    }
}
