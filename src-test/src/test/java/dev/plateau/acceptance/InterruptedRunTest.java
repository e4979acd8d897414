package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A signal ends a run in order: what is finished is written whole. */
@DisabledOnOs(OS.WINDOWS)
class InterruptedRunTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path directory;

    @Test
    void aTerminatedRunWritesWhatIsFinished() throws Exception {
        Path scenario = Files.writeString(
                directory.resolve("endless.yaml"),
                "precision: 0.00001\nmax-tasks: 1000000000000\npolicies: [parallel]\nbudgets: [1, 2, 4]\n");
        Path results = directory.resolve("r");
        Process process = start("run", scenario.toString(), "--out", results.toString());
        try (BufferedReader progress = process.errorReader()) {
            assertThat(progress.readLine()).contains("endless: ").contains(" left");
            process.toHandle().destroy();
            assertThat(progress.lines().toList()).anyMatch(line -> line.startsWith("Interrupted: "));
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
        assertThat(results.resolve("run.json")).content().contains("\"interrupted\" : true");
        assertThat(Files.readAllLines(results.resolve("accuracy.csv"))).hasSize(1 + 3);
        assertThat(results.resolve("report.html")).exists();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("endless.yaml", "r", "out.txt");
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.plateau.cli.Main"),
                        Stream.of(arguments))
                .toList();
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out.txt").toFile())
                .start();
    }
}
