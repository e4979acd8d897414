package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark is no part of Plateau: nothing brings it along, and who asks for a cluster is told what to do. */
class WithoutSparkTest {
    private static final String SPARK = "(?s).*(spark-(core|common|network|launcher)|scala-library|hadoop-client).*";

    @TempDir
    Path directory;

    @Test
    void theClassPathHasNoSpark() {
        assertThat(System.getProperty("java.class.path").split(File.pathSeparator))
                .noneMatch(entry -> Path.of(entry).getFileName().toString().matches(SPARK))
                .anyMatch(entry -> entry.contains("scenarios"));
        assertThatThrownBy(() -> Class.forName("org.apache.spark.SparkContext"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void theJarHasNoSpark() throws Exception {
        assumeThat(LaptopCluster.JAR).as("mvn package builds it").isRegularFile();
        try (JarFile jar = new JarFile(LaptopCluster.JAR.toFile());
                Stream<Path> libraries = Files.list(LaptopCluster.JAR.resolveSibling("lib"))) {
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
                    .contains("lib/picocli")
                    .doesNotMatch(SPARK);
            assertThat(libraries.map(Path::getFileName).map(Path::toString))
                    .anyMatch(name -> name.startsWith("picocli"))
                    .noneMatch(name -> name.matches(SPARK));
        }
    }

    @Test
    void whoAsksForAClusterIsToldWhatToDo() throws Exception {
        for (String place : List.of("spark://127.0.0.1:7077", "spark")) {
            assertRefused(
                    place,
                    "--on " + place + ": there is no Spark here. Set SPARK_HOME to an installation of Apache Spark 4,"
                            + " whose folder jars/ has it, and run by ./plateau (docs/cluster.md)");
        }
        assertRefused("yarn", "--on must be local, spark://HOST:PORT or spark (got 'yarn')");
    }

    private void assertRefused(String place, String message) throws Exception {
        Path out = directory.resolve("out");
        Path printed = directory.resolve("printed.txt");
        Process process = CommandLine.process("run", "ttspm", "--on", place, "--out", out.toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(printed).hasContent("plateau: " + message + "\nTry 'plateau run --help'.");
        assertThat(out).doesNotExist();
    }
}
