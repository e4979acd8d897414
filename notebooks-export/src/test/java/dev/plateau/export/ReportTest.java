package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path dir;

    @Test
    void answersFirst() throws IOException {
        String page = report(Samples.warned(Samples.typical(), "The cap was reached."));

        assertThat(page)
                .containsSubsequence(
                        "<h1>Where more rollouts stop helping</h1>",
                        "<li>The cap was reached.</li>",
                        "<p class=\"lead\">At 256 rollouts per task, rebase is best",
                        "<table>",
                        "<img",
                        "alt=\"Accuracy against budget",
                        "accuracy.csv",
                        "verifier.csv");
        assertThat(Pattern.compile("<img ").matcher(page).results()).hasSize(6);
    }

    @Test
    void whoIsToldTheTruthIsNoChoiceOfMachines() throws IOException {
        StudyResult served = Samples.served(
                Samples.study("Machines", List.of("w"), List.of("parallel", "dora"), List.of(1, 4, 16)),
                List.of("one h100"));
        Pattern front = Pattern.compile("<tr class=\"front\"><th [^>]*>dora<");

        assertThat(Answer.ofMachines(served).lines()).anyMatch(line -> line.contains("dora"));
        assertThat(report(served)).containsPattern(front);
        assertThat(Answer.ofMachines(Samples.told(served, "dora")).lines())
                .isNotEmpty()
                .noneMatch(line -> line.contains("dora"));
        assertThat(report(Samples.told(served, "dora"))).doesNotContainPattern(front);
    }

    @Test
    void showsWhatWasSpentAndLost() throws IOException {
        String page = report(Samples.bounded(Samples.typical()));

        assertThat(page)
                .containsSubsequence(
                        "alt=\"Accuracy against rollouts really spent per task",
                        "alt=\"Accuracy against tokens really spent per task",
                        "alt=\"Accuracy against TFLOP really spent per task",
                        "has the least regret: it loses",
                        "alt=\"Accuracy lost against the oracle",
                        "each part is the mean over both orders of taking the two away. The rest is the rule&#39;s (regret.csv)");
        assertThat(report(Samples.typical())).doesNotContain("regret", "oracle", "rollouts really spent");
    }

    @Test
    void saysWhatItTakesOnMachines() throws IOException {
        String page = report(Samples.served(
                Samples.study("Machines", List.of("w"), List.of("parallel", "dora"), List.of(1, 4, 16)),
                List.of("one h100")));

        assertThat(page)
                .containsSubsequence(
                        "<h2>On machines</h2>",
                        "<p>On one h100, parallel at 16 rollouts is the most accurate choice of those that are in"
                                + " time: it answers within",
                        "Model error \u00b115 %, sampling \u00b16.0 % of the latency",
                        "On one h100 the queue would grow without end with dora at 16.",
                        "<tr class=\"front\">",
                        "latency, cost, energy",
                        "overloaded: at most 1.46 tasks per second",
                        "alt=\"Accuracy against the 95th percentile of latency",
                        "(fleet.csv)");
        assertThat(page).doesNotContain("NaN", "Infinity", "(latency.csv)", "(timeline.csv)");
        assertThat(report(Samples.typical())).doesNotContain("machines", "fleet");
    }

    @Test
    void needsNoOtherFile() throws IOException {
        String page = report(Samples.typical());

        assertThat(page).doesNotContain("http", "<link", "<script", "url(");
        assertThat(Pattern.compile("src=\"(?!data:image/png;base64,)")
                        .matcher(page)
                        .find())
                .isFalse();
    }

    @Test
    void escapesWhatItIsGiven() throws IOException {
        String evil = "<script>alert('\"&')</script>";
        StudyResult result =
                Samples.warned(Samples.study(evil, List.of(evil, "w"), List.of(evil, "b"), List.of(1, 2)), evil);

        String page = report(result);

        assertThat(page).doesNotContain("<script", "alert('").contains("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)");
    }

    @Test
    void withoutWarningsThereIsNoBox() throws IOException {
        assertThat(report(Samples.typical())).doesNotContain("Mind when reading");
    }

    @Test
    void anEmptyResultIsStillAPage() throws IOException {
        StudyResult empty = new StudyResult(
                "n",
                "t",
                "b",
                List.of(),
                BudgetUnit.ROLLOUTS,
                0.01,
                0.001,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("Cancelled."));

        assertThat(report(empty)).contains("Cancelled.").endsWith("</html>\n");
    }

    private String report(StudyResult result) throws IOException {
        Report.write(result, dir);
        String page = Files.readString(dir.resolve("report.html"));
        assertThat(page.length()).isLessThan(2_000_000);
        return page.replaceAll("base64,[A-Za-z0-9+/=]+", "base64,");
    }
}
