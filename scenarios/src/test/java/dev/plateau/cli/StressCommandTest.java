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

class StressCommandTest {
    private static final String HEAD = "course,seed,family,rung,label,hostility,policy,status,tasks,right_by_group\n";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private int stress(Path folder, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "stress",
                "--quick",
                "--policy",
                "rebase",
                "--policy",
                "dora-true",
                "--family",
                "short-chains",
                "--family",
                "inversion",
                "--out",
                folder.toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @Test
    void theCourseIsTheSameForAnyNumberOfThreads() throws IOException {
        Path one = directory.resolve("one");
        Path three = directory.resolve("three");
        assertThat(stress(one, "--threads", "1")).isZero();
        assertThat(stress(three, "--threads", "3")).isZero();
        assertThat(ResultFolder.files(one))
                .containsExactly(
                        "plots/heat-map.png",
                        "plots/heat-map.svg",
                        "policies/dora-true.html",
                        "policies/parallel.html",
                        "policies/rebase.html",
                        "ranks.csv",
                        "report.html",
                        "run.json",
                        "scores.csv",
                        "stress.csv");
        for (String file : List.of("stress.csv", "scores.csv", "ranks.csv", "policies/rebase.html")) {
            assertThat(one.resolve(file)).hasSameTextualContentAs(three.resolve(file));
        }
        assertThat(out.toString()).contains("2 families of stress course 1", "rebase", "Results: " + one);
        assertThat(Files.readString(one.resolve("run.json")))
                .contains("\"course\" : \"1\"", "course_sha256", "--policy rebase");
        // Three policies on five rungs of each of two families; those that are told the truth have no rank.
        assertThat(Files.readAllLines(one.resolve("stress.csv"))).hasSize(1 + 3 * 5 * 2);
        assertThat(Files.readAllLines(one.resolve("scores.csv"))).hasSize(1 + 3 * 2);
        assertThat(Files.readAllLines(one.resolve("ranks.csv"))).hasSize(1 + 2 * 3);

        String csv = one.resolve("stress.csv").toString();
        assertThat(run("stress", "--compare", csv, three.resolve("stress.csv").toString()))
                .isZero();
        assertThat(out.toString()).contains("6 comparisons of a policy in a family: 0 worse, 0 better");
        // With short chains searches are better, and with an inverted verifier worse.
        assertThat(run("stress", "--compare", csv, csv, "--policy", "parallel=rebase"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("better: rebase in short-chains", "worse: rebase in inversion");
    }

    private Path table(String name, String seed, String policy, String groups) throws IOException {
        return Files.writeString(
                directory.resolve(name),
                HEAD + "1," + seed + ",herding,0,none,0," + policy + ",ok,400," + groups + "\n");
    }

    @Test
    void pairingFindsWhatIntervalsCannot() throws IOException {
        Path before = table("a.csv", "1", "dora", "90 50 70 30");
        Path after = table("b.csv", "1", "dora", "84 45 64 24");
        Path elsewhere = table("c.csv", "2", "dora", "84 45 64 24");
        assertThat(run("stress", "--compare", before.toString(), after.toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("worse: dora in herding from 60.00 % to 54.25 %, by -5.75 points", "paired");
        assertThat(run("stress", "--compare", after.toString(), before.toString()))
                .isZero();
        assertThat(run("stress", "--compare", before.toString(), elsewhere.toString()))
                .isZero();
    }

    @Test
    void whoIsDisqualifiedAnewIsWorse() throws IOException {
        Path before = table("a.csv", "1", "mine", "90 50 70 30");
        Path after = Files.writeString(
                directory.resolve("b.csv"), HEAD + "1,1,herding,0,none,0,mine,policy mine threw,0,\n");
        assertThat(run("stress", "--compare", before.toString(), after.toString(), "--policy", "mine"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("worse: mine in herding was disqualified", "policy mine threw");
    }

    @Test
    void wrongFilesAreRefusedWithTheirPlace() throws IOException {
        Path before = table("a.csv", "1", "dora", "90 50 70 30");
        Path odd = table("b.csv", "1", "dora", "90 x");
        assertThat(run("stress", "--compare", before.toString(), odd.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("b.csv:2:34: right_by_group must be whole numbers");
        assertThat(run(
                        "stress",
                        "--compare",
                        before.toString(),
                        directory.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none:1:1: cannot read it: no such file");
        Path foreign = Files.writeString(directory.resolve("f.csv"), "a,b\n1,2\n");
        assertThat(run("stress", "--compare", foreign.toString(), before.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("f.csv:1:1: there is no column 'course'");
        assertThat(run("stress", "--compare", before.toString(), before.toString(), "--policy", "dra"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--policy: no policy 'dra'", "Did you mean 'dora'?");
    }

    @Test
    void wrongOptionsWriteNothing() {
        Path folder = directory.resolve("r");
        assertThat(run("stress", "--family", "imbalanc", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean 'imbalance'?");
        assertThat(run("stress", "--threads", "0", "--out", folder.toString())).isEqualTo(2);
        assertThat(run("stress", "--compare", "a", "b", "--quick")).isEqualTo(2);
        assertThat(folder).doesNotExist();
    }
}
