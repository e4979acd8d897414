package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is killed, at whatever moment, is gone on with: nothing finished is lost or done twice, and the result is the same. */
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
    private static final String SWEEP = """
            precision: 0.03
            policies: [parallel, dora]
            budgets: [1, 4]
            verifier: {slope: {from: 0.2, to: 1, step: 0.2}}
            """;
    private static final String PLAN = """
            attempts: {steps: 4}
            policies: [parallel, rebase]
            budgets: [1, 4]
            precision: 0.03
            fleet: {accelerator: h100, traffic: {poisson: {rate: 2}}, tasks: 200}
            plan: {accelerators: [l40s, h100], max-devices: 4, slos: {good: {accuracy: 0.4, p95-latency: 10}}}
            """;

    private static final String SMALL = """
            attempts: {steps: 4}
            policies: [parallel, rebase]
            budgets: [2, 16]
            """;

    /** Blocks that may be simulated ahead in one world and turn out not to be needed: a few by each thread. */
    private static final long AHEAD = 3 * Math.max(3, Runtime.getRuntime().availableProcessors());

    @TempDir
    Path directory;

    /**
     * What is killed.
     *
     * @param words of the command without options
     * @param ahead pieces that may turn out not to be needed
     */
    private record Killed(List<String> words, long ahead) {}

    private Killed run() throws IOException {
        return new Killed(List.of("run", file("killed.yaml", SCENARIO)), 2 * AHEAD);
    }

    private Killed sweep() throws IOException {
        return new Killed(List.of("run", file("swept.yaml", SWEEP)), 5 * AHEAD);
    }

    private Killed plan() throws IOException {
        return new Killed(List.of("plan", file("planned.yaml", PLAN)), 5 * AHEAD);
    }

    private static Killed course() {
        return new Killed(List.of("stress", "--quick", "--policy", "dora", "--family", "inversion"), 0);
    }

    /** All that moves a scenario. */
    private List<Killed> spaces() throws IOException {
        String small = file("moved.yaml", SMALL);
        return List.of(
                        "phase " + small + " --over verifier.slope=-1..1 --over budgets=2..16,log --cells 8",
                        "worst " + small + " --policy rebase --rival parallel --worlds 120 --tasks 2560",
                        "best " + small + " --over budgets=2,4,8,16 --within 0.004",
                        "sensitivity " + small + " --rival rebase --size 8")
                .stream()
                .map(words -> new Killed(List.of(words.split(" ")), 0))
                .toList();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void aRunGoesOnAfterAFewKills() throws Exception {
        disturb(run(), 2);
    }

    @Test
    void aSweepGoesOnAfterAKill() throws Exception {
        disturb(sweep(), 1);
    }

    @Test
    void aCourseGoesOnAfterAKill() throws Exception {
        disturb(course(), 1);
    }

    @Test
    void aPlanGoesOnAfterAKill() throws Exception {
        disturb(plan(), 1);
    }

    @Test
    @Tag("long")
    void aRunGoesOnAfterFiftyKills() throws Exception {
        disturb(run(), 50);
    }

    @Test
    @Tag("long")
    void allElseGoesOnAfterMany() throws Exception {
        disturb(sweep(), 4);
        disturb(course(), 4);
        disturb(plan(), 4);
        for (Killed space : spaces()) {
            disturb(space, 8);
        }
    }

    /** It is killed at moments drawn evenly over the time that it takes; what ends before it is begun anew. */
    private void disturb(Killed what, int kills) throws Exception {
        String command = what.words().get(0) + Path.of(what.words().get(1)).getFileName();
        Path undisturbed = directory.resolve(command);
        long start = System.nanoTime();
        assertThat(start(what, undisturbed).waitFor()).isZero();
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        SplittableRandom random = new SplittableRandom(1);
        int done = 0;
        for (int folder = 0; done < kills; folder++) {
            Path results = directory.resolve(command + "-killed-" + folder);
            long finished = 0;
            boolean ended = false;
            while (!ended && done < kills) {
                long begun = System.nanoTime();
                Process process =
                        start(what, results, "--resume", "--threads", Integer.toString(1 + random.nextInt(3)));
                ended = process.waitFor(random.nextLong(milliseconds), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly().waitFor();
                    done++;
                    long now = pieces(results);
                    assertThat(now).isGreaterThanOrEqualTo(finished);
                    finished = now;
                } else if (finished == 0) {
                    // The machine may be less busy than it was.
                    milliseconds = Math.min(milliseconds, (System.nanoTime() - begun) / 1_000_000);
                }
            }
            // What has ended says itself how much it went on from.
            assertThat(ended ? 0 : start(what, results, "--resume").waitFor()).isZero();
            assertThat(results.resolve("run.json")).exists();
            JsonNode pieces = record(results).get("pieces");
            assertThat(pieces.get("resumed").asLong()).isEqualTo(finished);
            assertThat(finished + pieces.get("simulated").asLong())
                    .isEqualTo(pieces(results))
                    .isCloseTo(
                            record(undisturbed).get("pieces").get("simulated").asLong(), within(what.ahead()));
            assertThat(tables(results)).isEqualTo(tables(undisturbed)).isNotEmpty();
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
                    statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE name = 'plateau_point'")) {
                if (table.getLong(1) == 0) {
                    return 0;
                }
            }
            try (ResultSet count = statement.executeQuery(
                    "SELECT (SELECT count(*) FROM plateau_piece)" + " + (SELECT total(pieces) FROM plateau_point)")) {
                return count.getLong(1);
            }
        }
    }

    private Process start(Killed what, Path results, String... more) throws Exception {
        List<String> words = new ArrayList<>(what.words());
        words.addAll(List.of("--quiet", "--out", results.toString()));
        words.addAll(List.of(more));
        return CommandLine.process(words.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("out.txt").toFile()))
                .start();
    }
}
