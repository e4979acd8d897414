package dev.plateau.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/your-own-policy.md, followed to the letter: its files are written, its commands are run in their order by a shell, and
 * what they print is what the page says.
 */
@DisabledOnOs(OS.WINDOWS)
class OwnPolicyTest {
    private static final Path PAGE = Path.of("../docs/your-own-policy.md");
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("public (?:final class|record) (\\w+)");
    private static final Pattern NAMED = Pattern.compile("`(my/\\w+\\.(?:yaml|py))`[^`]*\\z");
    private static final String SERVICES = "\n## 8. In another language\n";

    @TempDir
    Path directory;

    private final StringBuilder script = new StringBuilder();
    private final StringBuilder printed = new StringBuilder();

    @BeforeEach
    void writeThePage() throws IOException {
        String page = Files.readString(PAGE);
        writeThe(page.substring(0, page.indexOf(SERVICES)));
    }

    /** Writes the files of a text; its commands are the script, and what they print is expected. */
    private void writeThe(String page) throws IOException {
        script.setLength(0);
        script.append("set -e\n");
        printed.setLength(0);
        for (MatchResult block : BLOCK.matcher(page).results().toList()) {
            String text = block.group(2);
            switch (block.group(1)) {
                case "java" -> write("my/example/" + first(TYPE, text) + ".java", text);
                case "services" -> write("my/META-INF/services/dev.plateau.policy.PolicyFactory", text);
                case "yaml", "python" -> write(first(NAMED, page.substring(0, block.start())), text);
                case "sh" -> script.append(text);
                case "text" -> printed.append(text);
                default -> assertThat(block.group(1)).isEmpty();
            }
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("the name of a file (%s)", pattern).isTrue();
        return matcher.group(1);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Runs commands where the page's files are, with the classes of this build in the place of the jar. */
    private String run(String commands) throws Exception {
        Path home = Path.of(System.getProperty("java.home"), "bin");
        String classes = System.getProperty("java.class.path");
        Path errors = directory.resolve("errors.txt");
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        "-c",
                        commands.replace("scenarios/target/plateau.jar", "\"$CLASSES\"")
                                .replace("./plateau", "java -cp \"$CLASSES\" dev.plateau.cli.Main"))
                .directory(directory.toFile())
                .redirectError(errors.toFile())
                .redirectOutput(output.toFile());
        builder.environment().put("CLASSES", classes);
        builder.environment().merge("PATH", home.toString(), (path, own) -> own + File.pathSeparator + path);
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return Files.readString(output);
    }

    @Test
    void thePageIsTrue() throws Exception {
        assertThat(run(script.toString())).isEqualTo(printed.toString());
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Test
    void theServicesAreTheRulesThatTheyCompute() throws Exception {
        assumeThat(hasPython()).as("python3 is there to run the services").isTrue();
        String page = Files.readString(PAGE);
        writeThe(page.substring(page.indexOf(SERVICES)));
        assertThat(run(script.toString())).isEqualTo(printed.toString());
        List<String> rows = Files.readAllLines(directory.resolve("my/same/accuracy.csv"));
        assertThat(rows).hasSize(5);
        for (int built = 1; built < 5; built += 2) {
            assertThat(rows.get(built + 1)).isEqualTo(rows.get(built).replace("same,", "same,py-"));
        }
    }

    @Test
    void aWrongParameterIsReportedWithItsPlace() throws Exception {
        Path scenario = directory.resolve("my/bold.yaml");
        Files.writeString(scenario, Files.readString(scenario).replace("boldness: 0.8", "boldness: 8"));
        String build = script.substring(0, script.indexOf("java -cp "));
        assertThat(run(build + "./plateau validate my/bold.yaml --plugins my/classes 2>&1 || echo exit $?"))
                .isEqualTo("my/bold.yaml:6:26: boldness of policy bold must be a number in [0, 1] (got 8)\nexit 2\n");
    }

    /** What the check is for: it fails a rule that reads more than it declares. */
    @Test
    void theCheckFindsAFault() throws Exception {
        for (String name : List.of("my/example/LeadPolicy.java", "my/example/BoldPolicy.java")) {
            Path file = directory.resolve(name);
            String code = Files.readString(file);
            int reads = Math.max(code.indexOf("readsAnswers"), code.indexOf("readsScores"));
            Files.writeString(
                    file, code.substring(0, reads) + code.substring(reads).replaceFirst("true", "false"));
        }
        String untilCheck = script.substring(0, script.indexOf("echo "));
        assertThat(run(untilCheck.replace("example.Check", "example.Check || echo exit $?"))
                        .lines())
                .contains(
                        "one candidate, N = 1: read scores, but its readsScores() is false",
                        "task 0, attempt 1: read answers, but its readsAnswers() is false")
                .endsWith("exit 1");
    }

    /** The built-in rule of CONTRIBUTING.md, which uses what only rules of Plateau's own package can. */
    @Test
    void theRuleForContributorsCompiles() throws Exception {
        MatchResult block = Pattern.compile(" {3}```java\n( {3}package .*?) {3}```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../CONTRIBUTING.md")))
                .results()
                .findFirst()
                .orElseThrow();
        write("HalvingPolicy.java", block.group(1));
        assertThat(run("javac -d . -cp scenarios/target/plateau.jar HalvingPolicy.java"))
                .isEmpty();
    }
}
