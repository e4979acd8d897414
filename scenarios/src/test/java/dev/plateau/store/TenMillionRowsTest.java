package dev.plateau.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows go through the store and out to a file, and only a few are in memory at a time. */
class TenMillionRowsTest {
    @TempDir
    Path directory;

    @Test
    void aHundredThousandRowsNeedLittleMemory() throws Exception {
        flood(10, "-Xmx32m");
    }

    @Test
    @Tag("long")
    void tenMillionRowsNeedLittleMemory() throws Exception {
        flood(1000, "-Xmx100m");
    }

    private void flood(int points, String heap) throws Exception {
        Path out = directory.resolve("out.txt");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RowFlood.class.getName(),
                        directory.toString(),
                        Integer.toString(points))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(out)).isZero();
        try (Stream<String> lines = Files.lines(directory.resolve("gain.csv"))) {
            assertThat(lines.filter(line -> !line.isEmpty()).count()).isEqualTo(1 + points * 10_000L);
        }
        try (Stream<String> lines = Files.lines(directory.resolve("gain.csv"))) {
            assertThat(lines.skip(10_002).findFirst().orElseThrow()).isEqualTo("flood/point=1,policy,1,2,0.5,1,1");
        }
    }
}
