package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A real standalone cluster of Spark on the loopback address, and the command line beside it. Ended when it is closed. */
final class LaptopCluster implements AutoCloseable {
    /** What {@code mvn package} builds, and runs without Spark too. */
    static final Path JAR = Path.of("..", "scenarios", "target", "plateau.jar");

    private static final Path SCRIPT = Path.of("..", "docs", "laptop-cluster.sh");
    private static final Path SPARK = Path.of("target", "spark").toAbsolutePath();

    private final Path folder;
    private final Thread hook = new Thread(this::stop, "end of a cluster");
    private String master = "";

    private LaptopCluster(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts a master and workers of one core each.
     *
     * @throws TestAbortedException if Spark cannot be had
     */
    static LaptopCluster start(Path folder, int workers) throws Exception {
        assertThat(JAR).as("mvn package builds it").isRegularFile();
        LaptopCluster cluster = new LaptopCluster(Files.createDirectories(folder));
        Process home = cluster.begin("home");
        if (home.waitFor() != 0) {
            throw new TestAbortedException("no cluster to test with: " + cluster.complaint());
        }
        Runtime.getRuntime().addShutdownHook(cluster.hook);
        boolean started = false;
        try {
            cluster.master = cluster.script("start", Integer.toString(workers)).strip();
            started = true;
            return cluster;
        } finally {
            if (!started) {
                cluster.close();
            }
        }
    }

    String master() {
        return master;
    }

    /** Makes sure that there are so many workers, and that no executor of an earlier run holds a core. */
    void ready(int workers) throws Exception {
        while (workers().size() < workers) {
            script("more");
        }
        while (workers().stream().anyMatch(worker -> worker.children().count() > 0)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Those that live, in the order in which they were started. */
    List<ProcessHandle> workers() throws IOException {
        Path pids = folder.resolve("pids");
        return (Files.exists(pids) ? Files.readAllLines(pids) : List.<String>of())
                .stream()
                        .skip(1)
                        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                        .filter(ProcessHandle::isAlive)
                        .toList();
    }

    /** The only executor of a worker. */
    static ProcessHandle executor(ProcessHandle worker) {
        List<ProcessHandle> executors = worker.children().toList();
        assertThat(executors).hasSize(1);
        return executors.get(0);
    }

    /** A command of Plateau with Spark, that is not started yet. */
    ProcessBuilder plateau(List<String> settings, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(java());
        for (String open : List.of(
                "java.lang",
                "java.lang.invoke",
                "java.lang.reflect",
                "java.io",
                "java.net",
                "java.nio",
                "java.util",
                "java.util.concurrent",
                "java.util.concurrent.atomic",
                "sun.nio.ch",
                "sun.nio.cs",
                "sun.security.action",
                "sun.util.calendar")) {
            words.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
        }
        words.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                "-Dspark.executor.memory=512m"));
        settings.forEach(setting -> words.add("-D" + setting));
        words.add("-cp");
        words.add(SPARK.resolve("jars/*") + File.pathSeparator + JAR);
        words.add("dev.plateau.cli.Main");
        words.addAll(arguments);
        return new ProcessBuilder(words);
    }

    /** A command of Plateau without Spark, that is not started yet. */
    static ProcessBuilder plateau(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-jar", JAR.toString()));
        words.addAll(arguments);
        return new ProcessBuilder(words);
    }

    /** A command of Plateau that spark-submit runs, that is not started yet. */
    ProcessBuilder submit(List<String> settings, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("submit"));
        settings.forEach(setting -> words.addAll(List.of("--conf", setting)));
        words.addAll(List.of(
                "--conf",
                "spark.log.level=ERROR",
                "--executor-memory",
                "512m",
                "--class",
                "dev.plateau.cli.Main",
                JAR.toString()));
        words.addAll(arguments);
        return command(words.toArray(String[]::new));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private ProcessBuilder command(String... arguments) {
        List<String> words = Stream.concat(Stream.of(SCRIPT.toAbsolutePath().toString()), Arrays.stream(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("LAPTOP_CLUSTER", folder.toAbsolutePath().toString());
        builder.environment().put("LAPTOP_SPARK", SPARK.toString());
        builder.environment().put("MASTER_PORT", "0");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    private Process begin(String... arguments) throws IOException {
        return command(arguments)
                .redirectError(folder.resolve("script.txt").toFile())
                .start();
    }

    private String complaint() throws IOException {
        return Files.readString(folder.resolve("script.txt"));
    }

    private String script(String... arguments) throws IOException, InterruptedException {
        Process process = begin(arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(complaint()).isZero();
        return said;
    }

    private void stop() {
        try {
            List<ProcessHandle> executors =
                    workers().stream().flatMap(ProcessHandle::children).toList();
            script("stop");
            for (ProcessHandle executor : executors) {
                executor.destroyForcibly();
                executor.onExit().join();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
