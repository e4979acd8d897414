package dev.plateau.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.export.ResultTables;
import dev.plateau.export.Samples;
import dev.plateau.result.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {
    private static final Set<String> MIMES = Set.of("text/plain", "text/html", "image/png");

    @TempDir
    Path dir;

    private static Notebook lesson(String script) throws IOException {
        return Lesson.of(script, "plateau notebook x.py");
    }

    private Path written(Notebook notebook) throws IOException {
        return Files.writeString(dir.resolve("notebook.ipynb"), notebook.json());
    }

    /** Results with a record as a command leaves it. */
    private void results(StudyResult result, String more) throws IOException {
        ResultTables.write(result, dir);
        StringBuilder files = new StringBuilder();
        for (tech.tablesaw.api.Table table : ResultTables.of(result)) {
            files.append(files.isEmpty() ? "" : ",")
                    .append('"')
                    .append(table.name())
                    .append(".csv\"");
        }
        Files.writeString(
                dir.resolve("run.json"),
                "{\"plateau\": \"1\", \"command\": \"plateau run x\", \"seed\": 1, \"files\": [" + files + "]" + more
                        + "}");
    }

    @Test
    void keepsToTheFormat() throws IOException {
        results(
                Samples.typical(),
                ", \"study\": {\"title\": \"A <b>title</b> with {{best}}\"}, \"summary\": [\"dora is best\"]");

        JsonNode root =
                new ObjectMapper().readTree(ResultNotebook.of(dir, false).json());

        assertThat(root.path("nbformat").asInt()).isEqualTo(4);
        assertThat(root.path("nbformat_minor").asInt()).isEqualTo(5);
        assertThat(root.path("metadata").path("kernelspec").path("name").asText())
                .isEqualTo("python3");
        Set<String> ids = new HashSet<>();
        for (JsonNode cell : root.path("cells")) {
            assertThat(cell.path("id").asText()).matches("[a-zA-Z0-9_-]{1,64}");
            assertThat(ids.add(cell.path("id").asText())).isTrue();
            assertThat(cell.path("metadata").isObject()).isTrue();
            assertThat(cell.path("source").isArray()).isTrue();
            boolean code = cell.path("cell_type").asText().equals("code");
            assertThat(code || cell.path("cell_type").asText().equals("markdown"))
                    .isTrue();
            assertThat(cell.has("outputs")).isEqualTo(code);
            assertThat(cell.has("execution_count")).isEqualTo(code);
            for (JsonNode output : cell.path("outputs")) {
                if (output.path("output_type").asText().equals("stream")) {
                    assertThat(output.path("name").asText()).isEqualTo("stdout");
                    assertThat(output.path("text").isArray()).isTrue();
                } else {
                    assertThat(output.path("output_type").asText()).isEqualTo("display_data");
                    assertThat(output.path("metadata").isObject()).isTrue();
                    output.path("data")
                            .fieldNames()
                            .forEachRemaining(mime -> assertThat(MIMES).contains(mime));
                }
            }
        }
        assertThat(root.at("/cells/0/source/0").asText()).isEqualTo("# A <b>title</b> with {{best}}\n");
        assertThat(root.at("/cells/0/source").toString()).contains("dora is best", "put in by Plateau");
        assertThat(root.toString()).doesNotContain(dir.toString());
    }

    @Test
    void theSameFolderGivesTheSameBytes() throws IOException {
        results(Samples.typical(), "");

        assertThat(ResultNotebook.of(dir, false).json())
                .isEqualTo(ResultNotebook.of(dir, false).json());
    }

    @Test
    void numbersOfTheTextAreThoseOfTheTables() throws IOException {
        StudyResult result = Samples.typical();
        results(result, "");

        String text = ResultNotebook.of(dir, false).json();

        result.saturation()
                .forEach(row ->
                        assertThat(text).contains("<td style=\\\"text-align: left\\\">" + row.policy() + "</td>"));
        assertThat(Facts.of(Results.read(dir)).get("best"))
                .matches("default: [a-z-]+ is best with \\d+\\.\\d % \\(.*\\) at 256 rollouts");
        assertThat(text).contains("accuracy: " + result.accuracy().size() + " rows");
    }

    @Test
    void roundsAsPythonDoes() {
        assertThat(Facts.fixed(100 * 0.3105, 1)).isEqualTo("31.1");
        assertThat(Facts.fixed(0.25, 1)).isEqualTo("0.2");
        assertThat(Facts.fixed(-0.04, 1)).isEqualTo("0.0");
        assertThat(Facts.fixed(-1.25, 2)).isEqualTo("\u22121.25");
    }

    @Test
    void knowsItsOwn() throws IOException {
        Path file = written(lesson("# %%\nprint(1)\n# %% [markdown]\n# two\n#\n# lines\n"));
        ObjectMapper mapper = new ObjectMapper();
        assertThat(Notebook.refusal(dir.resolve("none.ipynb"))).isEmpty();
        assertThat(Notebook.refusal(file)).isEmpty();

        ObjectNode run = (ObjectNode) mapper.readTree(file.toFile());
        ((ObjectNode) run.at("/cells/0")).put("execution_count", 3).putArray("outputs");
        ((ObjectNode) run.at("/cells/1")).put("source", "two\n\nlines");
        Files.writeString(file, mapper.writeValueAsString(run));
        assertThat(Notebook.refusal(file)).isEmpty();

        ((ObjectNode) run.at("/cells/1")).put("source", "two\n\nlines of mine");
        Files.writeString(file, mapper.writeValueAsString(run));
        assertThat(Notebook.refusal(file))
                .hasValueSatisfying(why -> assertThat(why).startsWith("has been changed"));

        for (String foreign : List.of("{\"cells\": []}", "no JSON", "")) {
            Files.writeString(file, foreign);
            assertThat(Notebook.refusal(file))
                    .hasValueSatisfying(why -> assertThat(why).startsWith("is not a notebook of"));
        }
        assertThat(Notebook.refusal(dir)).hasValue("is not a file");
    }

    @Test
    void scriptsBecomeCells() throws IOException {
        Notebook notebook = lesson(
                "# a comment\n# %% [markdown]\n# # Title\n# %% folded\nx = 1\n\n# a comment of code\n# %% [answer]\n# It is $1$.\n");

        assertThat(notebook.cells())
                .extracting(Cell::source)
                .containsExactly(
                        "# Title",
                        "x = 1\n\n# a comment of code",
                        "<details><summary>Answer</summary>\n\nIt is $1$.\n\n</details>");
        assertThat(notebook.cells()).extracting(Cell::folded).containsExactly(false, true, false);
        assertThatThrownBy(() -> lesson("x = 1\n# %% [markdwon]\n"))
                .hasMessageStartingWith("2: there is no cell [markdwon]. Valid: ");
        assertThatThrownBy(() -> lesson("x = 1\n")).hasMessageStartingWith("1: there is no cell");
    }

    @Test
    void aTextWithAnUnknownFactIsLeftOut() {
        assertThat(Scripts.filled("{{a}} and {{b}}", java.util.Map.of("a", "1")))
                .isEmpty();
        assertThat(Scripts.filled("{{a}} and $x", java.util.Map.of("a", "{{b}}\n$1")))
                .hasValue("{{b}}  \n$1 and $x");
    }

    @Test
    void literalsOfPython() {
        assertThat(Python.literal("say \"so\"\\\n")).isEqualTo("\"say \\\"so\\\"\\\\\\n\"");
        assertThat(Python.literal(List.of(1, 2.5, true, "x"))).isEqualTo("[1, 2.5, True, \"x\"]");
    }

    @Test
    void saysWhatIsNoResult() throws IOException {
        assertThatThrownBy(() -> Results.read(dir.resolve("none")))
                .hasMessageEndingWith("none: there is no such folder");
        assertThatThrownBy(() -> Results.read(Files.createFile(dir.resolve("file"))))
                .hasMessageContaining("is not a folder");
        Path below = Files.createDirectories(dir.resolve("all/mine"));
        Files.writeString(below.resolve("run.json"), "{}");
        assertThatThrownBy(() -> Results.read(dir.resolve("all")))
                .hasMessageContaining("has no results of Plateau")
                .hasMessageEndingWith("Maybe name one below it: " + below);
        assertThatThrownBy(() -> Results.read(below)).hasMessageContaining("has no results of Plateau");
        Files.writeString(below.resolve("run.json"), "{\"plateau\": \"1\", \"files\": []}");
        assertThatThrownBy(() -> Results.read(below)).hasMessageEndingWith("none of its tables has a row");
        Files.writeString(below.resolve("run.json"), "{");
        assertThatThrownBy(() -> Results.read(below)).hasMessageContaining("run.json is not JSON");
    }
}
