package dev.plateau.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a copy of the tree's skeleton with stand-ins for java and mvn that say what they were told. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "plateau");

    @TempDir
    Path directory;

    private Path home = Path.of("");
    private Path tools = Path.of("");

    /** What a launch printed, and its exit code. */
    private record Launch(int code, String out, String err) {}

    @BeforeEach
    void makeTree() throws IOException {
        home = directory.resolve("a tree");
        tools = Files.createDirectories(directory.resolve("tools"));
        for (String module : List.of("sim-engine", "notebooks-export", "scenarios")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(home.resolve("pom.xml"), "");
        Files.copy(LAUNCHER, home.resolve("plateau"));
        for (String tool : List.of("sed", "head", "find", "dirname", "readlink", "mkdir", "mv", "touch", "cat")) {
            script(tools.resolve(tool), "exec " + which(tool) + " \"$@\"\n");
        }
        java("17.0.15", true);
        maven("3.8.7", 0);
    }

    @Test
    void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        Launch first = launch("run", "two words");
        assertThat(first.err()).matches("plateau: building .*\n");
        assertThat(home.resolve("scenarios/target/built.log"))
                .content()
                .matches("mvn --batch-mode -q .*-Dquick .* -pl scenarios -am package\n");
        assertThat(first.out()).endsWith("<-jar><" + jar() + "><run><two words>\n");
        assertThat(first.code()).isEqualTo(7);
        assertThat(launch("x").err()).isEmpty();

        Path source = Files.writeString(home.resolve("sim-engine/src/main/A.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(launch("x").err()).startsWith("plateau: building");
    }

    @Test
    void worksThroughSymbolicLinksFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("p"), home.resolve("plateau"));
        Path relative = Files.createSymbolicLink(directory.resolve("q"), Path.of("p"));
        assertThat(launch(link, Map.of(), "x").out()).endsWith("<-jar><" + jar() + "><x>\n");
        assertThat(launch(relative, Map.of(), "x").out()).endsWith("<-jar><" + jar() + "><x>\n");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(launch(home.resolve("plateau"), Map.of("JAVA_HOME", "/no/jdk"), "x")
                        .err())
                .isEqualTo("plateau: JAVA_HOME is /no/jdk, but there is no bin/java in it."
                        + " Point it to a JDK 17 or newer, or unset it.\n");
        Files.delete(tools.resolve("mvn"));
        assertFails("Plateau has to be built, but mvn was not found. Install Maven 3.8 or newer.");
        maven("3.6.3", 0);
        assertFails("mvn is version 3.6.3, but Maven 3.8 or newer is needed to build Plateau.");
        java("17.0.15", false);
        assertFails(tools.resolve("java") + " has no compiler beside it, but Plateau has to be built."
                + " Install a JDK 17 or newer (not only a runtime).");
        java("1.8.0_392", true);
        assertFails(tools.resolve("java")
                + " is version 1.8.0_392, but a JDK 17 or newer is needed. Set JAVA_HOME to one.");
        Files.delete(tools.resolve("java"));
        assertFails("java was not found. Install a JDK 17 or newer, or set JAVA_HOME to one.");
    }

    @Test
    void newerToolsAreFine() throws Exception {
        java("25", true);
        maven("4.0.0-rc-4", 0);
        assertThat(launch("x").code()).isEqualTo(7);
    }

    @Test
    void aFailedBuildIsTriedAgain() throws Exception {
        maven("3.9.9", 1);
        Launch failed = launch("x");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).endsWith("plateau: the build failed; its messages are above.\n");
        maven("3.9.9", 0);
        assertThat(launch("x").code()).isEqualTo(7);
    }

    @Test
    void sparkIsOnTheClassPathOfARunOnAClusterOnly() throws Exception {
        Path launcher = home.resolve("plateau");
        Map<String, String> spark = Map.of("SPARK_HOME", "/a spark", "PLATEAU_JAVA_OPTS", "-Dspark.a=1 -Dspark.b=2");
        String main = "<-Dspark.a=1><-Dspark.b=2><-cp></a spark/jars/*:" + home.toRealPath()
                + "/scenarios/target/plateau.jar><dev.plateau.cli.Main>";
        launch("x");
        for (List<String> words : List.of(
                List.of("run", "x", "--on", "spark://host:7077"),
                List.of("run", "--on=spark://host:7077", "x"),
                List.of("run", "--on", "spark"))) {
            Launch launch = launch(launcher, spark, words.toArray(String[]::new));
            assertThat(launch.out())
                    .contains("<--add-opens=java.base/java.lang=ALL-UNNAMED>", "<--enable-native-access=ALL-UNNAMED>")
                    .endsWith(main + "<" + String.join("><", words) + ">\n");
            assertThat(launch.code()).isEqualTo(7);
            assertThat(launch(words.toArray(String[]::new)).out())
                    .contains("<-jar>")
                    .doesNotContain("<-cp>");
        }
        for (List<String> words : List.of(
                List.of("run", "x", "--on", "local"),
                List.of("run", "--out", "spark"),
                List.of("run", "spark", "--on=local"))) {
            assertThat(launch(launcher, spark, words.toArray(String[]::new)).out())
                    .contains("<-jar>")
                    .doesNotContain("<-cp>");
        }
    }

    private void assertFails(String message) throws Exception {
        Launch launch = launch("x");
        assertThat(launch.err()).isEqualTo("plateau: " + message + "\n");
        assertThat(launch.code()).isEqualTo(1);
    }

    private Path jar() throws IOException {
        return home.toRealPath().resolve("scenarios/target/plateau.jar");
    }

    /** A java that says its version, else prints its arguments and exits 7. */
    private void java(String version, boolean compiler) throws IOException {
        Path jdk = Files.createDirectories(directory.resolve("jdk").resolve("bin"));
        Files.deleteIfExists(jdk.resolve("javac"));
        if (compiler) {
            script(jdk.resolve("javac"), "");
        }
        script(
                tools.resolve("java"),
                "case $* in\n"
                        + "*-version) echo 'openjdk version \"" + version + "\" 2025-04-15' >&2\n"
                        + "  echo '    java.home = " + jdk.getParent() + "' >&2 ;;\n"
                        + "*) printf '<%s>' \"$@\"; echo; exit 7 ;;\n"
                        + "esac\n");
    }

    private void maven(String version, int code) throws IOException {
        script(
                tools.resolve("mvn"),
                "case $* in\n"
                        + "*--version) echo 'Apache Maven " + version + " (x)' ;;\n"
                        + "*) echo \"mvn $*\"; touch scenarios/target/plateau.jar; exit " + code + " ;;\n"
                        + "esac\n");
    }

    private static void script(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path which(String tool) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, tool);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new IllegalStateException("no " + tool + " on the PATH");
    }

    private Launch launch(String... arguments) throws Exception {
        return launch(home.resolve("plateau"), Map.of(), arguments);
    }

    private Launch launch(Path script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(script.toString()));
        words.addAll(List.of(arguments));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Launch(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
