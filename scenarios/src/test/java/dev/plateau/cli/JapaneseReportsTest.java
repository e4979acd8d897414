package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports in Japanese have no English sentence but those of the scenario, whose words are its own. */
class JapaneseReportsTest {
    /** Four English words in a row: names of columns have three at most. */
    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z']{2,}(?:[ ,;:]+[A-Za-z']{2,}){3,}");

    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stress --quick --policy rebase --policy oracle --family inversion",
                "phase stress/inversion --policy temperature --policy rebase --over attempts.shares.direction=0..0.9"
                        + " --over budgets=2..8,log --cells 4 --tasks 128",
                "worst stress/inversion --policy dora --rival rebase --worlds 10 --starts 1 --tasks 2560 --budget 4",
                "worst stress/inversion --policy dora --rival rebase --best --worlds 10 --starts 1 --tasks 2560 --budget 4",
                "best stress/inversion --policy dora --policy oracle --over budgets=2,4 --price 0.002/rollout --within 0.1",
                "sensitivity stress/inversion --policy dora --rival rebase --of accuracy --of difference --of tokens"
                        + " --budget 4 --size 4 --tasks 128",
                "sensitivity stress/inversion --policy dora --method sobol --over verifier.slope=0..1.5"
                        + " --over answers.herding=0..0.9 --budget 4 --size 4 --tasks 128",
            })
    void noEnglishSentenceIsLeft(String command) throws IOException {
        Path out = directory.resolve("out");

        assertThat(Main.run(
                        new PrintWriter(new StringWriter(), true),
                        new PrintWriter(err, true),
                        (command + " --quiet --language ja --out " + out).split(" ")))
                .as(err.toString())
                .isZero();
        String page = Files.readString(out.resolve("report.html"));
        assertThat(page)
                .contains("<html lang=\"ja\">", "<p class=\"lead\">", "<caption>", "標本誤差", "モデル誤差")
                .containsPattern("<code>plateau " + command.split(" ")[0] + " .*--language ja");
        String text = page.replaceAll("(?s)<style>.*?</style>|<pre.*?</pre>", "\n")
                .replaceAll("(?:alt|aria-label)=\"([^\"]*)\"", ">\n$1\n<")
                .replaceAll("<[^>]*>", "\n");
        assertThat(ENGLISH.matcher(text).results().map(MatchResult::group)).isEmpty();
    }
}
