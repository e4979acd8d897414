package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A scenario with several budgets. */
    private String scenario() throws IOException {
        Path file = directory.resolve("small.yaml");
        Files.writeString(file, """
                tasks: {difficulty: {beta: {a: 0.6, b: 1.2}}}
                attempts: {shares: {direction: 0.3, steps: 0.5}, steps: 3}
                policies: [parallel, rebase]
                budgets: [2, 4, 8]
                """);
        return file.toString();
    }

    private int run(String words, Path folder, String... more) {
        List<String> all = new ArrayList<>(List.of(words.split(" ")));
        all.addAll(List.of(more));
        all.addAll(List.of("--out", folder.toString()));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    @Test
    void theBestIsFoundAndTheSameForAnyNumberOfThreads() throws IOException, SQLException {
        String words = "best stress/inversion --policy rebase --policy dora --over dora.temperature=0.01..1:3,log"
                + " --over budgets=2,8 --over select=majority,weighted-majority --within 0.03";
        Path one = directory.resolve("one");
        Path three = directory.resolve("three");
        assertThat(run(words, one, "--threads", "1")).isZero();
        assertThat(run(words, three, "--threads", "3")).isZero();
        assertThat(ResultFolder.files(one))
                .containsExactly(
                        "alternatives.csv",
                        "plots/alternatives.png",
                        "plots/alternatives.svg",
                        "report.html",
                        "results.sqlite",
                        "run.json");
        for (String file : List.of("alternatives.csv", "plots/alternatives.svg", "report.html")) {
            assertThat(one.resolve(file)).hasSameTextualContentAs(three.resolve(file));
        }
        List<String> rows = Files.readAllLines(one.resolve("alternatives.csv"));
        // Two votes of rebase and two of dora at three temperatures, each at two budgets.
        assertThat(rows).hasSize(1 + 2 * (2 + 2 * 3));
        assertThat(rows.get(0)).startsWith("policy,settings,budget,verdict,value,value_low,value_high,behind");
        assertThat(rows.get(1)).contains(",8,chosen,");
        assertThat(rows.get(rows.size() - 1)).contains(",2,worse,");
        assertThat(rows).anyMatch(row -> row.startsWith("dora,\"temperature 0.1, select majority\",8,"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + one.resolve("results.sqlite"));
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM alternatives WHERE verdict = 'worse'")) {
            assertThat(count.getLong(1))
                    .isEqualTo(
                            rows.stream().filter(row -> row.contains(",worse,")).count());
        }
        assertThat(out.toString()).contains("Best: ", "with a confidence of 95 %", "times as many", "several worlds");
        assertThat(Files.readString(one.resolve("run.json"))).contains("steps_if_even", "\"decided\" : true");
        // Another run takes the place of this one.
        assertThat(run(words.replace("0.03", "0.2"), one)).isZero();
    }

    @Test
    void aPriceMakesASmallBudgetTheBest() throws IOException {
        assertThat(run("best " + scenario() + " --policy parallel --price 0.05/rollout", directory.resolve("r")))
                .isZero();
        String first =
                Files.readAllLines(directory.resolve("r/alternatives.csv")).get(1);
        assertThat(first).matches("parallel,,[24],chosen,.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--over dora.temprature=0.1,1 --policy dora | Did you mean 'dora.temperature'?",
                "--over verifier.slope=0,1 | verifier.slope is no decision: a system meets it",
                "--over budgets=2,2 | budgets has 2 twice",
                "--over budgets=0,2 | budgets must be a whole number in 1..100000 (got 0)",
                "--over budgets=2..8 | budgets needs a number of values in 2..1000 behind the range",
                "--over budgets=8..2:3 | needs a lower end below the upper one",
                "--over budgets= | budgets needs values, as in budgets=4,16,64",
                "--over budgets=2,4 --over budgets=3 | budgets is given twice",
                "--over budgets=2,4 --budget 3 | exclude each other",
                "--over select=majorty,best-of-n | Did you mean 'majority'?",
                "--over gate=0.1,0.5 | gate needs select: verifier-gated",
                "--over dora.temperature=-1,1 --policy dora | dora.temperature must be a number in",
                "--policy dra --policy dora | Did you mean 'dora'?",
                "--policy dora | there must be two alternatives",
                "--within 0 | --within must be a number in [0.0001, 0.5] (got 0)",
                "--confidence 1 | --confidence must be a number in [0.5, 0.9999] (got 1)",
                "--price 0.1 | as in 0.002/rollout (got 0.1)",
                "--price -1/rollout | must be a number in (0, 1]",
                "--price 0.1/rolout | Did you mean 'rollout'?",
                "--over dora.temperature=0.01..1:900 --over budgets=1..16:16 --policy dora | more than 1000 alternatives"
            })
    void wrongInputWritesNothing(String words, String message) {
        Path folder = directory.resolve("r");
        assertThat(run("best stress/inversion " + words, folder)).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(folder).doesNotExist();
    }

    @Test
    void aStrangersFileIsNotReplaced() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("r"));
        Files.writeString(folder.resolve("results.sqlite"), "mine");
        assertThat(run("best stress/inversion --policy dora --policy rebase", folder))
                .isEqualTo(2);
        assertThat(err.toString()).contains("results.sqlite is not a results file of Plateau");
        assertThat(folder.resolve("results.sqlite")).hasContent("mine");
    }
}
