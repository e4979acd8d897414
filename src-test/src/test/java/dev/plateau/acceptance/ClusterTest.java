package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.SamplingPolicy;
import dev.plateau.policy.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster shows what threads show, to the byte, whatever happens to it. Run with {@code mvn verify -Pcluster}. */
@Tag("cluster")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(OS.WINDOWS)
class ClusterTest {
    private static final int WORKERS = 2;
    private static final int TERMINATED = 128 + 15;
    private static final String SCENARIO = """
            precision: 0.006
            policies: [parallel, dora]
            budgets: [1, 4]
            fleet: {accelerator: h100, tasks: 40, traffic: {poisson: {rate: 0.5}}}
            """;
    private static final String SMALL = """
            precision: 0.05
            policies: [parallel, dora]
            budgets: [1, 4]
            worlds:
              alike: {attempts: {shares: {direction: 0.8, steps: 0.2}}}
              apart: {attempts: {shares: {direction: 0, steps: 1}}}
            """;

    private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private LaptopCluster cluster;

    private final List<ClusterRun> begun = new ArrayList<>();

    /** Of what all tests compare with. */
    private Path threads = Path.of("");

    private Path scenario = Path.of("");

    /** A port without a master, for a minute. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private ServerSocket mute;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private ClusterRun unanswered;

    /** Stops after three attempts. Executors have it from its jar only. */
    public static final class Three implements PolicyFactory {
        @Override
        public String id() {
            return "three";
        }

        @Override
        public String summary() {
            return "three attempts";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Policy create(Settings settings) {
            return (SamplingPolicy) tally -> tally.size() == 3;
        }
    }

    @BeforeAll
    @Timeout(900) // Spark may have to be downloaded
    void begin(@TempDir Path temporary) throws Exception {
        directory = temporary;
        cluster = LaptopCluster.start(directory.resolve("cluster"), WORKERS);
        scenario = Files.writeString(directory.resolve("spread.yaml"), SCENARIO);
        mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        unanswered = on(mutePlace(), "spark.plateau.patience=2s");
        threads = finished(onThreads("threads", "run", scenario.toString()));
    }

    @AfterAll
    @SuppressWarnings("UnnecessaryNullCheck") // if they could not be started
    void end() throws IOException {
        if (unanswered != null) {
            unanswered.end();
            mute.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void awaitWorkers() throws Exception {
        cluster.ready(WORKERS);
    }

    @AfterEach
    void endRuns() {
        begun.forEach(ClusterRun::end);
    }

    @Test
    void aWorkerThatIsKilledChangesNothing() throws Exception {
        ClusterRun run = onCluster("killed", List.of(), "run", scenario.toString());
        run.awaitPieces(10);
        ProcessHandle worker = cluster.workers().get(1);
        ProcessHandle executor = LaptopCluster.executor(worker);
        // First halted, so that it has a task when it is killed.
        signal("STOP", executor);
        TimeUnit.SECONDS.sleep(1);
        worker.destroyForcibly();
        executor.destroyForcibly();
        finished(run);

        List<TaskAttempt> attempts = run.attempts();
        List<TaskAttempt> lost = attempts.stream()
                .filter(task -> task.end().equals("ExecutorLostFailure"))
                .toList();
        assertThat(lost).isNotEmpty();
        for (TaskAttempt task : lost) {
            assertThat(attempts)
                    .filteredOn(other -> other.isSuccess() && other.isOfSameTaskAs(task))
                    .hasSize(1)
                    .noneMatch(other -> other.executor().equals(task.executor()));
        }
        assertThat(run.printed())
                .containsPattern("\\d+ %  spread: [\\d,]+ tasks, accuracy to \\+-0\\.0\\d+, about \\d+ s");
        assertSame(threads, run.folder());
    }

    /** An executor that is halted holds up its task: the run can only go on because another ran it too. */
    @Test
    void aTaskThatRunsTwiceCountsOnce() throws Exception {
        ClusterRun run = onCluster(
                "twice",
                List.of(
                        "spark.speculation=true",
                        "spark.speculation.minTaskRuntime=500ms",
                        "spark.speculation.task.duration.threshold=1s"),
                "run",
                scenario.toString());
        run.awaitPieces(10);
        ProcessHandle executor = LaptopCluster.executor(cluster.workers().get(1));
        signal("STOP", executor);
        int before = copies(run).size();
        run.await(() -> copies(run).size() > before);
        TaskAttempt copy = copies(run).get(before);
        // Now it goes on with its task too, for nothing; and if it hangs at the end, it holds up nothing.
        signal("CONT", executor);
        run.await(() -> !run.process().isAlive()
                || run.attempts().stream()
                        .anyMatch(task -> !task.speculative()
                                && task.isOfSameTaskAs(copy)
                                && !task.end().isEmpty()));
        signal("STOP", executor);
        try {
            assertThat(run.process().waitFor(100, TimeUnit.SECONDS))
                    .as(run.printed())
                    .isTrue();
        } finally {
            executor.destroyForcibly();
        }
        finished(run);
        assertThat(run.attempts())
                .filteredOn(task -> task.isOfSameTaskAs(copy))
                .hasSize(2)
                .extracting(TaskAttempt::executor)
                .doesNotHaveDuplicates();
        assertThat(run.printed()).doesNotContain("Exception");
        assertSame(threads, run.folder());
    }

    /** Attempts that were begun because others seemed slow, and came first. */
    private static List<TaskAttempt> copies(ClusterRun run) throws IOException {
        return run.attempts().stream()
                .filter(task -> task.speculative() && task.isSuccess())
                .toList();
    }

    /** Threads, a driver that is killed, workers that are killed, threads again: each goes on with what is there. */
    @Test
    void whatWasBegunHereIsEndedThere() throws Exception {
        String[] words = {"run", scenario.toString(), "--resume"};
        ClusterRun here = onThreads("moved", words);
        here.awaitPieces(5);
        here.kill();
        long pieces = here.pieces();

        ClusterRun there = onCluster("moved", List.of(), words);
        there.awaitPieces(pieces + 10);
        there.kill();
        assertThat(there.pieces()).isGreaterThan(pieces);
        pieces = there.pieces();
        cluster.ready(WORKERS);

        ClusterRun lost = onCluster("moved", List.of("spark.plateau.patience=40s"), words);
        lost.awaitPieces(pieces + 5);
        for (ProcessHandle worker : cluster.workers()) {
            ProcessHandle executor = LaptopCluster.executor(worker);
            worker.destroyForcibly();
            executor.destroyForcibly();
        }
        assertThat(lost.process().waitFor()).isEqualTo(1);
        assertThat(lost.printed())
                .contains("plateau: no executors on " + cluster.master() + " for 40 s")
                .contains("go on by --resume")
                .doesNotContain("\tat ");
        pieces = lost.pieces();

        ClusterRun rest = onThreads("moved", words);
        finished(rest);
        JsonNode count = rest.record().get("pieces");
        assertThat(count.get("resumed").asLong()).isPositive();
        assertThat(rest.pieces()).isEqualTo(pieces + count.get("simulated").asLong());
        assertSame(threads, rest.folder());
    }

    /** Of a sweep, too; a point that threads have finished is not simulated again. */
    @Test
    void aSweepIsTheSame() throws Exception {
        Path sweep = Files.writeString(directory.resolve("swept.yaml"), "seed: [1, 2, 3]\n" + SMALL);
        Path expected = finished(onThreads("swept-threads", "run", sweep.toString()));
        ClusterRun run = onCluster("swept", List.of(), "run", sweep.toString());
        finished(run);
        assertThat(run.attempts()).allMatch(TaskAttempt::isSuccess).hasSizeGreaterThan(3);
        assertSame(expected, run.folder());
    }

    /** The master comes from spark-submit, the policy from a jar that only the driver has. */
    @Test
    void aPolicyFromOutsideIsSentThroughSparkSubmit() throws Exception {
        Path jar = directory.resolve("three.jar");
        String type = Three.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream code = Objects.requireNonNull(Three.class.getResourceAsStream("/" + type))) {
            out.putNextEntry(new JarEntry("META-INF/services/" + PolicyFactory.class.getName()));
            out.write(Three.class.getName().getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry(type));
            code.transferTo(out);
        }
        Path file = Files.writeString(directory.resolve("own.yaml"), SMALL.replace("dora", "three"));
        Path expected = finished(onThreads("own-threads", "run", file.toString(), "--plugins", jar.toString()));
        ClusterRun run = ClusterRun.begin(
                directory.resolve("own"),
                cluster::submit,
                List.of(),
                List.of("run", file.toString(), "--plugins", jar.toString(), "--on", "spark"));
        begun.add(run);
        finished(run);
        assertThat(run.attempts()).allMatch(TaskAttempt::isSuccess).hasSizeGreaterThan(3);
        assertThat(run.folder().resolve("accuracy.csv")).content().contains("three");
        assertSame(expected, run.folder());
    }

    @Test
    void aSignalEndsTheRunInOrder() throws Exception {
        ClusterRun run = onCluster("ended", List.of(), "run", scenario.toString(), "--precision", "0.0002");
        run.awaitPieces(10);
        run.process().destroy();
        assertThat(run.process().waitFor()).as(run.printed()).isEqualTo(TERMINATED);
        assertThat(run.folder().resolve("run.json")).content().contains("\"interrupted\" : true");
        cluster.ready(WORKERS);
    }

    @Test
    void whatCannotBeUsedIsSaid() throws Exception {
        assertRefused("spark://127.0.0.1", "--on 'spark://127.0.0.1' must be spark://HOST:PORT.");
        assertRefused("spark://no.such.host:7077", "cannot reach spark://no.such.host:7077: no such host.");
        assertRefused("spark://127.0.0.1:1", "cannot reach spark://127.0.0.1:1: Connection refused.");
        assertRefused(
                "spark",
                "--on spark takes the master that spark-submit was given; without spark-submit give"
                        + " --on spark://HOST:PORT.");
        assertRefused(
                cluster.master(),
                "no executors on " + cluster.master()
                        + " for 2 s: are there workers with free cores and memory, and can they reach this machine?",
                "spark.executor.memory=1000g",
                "spark.plateau.patience=2s");
    }

    /** Spark tries for a minute. */
    @Test
    void aPortWithoutAMasterIsSaid() throws Exception {
        assertRefused(
                unanswered, "cannot use " + mutePlace() + ": no master answers there, of the version of SPARK_HOME.");
    }

    private String mutePlace() {
        return "spark://127.0.0.1:" + mute.getLocalPort();
    }

    private void assertRefused(String place, String message, String... settings) throws Exception {
        ClusterRun run = on(place, settings);
        begun.add(run);
        assertRefused(run, message);
    }

    private static void assertRefused(ClusterRun run, String message) throws Exception {
        assertThat(run.process().waitFor()).isEqualTo(2);
        assertThat(run.printed()).isEqualTo("plateau: " + message + "\n");
        assertThat(run.folder()).doesNotExist();
    }

    private ClusterRun on(String place, String... settings) throws IOException {
        Path folder = directory.resolve("on-" + place.replaceAll("\\W+", "-"));
        return ClusterRun.begin(
                folder, cluster::plateau, List.of(settings), List.of("run", scenario.toString(), "--on", place));
    }

    private ClusterRun onCluster(String name, List<String> settings, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--on", cluster.master()));
        ClusterRun run = ClusterRun.begin(directory.resolve(name), cluster::plateau, settings, words);
        begun.add(run);
        return run;
    }

    private ClusterRun onThreads(String name, String... arguments) throws IOException {
        ClusterRun run = ClusterRun.begin(
                directory.resolve(name), (none, words) -> LaptopCluster.plateau(words), List.of(), List.of(arguments));
        begun.add(run);
        return run;
    }

    /** Waits for a run; its folder. */
    private static Path finished(ClusterRun run) throws Exception {
        assertThat(run.process().waitFor()).as(run.printed()).isZero();
        return run.folder();
    }

    private static void assertSame(Path expected, Path found) throws IOException {
        List<String> tables;
        try (Stream<Path> files = Files.list(expected)) {
            tables = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .toList();
        }
        assertThat(tables).hasSizeGreaterThan(3);
        for (String table : tables) {
            assertThat(found.resolve(table)).hasSameBinaryContentAs(expected.resolve(table));
        }
    }

    /** Sends a signal to a process, if it still is. */
    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
