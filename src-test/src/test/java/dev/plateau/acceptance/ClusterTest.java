package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster shows what threads show, to the byte, whatever happens to it. Run with {@code mvn verify -Pcluster}. */
@Tag("cluster")
@Timeout(600)
@DisabledOnOs(OS.WINDOWS)
class ClusterTest {
    private static final int TERMINATED = 128 + 15;
    private static final String SCENARIO = """
            precision: 0.008
            policies: [parallel, dora]
            budgets: [1, 4, 16]
            worlds:
              alike: {attempts: {shares: {direction: 0.8, steps: 0.2}}}
              apart: {attempts: {shares: {direction: 0, steps: 1}}}
            fleet: {accelerator: h100, tasks: 40, traffic: {poisson: {rate: 0.5}}}
            """;

    @TempDir
    Path directory;

    private final List<Process> runs = new ArrayList<>();

    private Path scenario;

    @BeforeEach
    void write() throws IOException {
        scenario = Files.writeString(directory.resolve("spread.yaml"), SCENARIO);
    }

    @AfterEach
    void endRuns() {
        runs.forEach(Process::destroyForcibly);
    }

    @Test
    void aWorkerThatIsKilledChangesNothing() throws Exception {
        try (LaptopCluster cluster = start()) {
            Process run = begin(cluster, "out", List.of(), "--on", cluster.master());
            awaitPieces("out", 10);
            List<ProcessHandle> executors = cluster.worker(2).children().toList();
            assertThat(executors).hasSize(1);
            cluster.worker(2).destroyForcibly();
            executors.get(0).destroyForcibly();
            assertThat(run.waitFor()).as(printed("out")).isZero();
            assertThat(events("out", event -> event.get("Event").asText().equals("SparkListenerExecutorRemoved")))
                    .isNotEmpty();
            assertSameAsOnThreads("out");
        }
    }

    /** An executor that is halted holds up its tasks: the run can only end because others ran them too. */
    @Test
    void aTaskThatRunsTwiceCountsOnce() throws Exception {
        try (LaptopCluster cluster = start()) {
            Process run = begin(
                    cluster,
                    "out",
                    List.of(
                            "spark.speculation=true",
                            "spark.speculation.interval=50ms",
                            "spark.speculation.quantile=0.1",
                            "spark.speculation.multiplier=1.1",
                            "spark.speculation.minTaskRuntime=200ms",
                            "spark.speculation.task.duration.threshold=1s",
                            "spark.speculation.efficiency.enabled=false"),
                    "--on",
                    cluster.master());
            awaitPieces("out", 10);
            ProcessHandle executor = cluster.worker(2).children().findFirst().orElseThrow();
            signal("STOP", executor);
            try {
                assertThat(run.waitFor()).as(printed("out")).isZero();
            } finally {
                // With the run its executors end, this one perhaps not by itself.
                executor.destroyForcibly();
            }
            List<JsonNode> duplicates = events(
                    "out",
                    event -> event.get("Event").asText().equals("SparkListenerTaskEnd")
                            && event.get("Task Info").get("Speculative").asBoolean()
                            && event.get("Task End Reason")
                                    .get("Reason")
                                    .asText()
                                    .equals("Success"));
            assertThat(duplicates).isNotEmpty();
            assertSameAsOnThreads("out");
        }
    }

    @Test
    void whatAClusterBeganThreadsEnd() throws Exception {
        try (LaptopCluster cluster = start()) {
            Process killed = begin(cluster, "killed", List.of(), "--on", cluster.master());
            awaitPieces("killed", 10);
            killed.destroyForcibly().waitFor();
            resume("killed");

            Process lost = begin(cluster, "lost", List.of("spark.plateau.patience=3s"), "--on", cluster.master());
            awaitPieces("lost", 10);
            for (int worker = 1; worker <= 2; worker++) {
                List<ProcessHandle> executors =
                        cluster.worker(worker).children().toList();
                cluster.worker(worker).destroyForcibly();
                executors.forEach(ProcessHandle::destroyForcibly);
            }
            assertThat(lost.waitFor()).isEqualTo(1);
            assertThat(printed("lost"))
                    .contains("plateau: no executors on " + cluster.master() + " for 3 s")
                    .contains("go on by --resume")
                    .doesNotContain("\tat ");
            resume("lost");
        }
    }

    @Test
    void whatThreadsBeganAClusterEnds() throws Exception {
        try (LaptopCluster cluster = start()) {
            Process killed = begin(cluster, "out", List.of());
            awaitPieces("out", 10);
            killed.destroyForcibly().waitFor();
            long pieces = pieces("out");
            Process rest = begin(cluster, "out", List.of(), "--resume", "--on", cluster.master());
            assertThat(rest.waitFor()).as(printed("out")).isZero();
            assertThat(record("out").get("resumed").asLong()).isPositive();
            assertThat(pieces("out"))
                    .isEqualTo(pieces + record("out").get("simulated").asLong());
            assertSameAsOnThreads("out");
        }
    }

    @Test
    void aSignalEndsTheRunInOrder() throws Exception {
        try (LaptopCluster cluster = start()) {
            Process run = begin(cluster, "out", List.of(), "--on", cluster.master(), "--precision", "0.0002");
            awaitPieces("out", 10);
            run.destroy();
            assertThat(run.waitFor()).isEqualTo(TERMINATED);
            assertThat(directory.resolve("out/run.json")).content().contains("\"interrupted\" : true");
            for (int worker = 1; worker <= 2; worker++) {
                for (int wait = 0;
                        wait < 200 && cluster.worker(worker).children().count() > 0;
                        wait++) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                assertThat(cluster.worker(worker).children()).isEmpty();
            }
        }
    }

    @Test
    void whatCannotBeReachedIsSaid() throws Exception {
        String master;
        try (LaptopCluster cluster = LaptopCluster.start(directory.resolve("cluster"), 0)) {
            master = cluster.master();
            Process idle = begin(cluster, "idle", List.of("spark.plateau.patience=2s"), "--on", master);
            assertThat(idle.waitFor()).isEqualTo(2);
            assertThat(printed("idle"))
                    .startsWith("plateau: no executors on " + master + " for 2 s: are there workers");
            cluster.close();
            Process gone = begin(cluster, "gone", List.of(), "--on", master);
            assertThat(gone.waitFor()).isEqualTo(2);
            assertThat(printed("gone")).isEqualTo("plateau: cannot reach " + master + ": Connection refused.\n");
            assertThat(directory.resolve("idle")).doesNotExist();
            assertThat(directory.resolve("gone")).doesNotExist();
        }
    }

    private LaptopCluster start() throws Exception {
        return LaptopCluster.start(directory.resolve("cluster"), 2);
    }

    private Process begin(LaptopCluster cluster, String out, List<String> settings, String... more) throws IOException {
        Path events = Files.createDirectories(directory.resolve(out + ".events"));
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(
                "spark.eventLog.enabled=true",
                "spark.eventLog.compress=false",
                "spark.eventLog.dir=" + events.toUri()));
        String[] words = Stream.concat(
                        Stream.of(
                                "run",
                                scenario.toString(),
                                "--out",
                                directory.resolve(out).toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        Process run = cluster.plateau(all, words)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(out + ".txt").toFile())
                .start();
        runs.add(run);
        return run;
    }

    private String printed(String out) throws IOException {
        return Files.readString(directory.resolve(out + ".txt"));
    }

    private void resume(String out) throws Exception {
        Process rest = CommandLine.process(
                        "run",
                        scenario.toString(),
                        "--out",
                        directory.resolve(out).toString(),
                        "--resume")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(out + ".txt").toFile())
                .start();
        assertThat(rest.waitFor()).as(printed(out)).isZero();
        assertThat(record(out).get("resumed").asLong()).isPositive();
        assertSameAsOnThreads(out);
    }

    private void assertSameAsOnThreads(String out) throws Exception {
        Path local = directory.resolve("local");
        if (!Files.exists(local)) {
            Process run = CommandLine.process("run", scenario.toString(), "--out", local.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("local.txt").toFile())
                    .start();
            assertThat(run.waitFor()).isZero();
        }
        List<String> tables;
        try (Stream<Path> files = Files.list(local)) {
            tables = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .toList();
        }
        assertThat(tables).hasSizeGreaterThan(5);
        for (String table : tables) {
            assertThat(directory.resolve(out).resolve(table)).hasSameBinaryContentAs(local.resolve(table));
        }
    }

    private List<JsonNode> events(String out, Predicate<JsonNode> wanted) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<Path> logs = Files.walk(directory.resolve(out + ".events"))) {
            for (Path log : logs.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith("events_"))
                    .toList()) {
                for (String line : Files.readAllLines(log)) {
                    JsonNode event = mapper.readTree(line);
                    if (wanted.test(event)) {
                        found.add(event);
                    }
                }
            }
        }
        return found;
    }

    private JsonNode record(String out) throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve(out).resolve("run.json").toFile())
                .get("pieces");
    }

    private void awaitPieces(String out, int least) throws Exception {
        while (pieces(out) < least) {
            assertThat(directory.resolve(out).resolve("run.json"))
                    .as(printed(out))
                    .doesNotExist();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private long pieces(String out) {
        Path file = directory.resolve(out).resolve("results.sqlite");
        if (!Files.exists(file)) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM plateau_piece")) {
            return count.getLong(1);
        } catch (SQLException e) {
            return 0;
        }
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
