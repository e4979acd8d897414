package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepRunTest {
    private static final String SCENARIO = """
            policies: [parallel, dora]
            budgets: [1, 4]
            precision: 0.03
            verifier: {slope: [0, 0.5, 1]}
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private Path scenario(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name + ".yaml"), text);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    /** Each point has the rows of a run of its own: common random numbers, and nothing of its neighbours. */
    @Test
    void aPointHasTheNumbersOfARunOfItsOwn() throws Exception {
        Path results = directory.resolve("all");
        assertThat(run("run", scenario("my", SCENARIO).toString(), "--out", results.toString(), "--quiet"))
                .isZero();
        List<String> expected = new ArrayList<>();
        for (String slope : List.of("0", "0.5", "1")) {
            Path one = scenario("one", SCENARIO.replace("[0, 0.5, 1]", slope));
            Path folder = directory.resolve("one" + slope);
            assertThat(run("run", one.toString(), "--out", folder.toString(), "--quiet"))
                    .isZero();
            lines(folder.resolve("accuracy.csv")).stream()
                    .skip(1)
                    .map(line -> "\"my/verifier.slope=" + slope + "\"" + line.substring(3))
                    .forEach(expected::add);
        }
        assertThat(lines(results.resolve("accuracy.csv")).stream()
                        .skip(1)
                        .map(line -> line.replaceFirst("^([^\",]*),", "\"$1\",")))
                .containsExactlyElementsOf(expected);
        assertThat(lines(results.resolve("points.csv")).get(2)).startsWith("my/verifier.slope=0.5,0.5,");
        assertThat(lines(results.resolve("sweep.csv"))).hasSize(7);
    }

    /** Of points that differ in what they cost. */
    @Test
    @Tag("long")
    void theTimeForetoldIsThatTaken() throws Exception {
        Path scenario = scenario("my", """
                policies: [parallel, dora]
                precision: 0.01
                budgets: [1, 4, 16, 64]
                verifier: {slope: [0, 0.5, 1]}
                attempts: {steps: [2, 4, 8, 16]}
                """);
        assertThat(run(
                        "run",
                        scenario.toString(),
                        "--out",
                        directory.resolve("r").toString()))
                .isZero();
        Matcher told = Pattern.compile("Took (\\S+) s, (\\S+) s were foretold").matcher(out.toString());
        assertThat(told.find()).as(out.toString()).isTrue();
        assertThat(Double.parseDouble(told.group(2)) / Double.parseDouble(told.group(1)))
                .isBetween(1 / 3.0, 3.0);
    }

    @Test
    void theExpansionIsShownFirstAndTheTablesAreInTheDatabaseToo() throws Exception {
        Path results = directory.resolve("r");
        assertThat(run("run", scenario("my", SCENARIO).toString(), "--out", results.toString()))
                .isZero();
        assertThat(out.toString())
                .startsWith("my: a sweep of 3 points.")
                .containsPattern("verifier.slope +3: 0, 0.5, 1")
                .containsPattern("About [0-9.]+ s on \\d+ threads?: foretold from the first tasks of 3 points")
                .containsPattern("dora is most accurate at verifier.slope (0.5|1): ")
                .contains("Results: ");
        try (Stream<Path> plots = Files.list(results.resolve("plots"))) {
            assertThat(plots.map(plot -> plot.getFileName().toString()))
                    .containsExactlyInAnyOrder("accuracy.png", "accuracy.svg");
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + results.resolve("results.sqlite"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), max(p.tasks) FROM accuracy a"
                        + " JOIN points p USING (scenario) WHERE p.\"verifier.slope\" > 0.4")) {
            assertThat(row.getInt(1)).isEqualTo(8);
            assertThat(row.getInt(2)).isPositive();
        }
        JsonNode record =
                new ObjectMapper().readTree(results.resolve("run.json").toFile());
        assertThat(record.at("/sweep/verifier.slope/1").asText()).isEqualTo("0.5");
        assertThat(record.at("/points/simulated").asLong()).isEqualTo(3);
        assertThat(run("rerun", results.toString())).isZero();
        assertThat(out.toString())
                .startsWith("The same to the byte: accuracy.csv, ")
                .contains("points.csv");
        // Of a finished sweep nothing is done again, and its files stay what they are.
        byte[] before = Files.readAllBytes(results.resolve("accuracy.csv"));
        assertThat(run("run", scenario("my", SCENARIO).toString(), "--out", results.toString(), "--resume"))
                .isZero();
        assertThat(results.resolve("accuracy.csv")).hasBinaryContent(before);
        record = new ObjectMapper().readTree(results.resolve("run.json").toFile());
        assertThat(record.at("/points/resumed").asLong()).isEqualTo(3);
        assertThat(record.at("/pieces/simulated").asLong()).isZero();
    }

    @Test
    void worldsAndKeysMultiplyAndASeedMayBeSwept() throws Exception {
        Path results = directory.resolve("r");
        Path scenario = scenario("my", """
                policies: [parallel]
                budgets: [1, 2]
                precision: 0.05
                seed: [1, 2]
                verifier: {slope: [0, 1]}
                worlds: {easy: {tasks: {solved: 0.5}}, hard: {}}
                """);
        assertThat(run("run", scenario.toString(), "--out", results.toString(), "--seed", "3"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--seed and several values of seed in the scenario exclude each other");
        assertThat(run("run", scenario.toString(), "--out", results.toString())).isZero();
        assertThat(lines(results.resolve("points.csv")))
                .hasSize(9)
                .anyMatch(line -> line.contains("my/seed=2,verifier.slope=1/hard\",2,1,hard,"));
        assertThat(Files.exists(results.resolve("plots/best-policy.png"))).isTrue();
    }

    @Test
    void aPointThatCannotBeServedIsAWarning() throws Exception {
        Path results = directory.resolve("r");
        Path scenario = scenario("my", """
                policies: [parallel]
                budgets: [4]
                precision: 0.05
                fleet: {accelerator: h100, tasks: 50, traffic: {poisson: {rate: [0.5, 10000]}}}
                """);
        assertThat(run("run", scenario.toString(), "--out", results.toString())).isZero();
        assertThat(out.toString())
                .contains("1 of 2 points could not be run.")
                .contains("overload without end")
                .contains("one point was simulated whole");
        assertThat(lines(results.resolve("points.csv")).get(2)).contains(",0,,,,,");
    }

    @Test
    void validateCountsThePoints() throws Exception {
        assertThat(run("validate", scenario("my", SCENARIO).toString())).isZero();
        assertThat(out.toString())
                .contains(
                        "valid, 3 points (3 values of verifier.slope), the first with 1 world, 2 policies, 2 budgets");
    }
}
