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

class WorstCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private int worst(Path folder, String... more) throws IOException {
        Path bounds = Files.writeString(
                directory.resolve("bounds.yaml"), "verifier.slope: -1..1\nverifier.step-noise: 0..1\n");
        List<String> words = new ArrayList<>(List.of(
                "worst",
                "stress/inversion",
                "--policy",
                "rebase",
                "--rival",
                "parallel",
                "--bounds",
                bounds.toString(),
                "--worlds",
                "30",
                "--starts",
                "2",
                "--tasks",
                "2560",
                "--budget",
                "8",
                "--out",
                folder.toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    /** A search that follows a verifier loses most where the verifier prefers what is wrong, and wins most where it knows most. */
    @Test
    void theInvertedVerifierIsFound() throws IOException {
        Path one = directory.resolve("one");
        Path three = directory.resolve("three");
        Path best = directory.resolve("best");
        assertThat(worst(one, "--threads", "1")).isZero();
        assertThat(worst(three, "--threads", "3")).isZero();
        assertThat(ResultFolder.files(one))
                .containsExactly(
                        "difference.csv",
                        "plots/settings.png",
                        "plots/settings.svg",
                        "report.html",
                        "results.sqlite",
                        "run.json",
                        "settings.csv",
                        "starts.csv",
                        "worst.yaml");
        for (String file : List.of("worst.yaml", "settings.csv", "starts.csv", "difference.csv", "report.html")) {
            assertThat(one.resolve(file)).hasSameTextualContentAs(three.resolve(file));
        }
        assertThat(slope(one.resolve("worst.yaml"))).isLessThan(-0.25);
        assertThat(difference(one)).isLessThan(-0.15);
        assertThat(Files.readAllLines(one.resolve("settings.csv")).get(1)).startsWith("verifier.slope,0.55,-");
        assertThat(Files.readString(one.resolve("worst.yaml")))
                .startsWith("# Found by plateau ")
                .contains(" with this command, seed 1:\n# plateau worst stress/inversion");
        assertThat(run("validate", one.resolve("worst.yaml").toString())).isZero();

        assertThat(worst(best, "--best")).isZero();
        assertThat(slope(best.resolve("best.yaml"))).isGreaterThan(0.6);
        assertThat(difference(best)).isGreaterThan(0.03);
        assertThat(out.toString()).contains("What takes most away when it is put back: verifier.slope");

        // Whoever runs the file meets the tasks that it was measured on.
        Path again = directory.resolve("again");
        assertThat(run("run", one.resolve("worst.yaml").toString(), "--precision", "0.02", "--out", again.toString()))
                .isZero();
        String[] row =
                Files.readAllLines(again.resolve("comparison.csv")).get(1).split(",", -1);
        assertThat(row).contains("rebase", "parallel");
    }

    private static double slope(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("  slope: "))
                .mapToDouble(line -> Double.parseDouble(line.substring(9)))
                .findFirst()
                .orElseThrow();
    }

    /** In the world that was found. */
    private static double difference(Path folder) throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("difference.csv"));
        List<String> header = List.of(rows.get(0).split(","));
        return Double.parseDouble(rows.get(2).split(",")[header.indexOf("difference")]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--policy dora --rival dora | --rival must be another policy than --policy (got dora twice)",
                "--policy dora --rival rebas | Did you mean 'rebase'?",
                "--policy dora | Missing required option: '--rival=ID'",
                "--policy dora --rival rebase --over verifier.slop=0..1 | Did you mean 'verifier.slope'?",
                "--policy dora --rival rebase --over verifier.slope=0..1 --over verifier.slope=0..1 | given twice",
                "--policy dora --rival rebase --starts 4 --worlds 3 | --worlds must be a whole number in 4..1000000",
                "--policy dora --rival rebase --bounds none.yaml | none.yaml:1:1: cannot read it: no such file",
                "--policy dora --rival rebase --tasks 1 | --tasks must be a whole number"
            })
    void wrongInputWritesNothing(String words, String message) {
        Path folder = directory.resolve("r");
        List<String> all = new ArrayList<>(List.of("worst", "stress/inversion", "--out", folder.toString()));
        all.addAll(List.of(words.split(" ")));
        assertThat(run(all.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(folder).doesNotExist();
    }

    @Test
    void tasksOfAnotherFileAreRefused() {
        assertThat(run("worst", "pythia-12b-math", "--policy", "dora", "--rival", "rebase", "--quiet"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot name this one");
    }
}
