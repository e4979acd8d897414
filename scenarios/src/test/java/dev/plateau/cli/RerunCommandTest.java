package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerunCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path scenario = Path.of("");
    private Path record = Path.of("");

    @BeforeEach
    void runOnce() throws IOException {
        scenario = Files.writeString(directory.resolve("small.yaml"), """
                seed: 5
                policies: [parallel]
                budgets: [1, 2]
                precision: 0.05
                """);
        Path results = directory.resolve("r");
        assertThat(run("run", scenario.toString(), "--out", results.toString(), "--seed", "6", "--quiet"))
                .isZero();
        record = results.resolve("run.json");
    }

    @Test
    void aRunGivesTheSameBytesEvenWithoutItsFile() throws IOException {
        Files.delete(scenario);
        assertThat(run("rerun", record.toString(), "--threads", "1")).isZero();
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        "The same to the byte: accuracy.csv, gain.csv, saturation.csv, comparison.csv, verifier.csv.\n");
        assertThat(run("rerun", directory.resolve("r").toString())).isZero();
    }

    @Test
    void whatDiffersIsSaidWithItsLine() throws IOException {
        edit(record, "--seed 6", "--seed 7");
        edit(record, "\"plateau\" : \"", "\"plateau\" : \"0.0.");
        assertThat(run("rerun", record.toString())).isOne();
        assertThat(out.toString())
                .containsPattern(
                        "accuracy.csv: differs from line 2 on: small,parallel,1,[0-9.,]+ \\(was small,parallel,1,")
                .contains("Another version of Plateau: ")
                .doesNotContain("The same");
    }

    @Test
    void aTableThatWasEditedIsNotTheRunsFault() throws IOException {
        edit(record.resolveSibling("accuracy.csv"), "small", "large");
        assertThat(run("rerun", record.toString())).isZero();
        assertThat(out.toString()).contains("accuracy.csv has been changed since that run.");
    }

    @Test
    void whatIsNoRecordIsRefused() throws IOException {
        refused(Files.writeString(directory.resolve("a.json"), "{"), "not JSON");
        refused(
                Files.writeString(directory.resolve("b.json"), "{}"),
                "not the record of a run: it has no text 'plateau'");
        refused(directory.resolve("none.json"), "no such file");
        edit(record, "\"plateau run ", "\"plateau notebook ");
        refused(record, "not the record of a run: its command is 'plateau notebook ");
        edit(record, "\"plateau notebook ", "\"plateau run --trace 1 --trace-to " + scenario + " ");
        refused(record, "not the record of a run");
    }

    @Test
    void anInterruptedRunIsRefused() throws IOException {
        edit(record, "\"interrupted\" : false", "\"interrupted\" : true");
        refused(record, "--resume");
    }

    private void refused(Path file, String message) {
        assertThat(run("rerun", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(file + ": ").contains(message);
        err.getBuffer().setLength(0);
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
