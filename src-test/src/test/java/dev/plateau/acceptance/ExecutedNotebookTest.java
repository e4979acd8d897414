package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.notebook.Nbconvert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Notebooks run by Jupyter: every cell runs without an error, what it prints and the tables that it shows are what Plateau puts in where
 * nothing runs them, and the code behind every answer prints the answer. Skipped without jupyter-nbconvert.
 */
@Tag("long")
class ExecutedNotebookTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ANSWER = Pattern.compile("```python\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<td[^>]*>(.*?)</td>", Pattern.DOTALL);
    private static final String WORLD = """
            title: A small world
            attempts: {steps: 4}
            policies: [parallel, rebase, dora]
            precision: 0.03
            """;

    @TempDir
    Path dir;

    @BeforeEach
    void needsJupyter() {
        Assumptions.assumeTrue(
                Nbconvert.find(System.getenv("PATH")).isPresent(),
                "jupyter-nbconvert is not on the PATH: install jupyter-nbconvert, python3-ipykernel, python3-pandas and"
                        + " python3-matplotlib");
    }

    @Test
    void overARunOfSeveralWorlds() throws Exception {
        plateau("run", scenario(WORLD + """
                budgets: {from: 1, to: 16, factor: 2}
                worlds:
                  easy: {tasks: {difficulty: {fixed: 0.6}}}
                  hard: {tasks: {difficulty: {fixed: 0.2}}}
                """), "--out", "results");
        proves("results", 4);
        plateau("notebook", "--force", "results");
        JsonNode executed = JSON.readTree(dir.resolve("results/notebook.ipynb").toFile());
        assertThat(executed.at("/cells/0/source").toString()).doesNotContain("put in by Plateau");
        assertThat(executed.at("/cells/2/execution_count").asInt()).isEqualTo(2);
    }

    @Test
    void overARunOnMachines() throws Exception {
        plateau("run", scenario(WORLD + """
                budgets: [1, 4, 16]
                fleet: {accelerator: h100, traffic: {poisson: {rate: 1}}, tasks: 200}
                """), "--out", "results");
        proves("results", 3);
    }

    @Test
    void overAPlan() throws Exception {
        plateau("plan", scenario(WORLD + """
                budgets: [1, 4, 16]
                fleet: {accelerator: h100, traffic: {poisson: {rate: 2}}, tasks: 200}
                plan:
                  accelerators: [h100]
                  max-devices: 2
                  slos:
                    good: {accuracy: 0.4, p95-latency: 10}
                    impossible: {accuracy: 0.999, p95-latency: 10}
                """), "--out", "results");
        proves("results", 3);
    }

    @Test
    void overACourse() throws Exception {
        plateau(
                "stress",
                "--quick",
                "--family",
                "correlation",
                "--family",
                "inversion",
                "--policy",
                "rebase",
                "--out",
                "results");
        proves("results", 2);
    }

    @Test
    void overAPhaseDiagramAndAnExtremeWorld() throws Exception {
        plateau(
                "phase",
                "stress/inversion",
                "--over",
                "verifier.slope=-0.5..1.5",
                "--over",
                "attempts.shares.direction=0..0.9",
                "--policy",
                "rebase",
                "--policy",
                "parallel",
                "--tasks",
                "512",
                "--cells",
                "4",
                "--out",
                "results");
        proves("results", 1);
        plateau(
                "worst",
                "stress/inversion",
                "--policy",
                "dora",
                "--rival",
                "rebase",
                "--budget",
                "16",
                "--worlds",
                "40",
                "--starts",
                "2",
                "--tasks",
                "2560",
                "--out",
                "worst");
        proves("worst", 1);
    }

    @Test
    void overSweeps() throws Exception {
        plateau("run", scenario(WORLD + """
                budgets: [1, 4]
                verifier: {slope: [0, 0.5, 1]}
                """), "--precision", "0.1", "--out", "one");
        proves("one", 4);
        plateau("run", scenario(WORLD + """
                budgets: [1, 4]
                verifier: {slope: [0, 1]}
                directions: {popularity: {zipf: {count: [1, 4]}}}
                """), "--precision", "0.1", "--out", "two");
        proves("two", 4);
    }

    @Test
    void overTheBestOfMany() throws Exception {
        plateau(
                "best",
                scenario(WORLD + "budgets: [4, 16]\n"),
                "--over",
                "dora.temperature=0.01,1",
                "--within",
                "0.1",
                "--out",
                "results");
        proves("results", 2);
    }

    @Test
    void overWhatMatters() throws Exception {
        String scenario = scenario(WORLD + "budgets: [4]\n");
        plateau(
                "sensitivity",
                scenario,
                "--of",
                "accuracy",
                "--of",
                "tokens",
                "--size",
                "6",
                "--tasks",
                "128",
                "--out",
                "effects");
        proves("effects", 1);
        plateau(
                "sensitivity",
                scenario,
                "--method",
                "sobol",
                "--over",
                "verifier.slope=0..1.5",
                "--over",
                "answers.herding=0..0.9",
                "--size",
                "16",
                "--tasks",
                "128",
                "--out",
                "indices");
        proves("indices", 1);
    }

    @Test
    void overACalibration() throws Exception {
        plateau(
                "calibrate",
                Path.of("..", "docs", "data", "pythia-math-pilot.csv")
                        .toAbsolutePath()
                        .toString(),
                "--model",
                "Pythia 12B",
                "--out",
                "pythia.yaml",
                "--predict",
                "128");
        proves("pythia.fit", 2);
    }

    static List<Path> lessons() throws IOException {
        return LessonsTest.scripts();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyLessonHolds(Path script) throws Exception {
        Path copy = Files.copy(script, dir.resolve(script.getFileName()));
        Path launcher = dir.resolve("launcher");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + String.join("' '", CommandLine.process().command()) + "' \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));

        run(CommandLine.process("notebook", copy.toString()), launcher);

        JsonNode lesson = JSON.readTree(
                Path.of(copy.toString().replaceFirst("py$", "ipynb")).toFile());
        for (JsonNode cell : lesson.path("cells")) {
            assertThat(cell.has("outputs") && cell.path("execution_count").isNull())
                    .isFalse();
        }
    }

    private String scenario(String text) throws IOException {
        return Files.writeString(dir.resolve("small.yaml"), text).toString();
    }

    private void plateau(String... arguments) throws Exception {
        run(CommandLine.process(arguments), dir.resolve("none"));
    }

    private void run(ProcessBuilder builder, Path launcher) throws Exception {
        builder.environment().put("PLATEAU", launcher.toString());
        Path said = dir.resolve("said.txt");
        Process process = builder.directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }

    /** Runs the notebook of a folder, with the code of its answers as further cells. */
    private void proves(String name, int answers) throws Exception {
        plateau("notebook", "--no-execute", name);
        Path folder = dir.resolve(name);
        ObjectNode notebook =
                (ObjectNode) JSON.readTree(folder.resolve("notebook.ipynb").toFile());
        List<String> expected = new ArrayList<>();
        ArrayNode cells = JSON.createArrayNode();
        for (JsonNode cell : notebook.path("cells")) {
            cells.add(cell);
            expected.add("");
            String text = text(cell.path("source"));
            Matcher answer = ANSWER.matcher(text);
            while (cell.path("cell_type").asText().equals("markdown") && answer.find()) {
                ObjectNode code = cells.addObject();
                code.put("cell_type", "code").putNull("execution_count");
                code.put("id", "answer-" + cells.size()).putObject("metadata");
                code.putArray("outputs");
                code.put("source", answer.group(1));
                expected.add(text);
            }
        }
        assertThat(expected.stream().filter(text -> !text.isEmpty())).hasSizeGreaterThanOrEqualTo(answers);
        JsonNode executed =
                executed(notebook.deepCopy().set("cells", cells), folder).path("cells");
        assertThat(executed).hasSize(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            if (expected.get(i).isEmpty()) {
                sameOutputs(cells.get(i), executed.get(i));
            } else {
                String printed = printed(executed.get(i));
                assertThat(printed).isNotBlank();
                assertThat(List.of(expected.get(i).split(" *\n")))
                        .as(text(cells.get(i).path("source")))
                        .containsAll(printed.lines().toList());
            }
        }
    }

    private JsonNode executed(JsonNode notebook, Path folder) throws Exception {
        Path in = dir.resolve("in.ipynb");
        Path out = dir.resolve("out.ipynb");
        Path said = dir.resolve("said.txt");
        JSON.writeValue(in.toFile(), notebook);
        Process process = new ProcessBuilder(
                        "jupyter-nbconvert", "--to", "notebook", "--execute", "--stdin", "--stdout")
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(said.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return JSON.readTree(out.toFile());
    }

    /** Where Plateau has put in what a cell prints or the tables that it shows, Python comes to the same. */
    private static void sameOutputs(JsonNode before, JsonNode after) {
        assertThat(after.path("outputs").toString()).doesNotContain("\"stderr\"", "\"error\"");
        if (!printed(before).isEmpty()) {
            assertThat(printed(after)).isEqualTo(printed(before));
        }
        List<List<String>> tables = tables(before);
        if (!tables.isEmpty()) {
            List<List<String>> shown = tables(after);
            assertThat(shown).hasSameSizeAs(tables);
            for (int i = 0; i < tables.size(); i++) {
                assertThat(shown.get(i)).hasSameSizeAs(tables.get(i));
                for (int k = 0; k < tables.get(i).size(); k++) {
                    same(tables.get(i).get(k), shown.get(i).get(k));
                }
            }
        }
    }

    private static void same(String put, String shown) {
        Optional<Double> number = number(put);
        if (number.isPresent()) {
            // pandas shows six significant digits or decimals.
            assertThat(number(shown))
                    .hasValueSatisfying(value ->
                            assertThat(value).isCloseTo(number.get(), within(1e-5 * Math.abs(number.get()) + 1e-6)));
        } else {
            assertThat(put.isEmpty() ? "NaN" : put).isEqualTo(shown.equals("None") ? "NaN" : shown);
        }
    }

    private static Optional<Double> number(String text) {
        try {
            return text.isEmpty() || text.equals("NaN") ? Optional.empty() : Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String printed(JsonNode cell) {
        StringBuilder all = new StringBuilder();
        cell.path("outputs").forEach(output -> all.append(text(output.path("text"))));
        return all.toString();
    }

    private static List<List<String>> tables(JsonNode cell) {
        List<List<String>> tables = new ArrayList<>();
        for (JsonNode output : cell.path("outputs")) {
            if (output.path("data").has("text/html")) {
                tables.add(CELL.matcher(text(output.path("data").path("text/html")))
                        .results()
                        .map(match -> match.group(1))
                        .toList());
            }
        }
        return tables;
    }

    private static String text(JsonNode lines) {
        if (!lines.isArray()) {
            return lines.asText();
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.asText()));
        return text.toString();
    }
}
