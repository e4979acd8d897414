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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A run of Plateau in a process of its own, and what can be seen of it from outside.
 *
 * @param process that runs it
 * @param folder of its results
 * @param output what it prints
 * @param events folder of Spark's log of them
 */
record ClusterRun(Process process, Path folder, Path output, Path events) {

    /** Makes a command of settings of Spark and arguments of Plateau. */
    interface Launcher {
        ProcessBuilder command(List<String> settings, List<String> arguments);
    }

    /** Begins a run into a folder. */
    static ClusterRun begin(Path folder, Launcher launcher, List<String> settings, List<String> arguments)
            throws IOException {
        Path output = folder.resolveSibling(folder.getFileName() + ".txt");
        Path events = Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".events"));
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(
                "spark.eventLog.enabled=true",
                "spark.eventLog.compress=false",
                "spark.eventLog.dir=" + events.toUri()));
        List<String> words = new ArrayList<>(arguments);
        words.addAll(List.of("--out", folder.toString()));
        Process process = launcher.command(all, words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        // Also when the tests are ended themselves.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end of a run"));
        return new ClusterRun(process, folder, output, events);
    }

    /** What it has printed until now. */
    String printed() throws IOException {
        return Files.readString(output);
    }

    /** Its run.json. */
    JsonNode record() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("run.json").toFile());
    }

    /** Kills it. */
    void kill() throws InterruptedException {
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly().waitFor();
    }

    /** Ends it if it has not ended. */
    void end() {
        process.destroyForcibly();
    }

    /** Waits until a number of pieces is kept. */
    void awaitPieces(long least) throws Exception {
        await(() -> pieces() >= least);
    }

    /** Waits until something is true, which is to be before it ends. */
    void await(Callable<Boolean> wanted) throws Exception {
        while (!wanted.call()) {
            assertThat(process.isAlive()).as(printed()).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Pieces that it keeps. */
    long pieces() {
        Path file = folder.resolve("results.sqlite");
        if (!Files.exists(file)) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM plateau_piece")) {
            return count.getLong(1);
        } catch (SQLException e) {
            return 0; // it is just being made
        }
    }

    /** What executors attempted until now, in that order. */
    List<TaskAttempt> attempts() throws IOException {
        Map<Long, TaskAttempt> found = new TreeMap<>();
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<Path> logs = Files.walk(events)) {
            for (Path log : logs.filter(file -> file.getFileName().toString().startsWith("events_"))
                    .toList()) {
                String text = Files.readString(log);
                // The last line may be half written.
                for (String line :
                        text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                    JsonNode event = mapper.readTree(line);
                    if (event.get("Event").asText().matches("SparkListenerTask(Start|End)")) {
                        TaskAttempt attempt = TaskAttempt.of(event);
                        found.merge(
                                attempt.id(), attempt, (was, is) -> was.end().isEmpty() ? is : was);
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }
}
