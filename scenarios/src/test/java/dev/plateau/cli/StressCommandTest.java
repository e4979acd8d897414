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
                        "differences.csv",
                        "plots/heat-map.png",
                        "plots/heat-map.svg",
                        "policies/dora-true.html",
                        "policies/parallel.html",
                        "policies/rebase.html",
                        "ranks.csv",
                        "report.html",
                        "results.sqlite",
                        "run.json",
                        "scores.csv",
                        "stress.csv");
        for (String file :
                List.of("stress.csv", "scores.csv", "ranks.csv", "differences.csv", "policies/rebase.html")) {
            assertThat(one.resolve(file)).hasSameTextualContentAs(three.resolve(file));
        }
        assertThat(Files.readString(one.resolve("policies/rebase.html")))
                .contains("<svg", "Accuracy minus that of parallel over the hostility", ">inversion</text>");
        assertThat(Files.readString(one.resolve("policies/parallel.html"))).doesNotContain("<svg");
        assertThat(out.toString()).contains("2 families of stress course 1", "rebase", "Results: " + one);
        assertThat(Files.readString(one.resolve("run.json")))
                .contains("\"course\" : \"1\"", "course_sha256", "--policy rebase");
        // Three policies on five rungs of each of two families; those that are told the truth have no rank.
        assertThat(Files.readAllLines(one.resolve("stress.csv"))).hasSize(1 + 3 * 5 * 2);
        assertThat(Files.readAllLines(one.resolve("scores.csv"))).hasSize(1 + 3 * 3);
        assertThat(Files.readAllLines(one.resolve("differences.csv"))).hasSize(1 + 3);
        assertThat(Files.readAllLines(one.resolve("ranks.csv"))).hasSize(1 + 2 * 3);

        String csv = one.resolve("stress.csv").toString();
        assertThat(run("stress", "--compare", csv, three.resolve("stress.csv").toString()))
                .isZero();
        assertThat(out.toString())
                .contains("Comparisons: 9 (each policy in each family, and over all of them), 0 worse, 0 better");
        // With short chains searches are better, and with an inverted verifier worse.
        assertThat(run("stress", "--compare", csv, csv, "--policy", "parallel=rebase"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("better: rebase after parallel in short-chains", "worse: rebase after parallel in inversion");
    }

    @Test
    void aCourseIsGoneOnWithOnlyAsItWas() throws IOException {
        Path folder = directory.resolve("course");
        assertThat(stress(folder, "--quiet")).isZero();
        assertThat(stress(folder, "--quiet", "--resume")).isZero();
        assertThat(folder.resolve("run.json")).content().contains("\"simulated\" : 0");
        String record = Files.readString(folder.resolve("run.json"));
        assertThat(stress(folder, "--resume", "--seed", "7")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("plateau: " + folder.resolve("results.sqlite")
                        + " has a run of something else, which cannot be gone on with:\n  seed: 7 (was 1)\n"
                        + "To begin anew, delete the file or choose another folder.\n");
        assertThat(folder.resolve("run.json")).hasContent(record);
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
        assertThat(run("stress", "--compare", after.toString(), before.toString(), "--policy", "mine"))
                .isZero();
        assertThat(out.toString()).contains("better: mine in herding is not disqualified any more");
        assertThat(run("stress", "--compare", after.toString(), after.toString(), "--policy", "mine"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("where it was disqualified before and is now");
    }

    @Test
    void whoIsToldTheTruthIsNotRanked() {
        Path results = directory.resolve("told");
        assertThat(run(
                        "stress",
                        "--quick",
                        "--family",
                        "short-chains",
                        "--policy",
                        "oracle",
                        "--out",
                        results.toString()))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "Over 1 family of stress course 1, plain parallel sampling answers ",
                        "No other policy is ranked.")
                .contains("Note: oracle is told the truth, so it is not ranked");
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
    void whatDoesNotBelongTogetherIsRefused() throws IOException {
        String csv = table("a.csv", "1", "dora", "90 50 70 30").toString();
        assertThat(run("stress", "--compare", csv)).isEqualTo(2);
        assertThat(err.toString()).contains("--compare takes two files stress.csv, the old one first (got 1)");
        assertThat(run("stress", "--compare", csv, csv, "--answer-within", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("--compare takes no --answer-within");
        assertThat(run("stress", "--family", "stress/herding")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean 'herding'?");
    }

    private int compare(Path before, Path after, String... more) {
        List<String> words = new ArrayList<>(List.of("stress", "--compare", before.toString(), after.toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private Path rows(String name, String... rows) throws IOException {
        return Files.writeString(directory.resolve(name), HEAD + String.join("\n", rows) + "\n");
    }

    @Test
    void tablesThatCannotBeAreRefused() throws IOException {
        Path fine = table("a.csv", "1", "dora", "90 50 70 30");
        assertThat(compare(fine, rows("empty.csv"))).isEqualTo(2);
        assertThat(err.toString()).contains("empty.csv:1:1: there is nothing below the names of the columns");
        assertThat(compare(fine, rows("many.csv", "1,1,herding,0,none,0,dora,ok,400,90 50 70 101")))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "many.csv:2:34: a group of 100 tasks has no more right answers, and no fewer than 0 (got 101)");
        String row = "1,1,herding,0,none,0,dora,ok,400,90 50 70 30";
        assertThat(compare(fine, rows("twice.csv", row, row))).isEqualTo(2);
        assertThat(err.toString())
                .contains("twice.csv:3:20: hostility must rise from rung to rung of herding for dora");
        assertThat(compare(fine, rows("mixed.csv", row, "2" + row.substring(1).replace("dora", "rebase"))))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("mixed.csv:3:1: a file has one version of the course, 1 further up (got 2)");
    }

    @Test
    void whatCannotBeComparedIsNoSuccess() throws IOException {
        Path before = table("a.csv", "1", "dora", "90 50 70 30");
        assertThat(compare(before, rows("b.csv", "2,1,herding,0,none,0,dora,ok,400,90 50 70 30")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("b.csv of version 2. Only scores of one version can be compared");
        assertThat(compare(before, table("c.csv", "1", "rebase", "90 50 70 30")))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("the files have no policy in common. Maybe --policy OLD=NEW, with OLD one of dora and NEW one"
                        + " of rebase");
        assertThat(compare(before, rows("d.csv", "1,1,drift,0,none,0,dora,ok,400,90 50 70 30")))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("there is nothing to compare: herding, which only the first file has; drift, which only the"
                        + " second file has");
        assertThat(compare(before, before, "--seed", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("--compare takes no --seed");
    }

    @Test
    void onePolicyIsWatchedAgainstSeveral() throws IOException {
        String dora = "1,1,herding,0,none,0,dora,ok,400,90 50 70 30";
        Path file = rows(
                "a.csv",
                dora,
                dora.replace("dora", "beam").replace("90 50 70 30", "84 45 64 24"),
                dora.replace("dora", "rebase").replace("90 50 70 30", "95 56 75 36"));
        assertThat(compare(file, file, "--policy", "dora=beam", "--policy", "dora=rebase"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "worse: beam after dora in herding", "better: rebase after dora in herding", "Comparisons: 2");
        assertThat(compare(file, file, "--policy", "dora=beam", "--quiet")).isEqualTo(1);
        assertThat(out.toString()).doesNotContain("Comparisons: 1");
    }

    /** In each of six families a point is within the noise, over all of them it is not. */
    @Test
    void littleInEveryFamilyIsMuchOverAll() throws IOException {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        int[] noise = {4, -4, 1, -2, 3, -2, 0, -1};
        for (int family = 0; family < 6; family++) {
            StringBuilder old = new StringBuilder();
            StringBuilder recent = new StringBuilder();
            for (int group = 0; group < 8; group++) {
                old.append(50).append(' ');
                recent.append(48 + (family % 2 == 0 ? 1 : -1) * noise[group]).append(' ');
            }
            String head = "1,1,family" + family + ",0,none,0,dora,ok,800,";
            before.add(head + old.toString().strip());
            after.add(head + recent.toString().strip());
        }
        assertThat(compare(rows("a.csv", before.toArray(String[]::new)), rows("b.csv", after.toArray(String[]::new))))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "worse: dora over all families from 50.00 % to",
                        "Comparisons: 7 (each policy in each family, and over all of them), 1 worse, 0 better");
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
