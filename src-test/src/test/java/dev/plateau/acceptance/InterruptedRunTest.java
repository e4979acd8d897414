package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A signal ends a run in order: what is finished is written whole. */
@DisabledOnOs(OS.WINDOWS)
class InterruptedRunTest {
    private static final int INTERRUPTED = 128 + 2;
    private static final int TERMINATED = 128 + 15;
    /** The bit of SIGINT in a mask of signals of the proc file system. */
    private static final long SIGINT = 1 << (2 - 1);

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

    /** Ctrl-C, as a terminal sends it. A shell that starts a job in the background has it ignore that. */
    @Test
    void anInterruptedFitKeepsTheBestSoFar() throws Exception {
        Assumptions.assumeFalse(ignoresInterrupts(), "SIGINT is ignored here");
        Path pilot = Files.write(directory.resolve("pilot.csv"), widePilot());
        Path scenario = directory.resolve("s.yaml");
        Process process = start(
                "calibrate", pilot.toString(), "--threads", "1", "--predict", "100000", "--out", scenario.toString());
        try (BufferedReader progress = process.errorReader()) {
            assertThat(progress.lines().anyMatch(line -> line.contains("bootstrap")))
                    .isTrue();
            interrupt(process);
            assertThat(progress.lines().toList()).anyMatch(line -> line.startsWith("Interrupted: "));
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(INTERRUPTED);
        assertThat(scenario).content().contains("# Interrupted after ");
        assertThat(directory.resolve("out.txt")).content().contains("Note: Interrupted: intervals rest on ");
        assertThat(Files.readAllLines(directory.resolve("prediction.csv"))).hasSize(2);
        assertThat(directory.resolve("s.fit.html")).content().endsWith("</html>\n");
        Process valid = start("validate", scenario.toString());
        assertThat(valid.waitFor()).isZero();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "pilot.csv", "s.yaml", "s.fit.html", "s.fit", "prediction.csv", "out.txt");
        }
    }

    /** Thousands of different counts, so that their bootstrap lasts ten times as long as it takes to tell of it. */
    private static List<String> widePilot() {
        int problems = 3000;
        int samples = 10_000;
        List<String> rows = new ArrayList<>(List.of("problem_id,n_samples,n_correct"));
        for (int i = 0; i < problems; i++) {
            long right = Math.round(samples * Math.pow(i / (double) problems, 2));
            rows.add(i + "," + samples + "," + right);
        }
        return rows;
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.replaceFirst("SigIgn:\\s*", ""), 16) & SIGINT) != 0);
    }

    private static void interrupt(Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
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
