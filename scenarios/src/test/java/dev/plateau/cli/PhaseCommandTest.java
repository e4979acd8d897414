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

class PhaseCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private int phase(Path folder, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "phase",
                "stress/inversion",
                "--over",
                "verifier.slope=-1..1",
                "--over",
                "budgets=2..8,log",
                "--policy",
                "parallel",
                "--policy",
                "rebase",
                "--cells",
                "8",
                "--tasks",
                "256",
                "--out",
                folder.toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @Test
    void aDiagramIsTheSameForAnyNumberOfThreads() throws IOException {
        Path one = directory.resolve("one");
        Path three = directory.resolve("three");
        assertThat(phase(one, "--threads", "1")).isZero();
        assertThat(phase(three, "--threads", "3")).isZero();
        assertThat(ResultFolder.files(one))
                .containsExactly(
                        "phase-policies.csv",
                        "phase.csv",
                        "plots/phase.png",
                        "plots/phase.svg",
                        "report.html",
                        "results.sqlite",
                        "run.json");
        for (String file : List.of("phase.csv", "phase-policies.csv", "plots/phase.svg", "report.html")) {
            assertThat(one.resolve(file)).hasSameTextualContentAs(three.resolve(file));
        }
        List<String> rows = Files.readAllLines(one.resolve("phase.csv"));
        assertThat(rows.get(0)).isEqualTo("x,y,winner,runner_up,margin,low,high,certain,tasks,level");
        // A verifier that prefers what is wrong is worse than none, and one that knows something is better.
        assertThat(rows).anyMatch(row -> row.matches("-1,8,parallel,rebase,0\\.[1-5].*,yes,256,0"));
        assertThat(rows).anyMatch(row -> row.matches("1,8,rebase,parallel,0\\..*,yes,256,0"));
        assertThat(Files.readString(one.resolve("run.json")))
                .contains("points_simulated", "points_of_full_grid", "--over verifier.slope=-1..1");
        assertThat(out.toString()).contains("Certain to win: parallel on", "points of a full grid", "several worlds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--over verifier.slop=0..1 --over budgets=1..4 | Did you mean 'verifier.slope'?",
                "--over verifier.slope=0..1 --over verifier.slope=0..1 | verifier.slope is given twice",
                "--over verifier.slope=0..1 | --over must be given twice (got 1 settings)",
                "--over verifier.slope=0..1 --over similarity.view=0..1 | similarity.view is not a number",
                "--over verifier.slope=1..0 --over budgets=1..4 | needs a lower end below the upper one",
                "--over verifier.slope=0..1000 --over budgets=1..4 | must be a number in [-100, 100] (got 1000)",
                "--over attempts.shares.direction=0..0.8 --over attempts.shares.steps=0..0.8 | sum to 1.6",
                "--over tasks.solved=0..0.8 --over tasks.unsolvable=0..0.8 | must sum to at most 1",
                "--over verifier.slope=0..1 --over budgets=1..4 --policy dra --policy dora | Did you mean 'dora'?",
                "--over verifier.slope=0..1 --over budgets=1..4 --policy dora | there must be two policies",
                "--over verifier.slope=0..1 --over budgets=1..4 --budget 4 | exclude each other",
                "--over verifier.slope=0..1 --over budgets=1..4 --cells 12 | --cells must be one of 4, 8",
                "--over verifier.slope=0..1 --over budgets=1..4 --tasks 1 | --tasks must be a whole number"
            })
    void wrongInputWritesNothing(String words, String message) {
        Path folder = directory.resolve("r");
        List<String> all = new ArrayList<>(List.of("phase", "stress/inversion", "--out", folder.toString()));
        all.addAll(List.of(words.split(" ")));
        assertThat(run(all.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(folder).doesNotExist();
    }
}
