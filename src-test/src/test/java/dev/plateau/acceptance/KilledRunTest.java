package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed, at whatever moment, is gone on with: nothing finished is lost or done twice, and the result is the same. */
class KilledRunTest {
    private static final String SCENARIO = """
            precision: 0.012
            policies: [parallel, dora]
            budgets: [1, 4]
            worlds:
              alike: {attempts: {shares: {direction: 0.8, steps: 0.2}}}
              apart: {attempts: {shares: {direction: 0, steps: 1}}}
            fleet: {accelerator: h100, tasks: 40, traffic: {poisson: {rate: 0.5}}}
            """;

    /** Blocks that may have been simulated ahead and turned out not to be needed: in each world a few by each thread. */
    private static final long AHEAD = 2 * 3 * Math.max(3, Runtime.getRuntime().availableProcessors());

    @TempDir
    Path directory;

    private Path scenario;
    private Path undisturbed;
    private long milliseconds;

    @BeforeEach
    void runUndisturbed() throws Exception {
        scenario = Files.writeString(directory.resolve("killed.yaml"), SCENARIO);
        undisturbed = directory.resolve("undisturbed");
        long start = System.nanoTime();
        assertThat(start("run", scenario.toString(), "--out", undisturbed.toString())
                        .waitFor())
                .isZero();
        milliseconds = (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void goesOnAfterAFewKills() throws Exception {
        disturb(2);
    }

    @Test
    @Tag("long")
    void goesOnAfterFiftyKills() throws Exception {
        disturb(50);
    }

    /** Runs are killed at moments drawn evenly over the time of a whole run; those that end before it are begun anew. */
    private void disturb(int kills) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        int done = 0;
        for (int folder = 0; done < kills; folder++) {
            Path results = directory.resolve("killed-" + folder);
            long finished = 0;
            boolean ended = false;
            while (!ended && done < kills) {
                Process process = start(
                        "run",
                        scenario.toString(),
                        "--out",
                        results.toString(),
                        "--resume",
                        "--threads",
                        Integer.toString(1 + random.nextInt(3)));
                ended = process.waitFor(random.nextLong(milliseconds), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly().waitFor();
                    done++;
                    long now = pieces(results);
                    assertThat(now).isGreaterThanOrEqualTo(finished);
                    finished = now;
                }
            }
            Process last = start("run", scenario.toString(), "--out", results.toString(), "--resume");
            assertThat(last.waitFor()).isZero();
            JsonNode pieces = record(results).get("pieces");
            assertThat(pieces.get("resumed").asLong() + AHEAD).isGreaterThanOrEqualTo(finished);
            assertThat(finished + pieces.get("simulated").asLong())
                    .isEqualTo(pieces(results))
                    .isCloseTo(
                            record(undisturbed).get("pieces").get("simulated").asLong(), within(AHEAD));
            assertThat(tables(results)).isEqualTo(tables(undisturbed)).hasSizeGreaterThan(5);
            for (String table : tables(undisturbed)) {
                assertThat(results.resolve(table)).hasSameBinaryContentAs(undisturbed.resolve(table));
            }
        }
    }

    private static List<String> tables(Path results) throws Exception {
        try (Stream<Path> files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode record(Path results) throws Exception {
        return new ObjectMapper().readTree(results.resolve("run.json").toFile());
    }

    private static long pieces(Path results) throws SQLException {
        Path file = results.resolve("results.sqlite");
        if (!Files.exists(file)) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            try (ResultSet check = statement.executeQuery("PRAGMA integrity_check")) {
                assertThat(check.getString(1)).isEqualTo("ok");
            }
            try (ResultSet table =
                    statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE name = 'plateau_piece'")) {
                if (table.getLong(1) == 0) {
                    return 0;
                }
            }
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM plateau_piece")) {
                return count.getLong(1);
            }
        }
    }

    private Process start(String... arguments) throws Exception {
        return CommandLine.process(arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("out.txt").toFile()))
                .start();
    }
}
