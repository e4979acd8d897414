package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full, at whatever moment of a run: a file system in memory of so many kilobytes. The run ends with one
 * message, what is finished is kept, and with more room the run is gone on with to the same bytes. Only root may mount one.
 */
class FullDiskTest {
    private static final String SINGLE = """
            precision: 0.01
            policies: [parallel, rebase]
            budgets: {from: 1, to: 16}
            """;
    private static final String SWEEP = """
            precision: 0.03
            policies: [parallel, rebase]
            budgets: {from: 1, to: 16}
            verifier: {slope: {from: 0, to: 1, count: 6}}
            """;

    @TempDir
    Path directory;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        Assumptions.assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "no file system can be mounted here: that needs root");
    }

    @AfterEach
    void unmount() throws Exception {
        command("umount", disk.toString());
    }

    private static boolean command(String... words) throws Exception {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void room(int kilobytes) throws Exception {
        assertThat(command("mount", "-o", "remount,size=" + kilobytes + "k", disk.toString()))
                .isTrue();
    }

    @Test
    void aRunThatIsFullIsGoneOnWith() throws Exception {
        fill(SINGLE, 48, 400, 1300);
    }

    @Test
    @Tag("long")
    void aRunThatIsFullAtWhateverMomentIsGoneOnWith() throws Exception {
        fill(SINGLE, 48, 100, 150, 220, 300, 400, 520, 640, 800, 1000, 1300, 1600, 2000);
    }

    @Test
    @Tag("long")
    void aSweepThatIsFullAtWhateverMomentIsGoneOnWith() throws Exception {
        fill(SWEEP, 48, 150, 300, 520, 900, 1300, 1600);
    }

    private void fill(String text, int... sizes) throws Exception {
        Path scenario = Files.writeString(directory.resolve("full.yaml"), text);
        Path undisturbed = directory.resolve("undisturbed");
        assertThat(run(scenario, undisturbed).exit()).isZero();
        Path results = disk.resolve("results");
        int full = 0;
        int later = 0;
        for (int size : sizes) {
            room(size);
            Ended ended = run(scenario, results);
            if (ended.exit() != 0) {
                full++;
                assertThat(ended.exit()).as(ended.lines().toString()).isOne();
                assertThat(ended.lines())
                        .singleElement()
                        .asString()
                        .startsWith("plateau: cannot write ")
                        .contains("no space left");
                assertThat(Files.exists(results.resolve("run.json"))).isFalse();
                assertThat(hidden(results)).isEmpty();
                later += Files.exists(results.resolve("results.sqlite")) ? 1 : 0;
            }
        }
        assertThat(full).isGreaterThanOrEqualTo(sizes.length - 2).isGreaterThan(1);
        assertThat(later).isPositive();
        room(20_000);
        Ended ended = run(scenario, results);
        assertThat(ended.exit()).as(ended.lines().toString()).isZero();
        try (Stream<Path> files = Files.list(undisturbed)) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".csv")).toList();
            assertThat(tables).hasSizeGreaterThan(4);
            for (Path table : tables) {
                assertThat(results.resolve(table.getFileName())).hasSameBinaryContentAs(table);
            }
        }
        assertThat(Files.readString(results.resolve("run.json")))
                .doesNotContain("\"resumed\" : 0,")
                .doesNotContain("\"resumed\": 0,");
    }

    private static List<String> hidden(Path results) throws IOException {
        if (!Files.exists(results)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".plateau-"))
                    .toList();
        }
    }

    /** Exit code and what was printed. */
    private record Ended(int exit, List<String> lines) {}

    private Ended run(Path scenario, Path results) throws Exception {
        Path out = directory.resolve("out.txt");
        Process process = CommandLine.process(
                        "run", scenario.toString(), "--out", results.toString(), "--resume", "--quiet")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int exit = process.waitFor();
        return new Ended(exit, Files.readAllLines(out));
    }
}
