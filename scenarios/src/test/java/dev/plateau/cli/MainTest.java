package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final String SMALL = """
            title: A small world
            seed: 5
            tasks: {difficulty: {fixed: 0.3}}
            attempts: {steps: 2}
            policies: [parallel, {id: sequential, acceptance: oracle}]
            budgets: [1, 2, 4]
            precision: 0.03
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path scenario = Path.of("");

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(directory.resolve("small.yaml"), SMALL);
    }

    @Test
    void aRunWritesEverythingAndSaysWhere() throws IOException {
        Path results = directory.resolve("a b").resolve("r");
        assertThat(run("run", scenario.toString(), "--out", results.toString())).isZero();
        assertThat(ResultFolder.files(results))
                .contains(
                        "accuracy.csv",
                        "comparison.csv",
                        "gain.csv",
                        "plots/accuracy.png",
                        "plots/accuracy.svg",
                        "report.html",
                        "run.json",
                        "saturation.csv",
                        "verifier.csv");
        assertThat(Files.readAllLines(results.resolve("accuracy.csv"))).hasSize(1 + 2 * 3);
        assertThat(out.toString()).contains("parallel", "sequential", "Results: " + results);
        assertThat(err.toString()).isEmpty();
        assertThat(names(directory.resolve("a b"))).containsExactly("r");

        JsonNode record =
                new ObjectMapper().readTree(results.resolve("run.json").toFile());
        assertThat(record.path("scenario_text").asText()).isEqualTo(SMALL);
        assertThat(record.path("scenario_sha256").asText()).hasSize(64);
        assertThat(record.path("seed").asLong()).isEqualTo(5);
        assertThat(record.path("tasks").path("small").asLong()).isPositive();
        assertThat(record.path("interrupted").asBoolean()).isFalse();
        assertThat(record.path("command").asText()).isEqualTo("plateau run " + scenario + " --out '" + results + "'");
        assertThat(record.path("files").size())
                .isEqualTo(ResultFolder.files(results).size());
    }

    @Test
    void numbersDependOnTheSeedAndNotOnThreads() throws IOException {
        assertThat(accuracy("one", "--threads", "1")).isEqualTo(accuracy("two", "--threads", "2"));
        assertThat(accuracy("other", "--seed", "6")).isNotEqualTo(accuracy("one", "--threads", "1"));
        assertThat(accuracy("five", "--seed", "5")).isEqualTo(accuracy("one", "--threads", "2"));
    }

    @Test
    void anEarlierResultIsReplacedAndOtherFilesStay() throws IOException {
        Path results = directory.resolve("r");
        assertThat(run("run", scenario.toString(), "--quiet", "--out", results.toString()))
                .isZero();
        assertThat(out.toString()).isEmpty();
        Files.writeString(results.resolve("notes.txt"), "mine");
        Files.writeString(results.resolve("plots").resolve("mine.svg"), "mine");
        List<String> before = ResultFolder.files(results);
        Files.writeString(
                scenario, SMALL.replace("{id: sequential, acceptance: oracle}", "rebase") + "worlds: {a: {}, b: {}}\n");
        assertThat(run("run", scenario.toString(), "--quiet", "--out", results.toString()))
                .isZero();
        assertThat(results.resolve("notes.txt")).hasContent("mine");
        assertThat(results.resolve("plots/mine.svg")).hasContent("mine");
        assertThat(results.resolve("accuracy.csv"))
                .content()
                .contains("small/a,rebase")
                .doesNotContain("sequential");
        assertThat(before).contains("plots/accuracy.svg");
        assertThat(ResultFolder.files(results)).doesNotContain("plots/accuracy.svg");
        assertThat(names(results)).noneMatch(name -> name.startsWith(".plateau"));
    }

    @Test
    void aForeignFileInTheWayIsAnErrorBeforeTheRun() throws IOException {
        Path results = Files.createDirectory(directory.resolve("r"));
        Files.writeString(results.resolve("report.html"), "mine");
        assertThat(run("run", scenario.toString(), "--out", results.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("plateau: --out: " + results.resolve("report.html")
                        + " is not a result of an earlier run and would be lost; choose another folder");
        assertThat(names(results)).containsExactly("report.html");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        assertThat(run("run", "ttspm", "--out", scenario.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("plateau: --out: " + scenario + " is a file, not a folder");
        assertThat(run("run", "ttspm", "--out", scenario.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(scenario).hasContent(SMALL);
    }

    @Test
    void aFailedWriteLeavesTheFolderAsItWas() throws IOException {
        Path results = directory.resolve("r");
        try (ResultFolder folder = ResultFolder.claim(results)) {
            assertThatThrownBy(() -> folder.publish(staging -> {
                        Files.writeString(staging.resolve("accuracy.csv"), "half");
                        throw new IOException("No space left on device");
                    }))
                    .hasMessage("cannot write " + results + ": no space left on device");
        }
        assertThat(names(directory)).containsExactly("small.yaml");
    }

    @Test
    void aFailedReplacementLeavesTheEarlierResults() throws IOException {
        Path results = directory.resolve("r");
        try (ResultFolder folder = ResultFolder.claim(results)) {
            folder.publish(staging -> writeResults(staging, "old", "accuracy.csv", "gain.csv", "sub/old.svg"));
        }
        Files.writeString(results.resolve("plots"), "mine");
        List<String> before = ResultFolder.files(results);
        try (ResultFolder folder = ResultFolder.claim(results)) {
            assertThatThrownBy(() -> folder.publish(staging ->
                            writeResults(staging, "new", "accuracy.csv", "fresh/a.svg", "plots/accuracy.svg")))
                    .hasMessage("cannot write " + results + ": " + results.resolve("plots/accuracy.svg")
                            + ": a file is in the way");
        }
        assertThat(ResultFolder.files(results)).isEqualTo(before);
        assertThat(names(results)).containsExactly("accuracy.csv", "gain.csv", "plots", "run.json", "sub");
        assertThat(results.resolve("accuracy.csv")).hasContent("old");
        assertThat(results.resolve("run.json")).content().contains("old.svg");

        Files.delete(results.resolve("plots"));
        try (ResultFolder folder = ResultFolder.claim(results)) {
            folder.publish(staging -> writeResults(staging, "new", "accuracy.csv", "plots/accuracy.svg"));
        }
        assertThat(names(results)).containsExactly("accuracy.csv", "plots", "run.json");
        assertThat(results.resolve("accuracy.csv")).hasContent("new");
    }

    private static void writeResults(Path folder, String content, String... files) throws IOException {
        for (String file : files) {
            Files.createDirectories(ResultFolder.parent(folder.resolve(file)));
            Files.writeString(folder.resolve(file), content);
        }
        String record = "{\"plateau\": \"1\", \"files\": [\"" + String.join("\", \"", files) + "\", \"run.json\"]}";
        Files.writeString(folder.resolve("run.json"), record);
    }

    @Test
    void aFolderOfAnotherRunIsRefusedUntilThatEnds() throws IOException {
        Path results = directory.resolve("r");
        try (ResultFolder folder = ResultFolder.claim(results)) {
            assertThat(complaint("run", scenario.toString(), "--out", results.toString()))
                    .startsWith("plateau: --out: another run writes to " + folder.path() + "\n");
        }
        assertThat(results).doesNotExist();
        Files.createDirectory(results);
        Files.writeString(results.resolve(".plateau-lock"), "of a process that was killed");
        assertThat(run("run", scenario.toString(), "--quiet", "--out", results.toString()))
                .isZero();
        assertThat(names(results)).doesNotContain(".plateau-lock");
    }

    @Test
    void theWorkingDirectoryKnowsItsEarlierResults() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path results = here.relativize(directory.resolve("r").toAbsolutePath()).resolve(".");
        for (int i = 0; i < 2; i++) {
            assertThat(run("run", scenario.toString(), "--quiet", "--out", results.toString()))
                    .isZero();
        }
        assertThat(complaint("run", scenario.toString(), "--out", ""))
                .startsWith("plateau: --out must be a folder (got nothing)\n");
    }

    @Test
    void wrongInputIsExplainedAndNothingIsWritten() throws IOException {
        Path results = directory.resolve("r");
        Files.writeString(scenario, "sed: 1\nbudgets: [0]\n");
        assertThat(run("run", scenario.toString(), "--out", results.toString())).isEqualTo(2);
        assertThat(err.toString().lines().map(line -> line.replaceFirst("(:\\d+:\\d+: [^.(]*).*", "$1")))
                .containsExactly(
                        scenario + ":1:1: unknown key 'sed'", scenario + ":2:11: a budget must be a whole number in 1");
        assertThat(results).doesNotExist();
    }

    @Test
    void wrongOptionsAreExplained() {
        assertThat(complaint("run", "--precison", "0.1"))
                .isEqualTo("plateau: Unknown option: '--precison'\nPossible solutions: --precision\n"
                        + "Try 'plateau run --help'.\n");
        assertThat(complaint("run", "--precision", "0"))
                .startsWith("plateau: --precision must be a number in [1e-5, 0.5] (got 0.0)\n");
        assertThat(complaint("run", "--threads", "0"))
                .startsWith("plateau: --threads must be a whole number in 1..1024 (got 0)\n");
        assertThat(complaint("run", "--seed", "x")).startsWith("plateau: --seed must be a whole number (got x)\n");
        assertThat(complaint("run", "--threads", "1.5"))
                .startsWith("plateau: --threads must be a whole number (got 1.5)\n");
        assertThat(complaint("run", "--precision", "nan"))
                .startsWith("plateau: --precision must be a number (got nan)\n");
        assertThat(complaint("run", "--seed")).startsWith("plateau: Missing required parameter for option '--seed'");
        assertThat(complaint("rn"))
                .startsWith(
                        "plateau: Unmatched argument at index 0: 'rn'\nValid: run, rerun, plan, calibrate, list, validate")
                .contains(". Did you mean 'run'?\n");
        assertThat(complaint("list", "polices")).startsWith("plateau: no topic 'polices'. Valid: scenarios,");
        assertThat(complaint("validate")).startsWith("plateau: Missing required parameter: 'SCENARIO'\n");
        assertThat(complaint("run", "saturaton"))
                .startsWith("plateau: no such file and no scenario in the catalogue: ")
                .contains("Did you mean 'saturation'?");
    }

    @Test
    void validateReportsEveryFile() {
        assertThat(run("validate", scenario.toString(), "gone.yaml", "ttspm")).isEqualTo(2);
        assertThat(out.toString())
                .isEqualTo(scenario + ": valid, 1 world, 2 policies, 3 budgets up to 4\n"
                        + "ttspm: valid, 1 world, 2 policies, 13 budgets up to 64\n");
        assertThat(err.toString()).startsWith("no such file and no scenario in the catalogue: 'gone.yaml'.");
    }

    @Test
    void onlyRegularFilesAreRead() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        assertThat(complaint("validate", device.toString()))
                .isEqualTo(device + ":1:1: cannot read it: not a regular file\n");
        assertThat(complaint("allocate", device.toString()))
                .contains(device + ": there is no such file, or it cannot be read");
    }

    @Test
    void listsAndHelpNameEverything() {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("saturation", "pythia-12b-math", "similarity-temperature", "llama-3.2-1b");
        assertThat(run("list", "hardware")).isZero();
        assertThat(out.toString())
                .contains("rtx4090                      RTX4090-24GB", "memory 24 GB, bandwidth 1008 GB/s, tflops 165")
                .contains("price 0.47, the middle of 0.34 to 0.6: RunPod 0.34-0.60 (deploybase Mar 2026)");
        assertThat(run("list", "keys")).isZero();
        assertThat(out.toString())
                .contains("at most 100000 with rollouts")
                .contains("tasks.difficulty.counts.file *", "attempts.shares.finish");
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("Usage: plateau", "Examples:");
        assertThat(run("run", "--help")).isZero();
        assertThat(out.toString()).contains("--precision=H");
        assertThat(run("--version")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    private String accuracy(String name, String... options) throws IOException {
        String[] words = {
            "run",
            scenario.toString(),
            "--quiet",
            "--out",
            directory.resolve(name).toString(),
            options[0],
            options[1]
        };
        assertThat(run(words)).isZero();
        return Files.readString(directory.resolve(name).resolve("accuracy.csv"));
    }

    private String complaint(String... words) {
        err.getBuffer().setLength(0);
        assertThat(run(words)).isEqualTo(2);
        return err.toString();
    }

    private int run(String... words) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
