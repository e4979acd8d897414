package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.notebook.Lesson;
import dev.plateau.notebook.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lessons that are part of the project are those of their scripts, and were run. */
class LessonsTest {
    static final Path FOLDER = Path.of("..", "notebooks-export", "lessons");

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".py"))
                    .sorted()
                    .toList();
            assertThat(scripts).hasSizeGreaterThanOrEqualTo(6);
            return scripts;
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void theNotebookIsThatOfTheScript(Path script) throws IOException {
        Path file = Path.of(script.toString().replaceFirst("\\.py$", ".ipynb"));
        ObjectMapper mapper = new ObjectMapper();
        JsonNode there = mapper.readTree(file.toFile());
        JsonNode made = mapper.readTree(Lesson.of(Files.readString(script), "plateau notebook " + script.getFileName())
                .json());

        assertThat(Notebook.refusal(file)).isEmpty();
        assertThat(there.at("/metadata/plateau"))
                .as("run docs/regenerate.sh lessons")
                .isEqualTo(made.at("/metadata/plateau"));
        for (JsonNode cell : there.path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                assertThat(cell.path("execution_count").isInt()).isTrue();
            }
            for (JsonNode output : cell.path("outputs")) {
                assertThat(output.path("output_type").asText()).isNotEqualTo("error");
            }
        }
    }
}
