package dev.plateau.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plateau.catalog.Policies;
import dev.plateau.model.Difficulty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    private final Catalogue catalogue = new Catalogue(Policies.factories());

    static List<String> names() {
        return new Catalogue(Policies.factories()).names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyScenarioIsValidAndTeaches(String name) throws Exception {
        Scenario scenario = catalogue.read(name);
        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.study().title()).isNotEqualTo(name);
        assertThat(scenario.text().lines().takeWhile(line -> line.startsWith("#")))
                .hasSizeGreaterThan(4);
    }

    @Test
    void everyFileIsListed() throws Exception {
        Path folder = Path.of(Objects.requireNonNull(Catalogue.class.getResource("catalogue/saturation.yaml"))
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> file.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            names().stream().map(name -> name + ".yaml").toList());
        }
    }

    @Test
    void pythiaCountsAreAllThere() throws Exception {
        Difficulty.Empirical core = (Difficulty.Empirical) catalogue
                .read("pythia-12b-math")
                .study()
                .worlds()
                .get(0)
                .world()
                .difficulty()
                .core();
        assertThat(core.replay()).isTrue();
        assertThat(core.problems()).hasSize(128).allMatch(count -> count.samples() == 10_000);
    }

    @Test
    void aMisspeltNameIsCorrected() {
        assertThat(message("saturaton"))
                .startsWith(
                        "no such file and no scenario in the catalogue: 'saturaton'. Valid: saturation, correlation,"
                                + " directions, ttspm, pythia-12b-math, policies, dora-vs-rebase, optimal, correlated-votes, imperfect-verifier,"
                                + " repeated-verifier-calls, humaneval-resampling, refinement-without-oracle, ttspm-aime2024,"
                                + " non-monotone-voting, sequential-vs-parallel,"
                                + " latency-of-policies, fleet-size, gpu-types, failures, deadline, dora-table-1, plan-math-service,"
                                + " math500-llama-3.2-1b, math500-llama-3.2-3b, math500-qwen2.5-1.5b, aime2024-llama-3.2-1b,"
                                + " aime2024-llama-3.2-3b, aime2024-qwen2.5-1.5b, aime2025-llama-3.2-1b, aime2025-llama-3.2-3b,"
                                + " aime2025-qwen2.5-1.5b, stress/correlation, ")
                .endsWith(" Did you mean 'saturation'?");
        assertThat(message("a\0b")).startsWith("no such file and no scenario in the catalogue: 'a\\u0000b'. Valid: ");
        assertThat(message("")).startsWith("no such file and no scenario in the catalogue: ''. Valid: ");
    }

    @Test
    void aFileIsNamedAfterItself(@TempDir Path directory) throws IOException, ScenarioException {
        Path file = Files.writeString(directory.resolve("my own.scenario.yml"), "seed: 5\n");
        assertThat(catalogue.read(file.toString()).name()).isEqualTo("my own.scenario");
        assertThat(message(directory.toString()))
                .isEqualTo(directory + ":1:1: cannot read it: a directory, not a file");
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void everyKeyIsDocumented(Key key) {
        assertThat(key.meaning()).isNotBlank();
        assertThat(key.form().describe()).isNotBlank();
        if (key.form() instanceof Form.Real real && key.fallback() instanceof Double value) {
            assertThat(real.allows(value)).isTrue();
        } else if (key.form() instanceof Form.Whole whole && key.fallback() instanceof Long value) {
            assertThat(whole.allows(value)).isTrue();
        } else if (key.form() instanceof Form.Choice choice) {
            assertThat(choice.words()).contains((String) key.fallback());
        }
    }

    private String message(String name) {
        return Objects.requireNonNull(catchThrowableOfType(ScenarioException.class, () -> catalogue.read(name)))
                .getMessage();
    }
}
