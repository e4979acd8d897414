package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heap that suffices for a sweep of a hundred points suffices for one of ten times as many. */
class SweepMemoryTest {
    private static final String HEAP = "-Xmx32m";

    @TempDir
    Path directory;

    @Test
    @Tag("long")
    void memoryDoesNotGrowWithThePoints() throws Exception {
        for (int points : new int[] {100, 1500}) {
            Path scenario = Files.writeString(directory.resolve("many" + points + ".yaml"), """
                    policies: [parallel, dora]
                    budgets: [1, 2, 3, 4]
                    max-tasks: 1
                    verifier: {slope: {from: 0, to: 1, count: %d}}
                    """.formatted(points));
            Path results = directory.resolve("r" + points);
            ProcessBuilder command =
                    CommandLine.process("run", scenario.toString(), "--out", results.toString(), "--quiet");
            List<String> words = new ArrayList<>(command.command());
            words.addAll(1, List.of(HEAP, "-XX:+UseSerialGC"));
            Path out = directory.resolve("out.txt");
            int exit = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start()
                    .waitFor();
            assertThat(exit).as(Files.readString(out)).isZero();
            try (Stream<String> rows = Files.lines(results.resolve("points.csv"))) {
                assertThat(rows.count()).isEqualTo(points + 1L);
            }
        }
    }
}
