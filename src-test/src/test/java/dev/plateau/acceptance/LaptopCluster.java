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
import java.util.stream.Stream;

/** A real standalone cluster of Spark on the loopback address, and the command line beside it. Ended when it is closed. */
final class LaptopCluster implements AutoCloseable {
    private static final Path SCRIPT = Path.of("..", "docs", "laptop-cluster.sh");
    private static final Path SPARK = Path.of("target", "spark").toAbsolutePath();
    private static final Path JAR = Path.of("..", "scenarios", "target", "plateau.jar");

    private final Path folder;
    private final Thread hook = new Thread(this::stop, "end of a cluster");
    private String master = "";

    private LaptopCluster(Path folder) {
        this.folder = folder;
    }

    /** Starts a master and workers of one core each. */
    static LaptopCluster start(Path folder, int workers) throws Exception {
        assertThat(JAR).as("mvn package builds it").isRegularFile();
        LaptopCluster cluster = new LaptopCluster(Files.createDirectories(folder));
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

    /** A worker, numbered from 1. */
    ProcessHandle worker(int number) throws IOException {
        return process(Files.readAllLines(folder.resolve("pids")).get(number));
    }

    private static ProcessHandle process(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** A command of Plateau with Spark, that is not started yet. */
    ProcessBuilder plateau(List<String> settings, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
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
                "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                "-Dspark.executor.memory=512m"));
        settings.forEach(setting -> words.add("-D" + setting));
        words.add("-cp");
        words.add(SPARK.resolve("jars/*") + File.pathSeparator + JAR);
        words.add("dev.plateau.cli.Main");
        words.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(words);
    }

    private String script(String... arguments) throws IOException, InterruptedException {
        List<String> words = Stream.concat(Stream.of(SCRIPT.toAbsolutePath().toString()), Stream.of(arguments))
                .toList();
        Path errors = folder.resolve("script.txt");
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
        builder.environment().put("LAPTOP_CLUSTER", folder.toAbsolutePath().toString());
        builder.environment().put("LAPTOP_SPARK", SPARK.toString());
        builder.environment().put("MASTER_PORT", "0");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return said;
    }

    private void stop() {
        try {
            script("stop");
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
