package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageOptionTest {
    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run saturation",
                "plan",
                "stress",
                "calibrate --design saturation",
                "phase saturation --over mistakes.share=0..1 --over answers.herding=0..1",
                "worst stress/inversion --policy dora --rival rebase",
                "best saturation --price 1/rollout",
                "sensitivity saturation"
            })
    void aLanguageThatThereIsNotIsRefused(String command) {
        Path out = directory.resolve("out");

        assertThat(run(command + " --language de --out " + out)).isEqualTo(2);
        assertThat(err.toString()).contains("--language must be one of en, ja (got de)");
        assertThat(out).doesNotExist();
    }

    @Test
    void aRunIsReportedAndRecordedInItsLanguage() throws IOException {
        Path scenario = scenario();
        Path out = directory.resolve("r");

        assertThat(run("run " + scenario + " --quiet --language ja --out " + out))
                .isZero();
        assertThat(page(out)).contains("<html lang=\"ja\">");
        assertThat(record(out).path("language").asText()).isEqualTo("ja");
        assertThat(record(out).path("command").asText()).contains(" --language ja ");
        assertThat(run("rerun " + out)).isZero();

        assertThat(run("run " + scenario + " --quiet --resume --out " + out)).isZero();
        assertThat(page(out)).contains("<html lang=\"ja\">");
        assertThat(record(out).path("command").asText()).contains(" --language ja ");

        assertThat(run("run " + scenario + " --quiet --resume --language en --out " + out))
                .isZero();
        assertThat(page(out)).contains("<html lang=\"en\">");
        assertThat(record(out).path("command").asText()).doesNotContain("--language");
    }

    @Test
    void aSweepIsToo() throws IOException {
        Path scenario = Files.writeString(directory.resolve("sweep.yaml"), """
                policies: [parallel]
                budgets: [1, 2]
                precision: 0.05
                mistakes: {share: [0, 0.5]}
                """);
        Path out = directory.resolve("s");

        assertThat(run("run " + scenario + " --quiet --language ja --out " + out))
                .as(err.toString())
                .isZero();
        assertThat(record(out).path("language").asText()).isEqualTo("ja");
        assertThat(record(out).path("command").asText()).contains(" --language ja ");
    }

    private Path scenario() throws IOException {
        return Files.writeString(directory.resolve("small.yaml"), """
                policies: [parallel]
                budgets: [1, 2]
                precision: 0.05
                """);
    }

    private static String page(Path out) throws IOException {
        return Files.readString(out.resolve("report.html"));
    }

    private static JsonNode record(Path out) throws IOException {
        return new ObjectMapper().readTree(out.resolve("run.json").toFile());
    }

    private int run(String command) {
        List<String> words = List.of(command.split(" "));
        return Main.run(
                new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), words.toArray(String[]::new));
    }
}
