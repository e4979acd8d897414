package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensitivityCommandTest {
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
    void effectsAreTheSameForAnyNumberOfThreads() throws IOException {
        String words = "sensitivity " + scenario()
                + " --policy rebase --rival parallel --of difference --of tokens --of saturation"
                + " --over verifier.slope=-1..1 --over lengths.step=20..80 --size 6 --tasks 256";
        Path one = directory.resolve("one");
        Path three = directory.resolve("three");
        assertThat(run(words, one, "--threads", "1")).isZero();
        assertThat(run(words, three, "--threads", "3")).isZero();
        assertThat(ResultFolder.files(one))
                .containsExactly(
                        "effects.csv",
                        "plots/accuracy-of-rebase-less-parallel.png",
                        "plots/accuracy-of-rebase-less-parallel.svg",
                        "plots/saturation-budget-of-rebase.png",
                        "plots/saturation-budget-of-rebase.svg",
                        "plots/tokens-of-rebase.png",
                        "plots/tokens-of-rebase.svg",
                        "report.html",
                        "results.sqlite",
                        "run.json");
        for (String file : List.of("effects.csv", "plots/tokens-of-rebase.svg", "report.html")) {
            assertThat(one.resolve(file)).hasSameTextualContentAs(three.resolve(file));
        }
        List<String> rows = Files.readAllLines(one.resolve("effects.csv"));
        assertThat(rows.get(0)).startsWith("output,setting,from,to,mu_star,mu_star_low,mu_star_high,mu,sigma,noise");
        // A verifier that knows something helps a search; the length of a step is none of its business.
        assertThat(rows)
                .anyMatch(row -> row.matches("accuracy of rebase less parallel,verifier.slope,-1,1,0\\..*,1,6,"));
        assertThat(rows).contains("accuracy of rebase less parallel,lengths.step,20,80,0,0,0,0,0,0,0,6,");
        assertThat(rows)
                .anyMatch(row -> row.matches("tokens of rebase,lengths.step,20,80,[1-9][0-9]{2,}.*,1,6,tokens"));
        assertThat(out.toString()).contains("What moves tokens of rebase most: lengths.step", "18 settings");
    }

    @Test
    void indicesOfThoseOfPlateausBoundsThatApply() throws IOException {
        Path folder = directory.resolve("r");
        assertThat(run("sensitivity " + scenario() + " --method sobol --size 4 --tasks 128 --budget 4", folder))
                .isZero();
        List<String> rows = Files.readAllLines(folder.resolve("indices.csv"));
        assertThat(rows.get(0)).startsWith("output,setting,from,to,first,first_low,first_high,total");
        // Its difficulty is no probit-normal one.
        assertThat(rows)
                .noneMatch(row -> row.contains("probit"))
                .anyMatch(row -> row.contains(",answers.herding,0,0.9,"));
        assertThat(folder.resolve("effects.csv")).doesNotExist();
    }

    /**
     * The rent of a fleet is that of its devices. Tasks that come one at a time each have the machines to themselves: the time they
     * take grows with what is written, and more machines do nothing for it. A spending rule that wants to be surer spends more.
     */
    @Test
    void machinesAndParametersOfPoliciesAreMovedToo() throws IOException {
        Path file = directory.resolve("served.yaml");
        Files.writeString(file, """
                policies: [adaptive-consistency]
                budgets: [8]
                lengths: {spread: 0}
                hardware: {mine: {like: h100, price: 2}}
                fleet: {accelerator: mine, traffic: {closed: {in-flight: 1}}, tasks: 100}
                """);
        Path folder = directory.resolve("r");
        assertThat(run(
                        "sensitivity " + file
                                + " --of fleet.cost_per_hour --of fleet.latency_mean_s --of rollouts --over fleet.replicas=1..4"
                                + " --over lengths.step=30..90 --over adaptive-consistency.confidence=0.6..0.99 --size 4"
                                + " --tasks 128",
                        folder))
                .isZero();
        List<String> rows = Files.readAllLines(folder.resolve("effects.csv"));
        // Three more machines at 2 dollars.
        assertThat(mu(rows, "fleet.cost_per_hour", "fleet.replicas")).isEqualTo(6);
        assertThat(mu(rows, "fleet.cost_per_hour", "lengths.step")).isZero();
        assertThat(mu(rows, "fleet.latency_mean_s", "lengths.step")).isPositive();
        assertThat(mu(rows, "fleet.latency_mean_s", "fleet.replicas")).isZero();
        assertThat(mu(rows, "rollouts", "adaptive-consistency.confidence")).isPositive();
        assertThat(mu(rows, "rollouts", "fleet.replicas")).isZero();
    }

    private static double mu(List<String> rows, String output, String setting) {
        return rows.stream()
                .filter(row -> row.startsWith(output + " of adaptive-consistency," + setting + ","))
                .mapToDouble(row -> Double.parseDouble(row.split(",")[7]))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--over verifier.slop=0..1 | Did you mean 'verifier.slope'?",
                "--over verifier.slope=1 | verifier.slope needs two ends",
                "--of acuracy | Did you mean 'accuracy'?",
                "--of difference | --of difference needs --rival",
                "--of saturation --over budgets=2..8 | needs a scenario with several budgets",
                "--method sobl | Did you mean 'sobol'?",
                "--size 1 | --size must be a whole number",
                "--tasks 1 | --tasks must be a whole number",
                "--of fleet.latency_p95_s | the scenario has no fleet",
                "--over fleet.replicas=1..4 | fleet.replicas is no setting of the world",
                "--policy dora --over dora.temprature=0..1 | Did you mean 'dora.temperature'?",
                "--policy dora --over dora.temperature=-1..1 | dora.temperature must be a number in",
                "--policy dra | Did you mean 'dora'?",
                "--policy dora --rival dora | --rival must be another policy",
                "--over tasks.solved=0..0.8 --over tasks.unsolvable=0..1.5 | must be a number in [0, 1]"
            })
    void wrongInputWritesNothing(String words, String message) {
        Path folder = directory.resolve("r");
        assertThat(run("sensitivity stress/inversion " + words, folder)).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(folder).doesNotExist();
    }
}
