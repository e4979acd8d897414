package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.export.Texts;
import dev.plateau.export.Texts.Language;
import dev.plateau.model.Levels;
import dev.plateau.scenario.PilotFile;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Reports in Japanese have no English sentence but those of the scenario, whose words are its own. */
class JapaneseReportsTest {
    /** Names of columns are those of the files, in lower case. */
    private static final Pattern COLUMN = Pattern.compile("<th scope=\"col\"[^>]*>([a-z0-9 ]{8,})<");

    /** Four English words in a row. */
    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z']{2,}(?:[ ,;:]+[A-Za-z']{2,}){3,}");

    private static final String RUN = """
            title: run
            tasks: {levels: {shares: [1, 2, 1]}}
            policies: [parallel, rebase, oracle]
            budgets: [1, 4]
            precision: 0.1
            max-tasks: 128
            regret: true
            fleet: {accelerator: h100, traffic: {poisson: {rate: 0.5}}, tasks: 200, slo: 20}
            fleets: {one: {}, two: {replicas: 2}}
            """;
    private static final String SWEEP = """
            title: sweep
            policies: [parallel, dora]
            budgets: [4, 16]
            precision: 0.1
            verifier: {slope: [0, 1]}
            answers: {herding: [0, 0.5]}
            """;
    private static final String PLAN = """
            title: plan
            policies: [parallel]
            budgets: [1, 4]
            precision: 0.1
            fleet: {accelerator: h100, traffic: {poisson: {rate: 2}}, tasks: 200}
            plan:
              accelerators: [l40s, h100]
              max-devices: 16
              slos: {kept: {accuracy: 0.3, p95-latency: 60}, never: {accuracy: 0.999, p95-latency: 60}}
            """;
    private static final String WORLD = """
            tasks: {difficulty: {fixed: 0.5}}
            attempts: {shares: {direction: 0}, steps: 1}
            policies: [parallel]
            select: oracle
            refinement: {stickiness: 0, reuse: 0}
            fleet: {accelerator: h100, traffic: {closed: {in-flight: 1}}}
            """;

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
                "run FOLDER/run.yaml",
                "run FOLDER/sweep.yaml",
                "plan FOLDER/plan.yaml",
                "calibrate FOLDER/rounds.csv --predict 2",
                "calibrate FOLDER/log.jsonl --fleet FOLDER/machine.yaml",
            })
    void noEnglishSentenceIsLeft(String command) throws IOException {
        assertNoEnglish(command);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "calibrate FOLDER/counts.csv --predict 200,50",
                "calibrate FOLDER/samples.csv --predict 4",
                "calibrate FOLDER/counts.csv --design FOLDER/world.yaml --epsilon 0.01 --problems 50",
            })
    void noEnglishSentenceIsLeftOfFits(String command) throws IOException {
        assertNoEnglish(command);
    }

    private void writeInput() throws IOException {
        write("run.yaml", RUN);
        write("sweep.yaml", SWEEP);
        write("plan.yaml", PLAN);
        write("world.yaml", WORLD);
        write("counts.csv", CalibrateCommandTest.pilot());
        write("samples.csv", CalibrateCommandTest.samples());
        write("rounds.csv", CalibrateCommandTest.rounds());
        write("log.jsonl", CalibrateCommandTest.log());
        write("machine.yaml", CalibrateCommandTest.MACHINE);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }

    private void assertNoEnglish(String command) throws IOException {
        writeInput();
        boolean fit = command.startsWith("calibrate") && !command.contains("--design");
        Path out = directory.resolve(fit ? "out/s.yaml" : "out");

        assertThat(Main.run(
                        new PrintWriter(new StringWriter(), true),
                        new PrintWriter(err, true),
                        (command.replace("FOLDER", directory.toString()) + " --quiet --language ja --out " + out)
                                .split(" ")))
                .as(err.toString())
                .isZero();
        String page = Files.readString(directory.resolve("out").resolve(fit ? "s.fit.html" : "report.html"));
        assertThat(page).containsPattern("<code>plateau " + command.split(" ")[0] + " .*--language ja");
        assertJapanese(page);
    }

    @Test
    void noEnglishSentenceIsLeftOfATableThatWasFitted() throws IOException, ScenarioException {
        Path data = Files.writeString(directory.resolve("table.csv"), TableFitTest.TABLE);
        PilotFile pilot = PilotFile.read(data, new PilotFile.Choice(Optional.of("m"), Optional.empty()));
        CommandLine line = new CommandLine(new CalibrateCommand()).setErr(new PrintWriter(err, true));
        new TableFit(line.getCommandSpec(), true, new Texts(Language.JA), TableFitTest.LEAST)
                .run(
                        pilot,
                        new TableFit.Wish(List.of(16), new Levels(List.of(1.0, 3.0), 0.5), 0.001, 5, 2),
                        CalibrationFiles.around(directory.resolve("s.yaml")),
                        List.of(" 1 with this command:", "plateau calibrate"));

        assertJapanese(Files.readString(directory.resolve("s.fit.html")));
    }

    private static void assertJapanese(String page) {
        assertThat(page).contains("<html lang=\"ja\">", "<p class=\"lead\">", "<caption>", "標本誤差", "モデル誤差", "仮定");
        String text = page.replaceAll("(?s)<style>.*?</style>|<pre.*?</pre>", "\n")
                .replaceAll("(?:alt|aria-label)=\"([^\"]*)\"", ">\n$1\n<");
        for (MatchResult column : COLUMN.matcher(text).results().toList()) {
            text = text.replace(column.group(1), "\n");
        }
        text = text.replaceAll("<[^>]*>", "\n");
        assertThat(ENGLISH.matcher(text).results().map(MatchResult::group)).isEmpty();
    }
}
