package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.CountsFit;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.scenario.FittedScenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CalibrateCommandTest {
    private static final String HEADER = "problem_id,n_samples,n_correct\n";
    private static final int[] CORRECT = {0, 0, 0, 1, 0, 3, 7, 0, 2, 0, 12, 0, 20, 1, 0, 0, 5, 0, 0, 1};

    static final String MACHINE =
            "models: {policy: llama-3.2-1b}\nfleet: {accelerator: l4, serves: [policy], max-sequences: 8}\n";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static String pilot() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < CORRECT.length; i++) {
            text.append(i).append(",20,").append(CORRECT[i]).append('\n');
        }
        return text.toString();
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Map<String, String> calibrate(String folder, String... more) throws IOException {
        Path data = write("pilot.csv", pilot());
        Path scenario = directory.resolve(folder).resolve("s.yaml");
        List<String> words = new ArrayList<>(
                List.of("calibrate", data.toString(), "--out", scenario.toString(), "--predict", "200,50", "--quiet"));
        words.addAll(List.of(more));
        assertThat(run(words.toArray(String[]::new))).as(err.toString()).isZero();
        Map<String, String> files = new TreeMap<>();
        for (String file : ResultFolder.files(directory.resolve(folder))) {
            byte[] bytes = Files.readAllBytes(directory.resolve(folder).resolve(file));
            files.put(file, new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return files;
    }

    @Test
    void writesTheSameFilesTwice() throws IOException {
        Map<String, String> once = calibrate("a");
        assertThat(once.keySet())
                .containsExactlyInAnyOrder(
                        "prediction.csv",
                        "s.yaml",
                        "s.fit.html",
                        "s.fit/counts.csv",
                        "s.fit/curve.csv",
                        "s.fit/families.csv",
                        "s.fit/held_out.csv",
                        "s.fit/parameters.csv",
                        "s.fit/prediction.csv",
                        "s.fit/saturation.csv",
                        "s.fit/plots/coverage.png",
                        "s.fit/plots/coverage.svg",
                        "s.fit/plots/residuals.png",
                        "s.fit/plots/residuals.svg");
        assertThat(calibrate("b", "--threads", "1")).isEqualTo(once);
        assertThat(calibrate("a")).isEqualTo(once);
        assertThat(calibrate("c", "--seed", "2").get("prediction.csv")).isNotEqualTo(once.get("prediction.csv"));
        assertThat(out.toString()).isEmpty();
        List<String> prediction = once.get("prediction.csv").lines().toList();
        assertThat(prediction).hasSize(3);
        assertThat(prediction.get(0)).isEqualTo("budget,metric,value,low,high");
        assertThat(prediction.get(1)).startsWith("50,coverage,");
        assertThat(once.get("s.yaml"))
                .startsWith("# Calibrated by plateau")
                .contains("# plateau calibrate pilot.csv --out SCENARIO.yaml --predict 200,50 --seed 1\n")
                .contains("# Data: pilot.csv, SHA-256 " + RunRecord.sha256(pilot()) + "\n");
    }

    /** 2,048 tasks leave an error of about 0.008 of the coverage of the scenario. */
    @Test
    void theScenarioRunsAndItsCoverageIsThatOfTheFit() throws IOException {
        Map<String, String> files = calibrate("a");
        Path results = directory.resolve("results");
        String scenario = directory.resolve("a/s.yaml").toString();
        assertThat(run("run", scenario, "--out", results.toString(), "--quiet"))
                .as(err.toString())
                .isZero();
        double predicted = Double.parseDouble(
                files.get("prediction.csv").lines().toList().get(2).split(",")[2]);
        List<String> rows = Files.readAllLines(results.resolve("accuracy.csv"));
        List<String> names = List.of(rows.get(0).split(","));
        List<String> last = List.of(rows.get(rows.size() - 1).split(","));
        assertThat(last.get(names.indexOf("budget"))).isEqualTo("200");
        assertThat(Double.parseDouble(last.get(names.indexOf("coverage")))).isCloseTo(predicted, within(0.03));
    }

    @Test
    void saysWhatItFoundAndWhatItDoesNotKnow() throws IOException {
        Path data = write("pilot.csv", pilot());
        assertThat(run(
                        "calibrate",
                        data.toString(),
                        "--out",
                        directory.resolve("s.yaml").toString()))
                .isZero();
        assertThat(out.toString())
                .contains("Fitted to 20 problems with 20 samples each, of which 11 were never solved")
                .contains("Saturation budget")
                .contains("Not identified: hard_spread")
                .contains("s.fit.html");
        assertThat(directory.resolve("prediction.csv")).doesNotExist();
    }

    @Test
    void unequalSamplesAreSaidToBeUnequal() throws IOException {
        Path data = write("pilot.csv", pilot().replace("19,20,1", "19,7,1"));
        assertThat(run(
                        "calibrate",
                        data.toString(),
                        "--out",
                        directory.resolve("s.yaml").toString()))
                .isZero();
        assertThat(out.toString()).contains("7 to 20 samples").contains("the unbiased pass@k is biased");
    }

    static List<Arguments> wrongData() {
        String rows = pilot().substring(HEADER.length());
        return List.of(
                Arguments.of("", ":1:1: the file is empty. Valid: problem_id,n_samples,n_correct (counts)"),
                Arguments.of(HEADER, ":1:1: no rows below"),
                Arguments.of("a,b\n1,2\n", ":1:1: these columns are of no kind"),
                Arguments.of(
                        "problem_id,n_sample,n_correct\n" + rows,
                        ":1:1: counts need more: no column n_samples (got problem_id,n_sample,n_correct). Did you mean it by"
                                + " 'n_sample'?"),
                Arguments.of("problem_id,n_samples,n_samples,n_correct\n", ":1:1: column n_samples is there twice"),
                Arguments.of(pilot() + "x,20,21\n", ":22:6: n_correct must be a whole number in 0..20 (got 21)"),
                Arguments.of(pilot() + "x,20,1.5\n", ":22:6: n_correct must be a whole number in 0..20 (got 1.5)"),
                Arguments.of(
                        pilot() + "x,,0\n", ":22:3: n_samples must be a whole number in 1..100000000 (got nothing)"),
                Arguments.of(pilot() + "x,0,0\n", ":22:3: n_samples must be a whole number in 1..100000000 (got 0)"),
                Arguments.of(pilot() + "x,20\n", ":22:5: n_correct must be a whole number in 0..20 (got nothing)"),
                Arguments.of(pilot() + "3,20,1\n", ":22:1: problem 3 is there twice, first on line 5"),
                Arguments.of(
                        pilot() + "3,20,1\n".repeat(58),
                        ":22:1: problem 3 is there twice, first on line 5, and so are 57 more rows of problem 3\n"),
                Arguments.of(pilot() + ",20,1\n", ":22:1: problem_id must be given"),
                Arguments.of(HEADER + "a,20,1\nb,20,3\n", ":3:1: too few problems"),
                Arguments.of(pilot().replaceAll(",20,[0-9]+", ",20,0"), ":21:1: no sample of any problem is right"),
                Arguments.of(
                        pilot().replaceAll(",20,[0-9]+", ",20,20"), ":21:1: all samples of all problems are right"),
                Arguments.of(
                        pilot().replaceAll(",20,0", ",1,0").replaceAll(",20,[0-9]+", ",1,1"),
                        ":21:1: one sample a problem does not tell"),
                Arguments.of(
                        "model,problem_id,n_samples,n_correct\nA,1,2,1\nB,1,2,1\n",
                        ":3:1: rows of several models: choose one with --model. Valid: A, B."),
                Arguments.of(
                        "benchmark,problem_id,n_samples,n_correct\nA,1,2,1\nB,1,2,1\n",
                        ":3:1: rows of several benchmarks: choose one with --benchmark. Valid: A, B."),
                Arguments.of(
                        samples().replace("\n3,2,", "\n3,1,"),
                        ":22:3: sample 1 of problem 3 is there twice, first on line 21"),
                Arguments.of(
                        samples().replaceFirst("\n0,0,1,0", "\n0,0,1,2"),
                        ":2:7: correct must be a whole number in 0..1"),
                Arguments.of(
                        samples().replaceFirst("\n0,0,1,0", "\n0,0,1,1"),
                        ":5:7: answer 1 of problem 0 is wrong here, and right on line 2"),
                Arguments.of(
                        "problem_id,sample,answer,correct\n1,1,1,1\n",
                        ":1:1: samples need more: no column answer_id (got problem_id,sample,answer,correct)."),
                Arguments.of(rounds().replace("\n4,1,", "\n4,3,"), ":"),
                Arguments.of(
                        "problem_id,turn,correct\n1,1,1\n",
                        ":2:1: too few problems: a hazard by round needs at least 20"),
                Arguments.of("{\"arrival_time\": 1}\n{\"arrival_time\": \n", ":2:"),
                Arguments.of("{\"arrival_time\": 1}\n", ":1:1: request logs need more: no column input_toks"),
                Arguments.of(
                        "[\n{\"arrival_time\": 1}\n]\n",
                        ":1:1: one JSON object a line is expected, and here an array begins; take its brackets away"),
                Arguments.of(
                        "{\"problem_id\": 1, \"n_samples\": 2, \"n_correct\": 3}\n",
                        ":1:48: n_correct must be a whole number in 0..2 (got 3)"),
                Arguments.of(
                        "{\"arrival_time\": 1} {}\n",
                        ":1:21: one JSON object a line is expected, and here a second value begins"),
                Arguments.of(pilot().replace("\n3,20,1", "\n3,20,1,,x"), ":5:9: 5 values for 3 columns"),
                Arguments.of(
                        samples().replaceAll(",[-0-9.]+\n", ",0.5\n"),
                        ":2:9: all scores are the same, so they say nothing of right and wrong"),
                Arguments.of(pilot().replace("\n3,", "\n\"3,"), ":5:1: a quote is opened and not closed on its line"),
                Arguments.of(
                        samples().replaceFirst("-0.5", "-100.5"),
                        ":2:9: score must be a number in [-100, 100], a logit"),
                Arguments.of(
                        rounds().replaceFirst("1,0,0", "1,257,0"),
                        ":3:3: turn must be a whole number in 0..256 (got 257)"),
                Arguments.of(
                        "metric,method,rollouts,value\n" + "accuracy,beam,1,0\n".repeat(6),
                        ":3:1: accuracy of beam at 1 rollouts is there twice, first on line 2"),
                Arguments.of(
                        "metric,method,rollouts,value\n"
                                + IntStream.rangeClosed(1, 6)
                                        .mapToObj(n -> "accuracy,beam," + n + ",0\n")
                                        .collect(Collectors.joining()),
                        ":2:1: all values are the same"));
    }

    @ParameterizedTest
    @MethodSource("wrongData")
    void wrongDataHaveAPlaceAndNothingIsWritten(String text, String message) throws IOException {
        Path data = write("pilot.csv", text);
        Path scenario = directory.resolve("a/s.yaml");
        assertThat(run("calibrate", data.toString(), "--out", scenario.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith(data + message).doesNotContain("Exception");
        assertThat(directory.resolve("a")).doesNotExist();
    }

    /** Of easy problems, p is so near to 1 that several chances are the same number as they are written. */
    @Test
    void aScenarioOfEasyProblemsCanBeRun() throws IOException {
        List<Count> counts = IntStream.range(0, 60)
                .mapToObj(i -> new Count(8, i < 50 ? 8 : i < 56 ? 7 : i - 56))
                .toList();
        CountsCalibration fit =
                new CountsFit(counts, new CountsFit.Settings(List.of(16), 0.001, 1, 1)).fit((state, done) -> true);
        Path scenario = write("s.yaml", FittedScenario.of(fit, "easy", List.of(), 1));
        assertThat(run("validate", scenario.toString())).as(err.toString()).isZero();
    }

    @Test
    void aModelThatIsNotThere() throws IOException {
        Path data = write("pilot.csv", "model,problem_id,n_samples,n_correct\nPythia,1,2,1\nLlama,1,2,1\n");
        assertThat(run("calibrate", data.toString(), "--out", directory + "/s.yaml", "--model", "pythia"))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith(
                        data + ":1:1: --model: no row of model 'pythia'. Valid: Pythia, Llama. Did you mean 'Pythia'?");
    }

    static List<Arguments> wrongOptions() {
        return List.of(
                Arguments.of(List.of("--predict", "10,x"), "--predict must be whole numbers in 1..10000000"),
                Arguments.of(List.of("--predict", "0"), "--predict must be whole numbers in 1..10000000"),
                Arguments.of(List.of("--epsilon", "0"), "--epsilon must be a number in [1e-9, 1] (got 0.0)"),
                Arguments.of(List.of("--threads", "0"), "--threads must be a whole number in 1..1024 (got 0)"),
                Arguments.of(
                        List.of("--fleet", "m.yaml"),
                        "--fleet does not apply to counts, samples, rounds or a table of accuracies"),
                Arguments.of(List.of("--factor", "3"), "--factor does not apply to data: it is for --design"),
                Arguments.of(List.of("--agreement", "0.5"), "--agreement does not apply to tasks without --levels"),
                Arguments.of(List.of("--model", "A"), "--model A: the file has no column model"));
    }

    @ParameterizedTest
    @MethodSource("wrongOptions")
    void wrongOptionsAreRefused(List<String> options, String message) throws IOException {
        Path data = write("pilot.csv", pilot());
        List<String> words = new ArrayList<>(List.of(
                "calibrate",
                data.toString(),
                "--out",
                directory.resolve("a/s.yaml").toString()));
        words.addAll(options);
        assertThat(run(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(directory.resolve("a")).doesNotExist();
    }

    @Test
    void nothingOfAnEarlierFitStays() throws IOException {
        calibrate("a");
        Path data = write("rounds.csv", rounds());
        Path folder = directory.resolve("a");
        assertThat(run(
                        "calibrate",
                        data.toString(),
                        "--out",
                        folder.resolve("s.yaml").toString(),
                        "--quiet"))
                .as(err.toString())
                .isZero();
        assertThat(ResultFolder.files(folder))
                .contains("s.yaml", "s.fit/rounds.csv")
                .doesNotContain(
                        "prediction.csv", "s.fit/prediction.csv", "s.fit/counts.csv", "s.fit/plots/coverage.png");
        calibrate("a");
        Files.writeString(folder.resolve("prediction.csv"), "mine");
        assertThat(run(
                        "calibrate",
                        data.toString(),
                        "--out",
                        folder.resolve("s.yaml").toString(),
                        "--quiet"))
                .isZero();
        assertThat(folder.resolve("prediction.csv")).hasContent("mine");
    }

    @Test
    void aScenarioOfTheUsersOwnIsKept() throws IOException {
        Path data = write("pilot.csv", pilot());
        Path own = write("own.yaml", "title: mine\n");
        assertThat(run("calibrate", data.toString(), "--out", own.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("was not made by a calibration and would be lost");
        assertThat(Files.readString(own)).isEqualTo("title: mine\n");
        assertThat(run(
                        "calibrate",
                        data.toString(),
                        "--out",
                        directory.resolve("s.csv").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("must be a file that ends in .yaml");
    }

    @Test
    void aLogNeedsItsMachine() throws IOException {
        String log = log();
        Path data = write("log.jsonl", log);
        Path scenario = directory.resolve("s.yaml");
        assertThat(run("calibrate", data.toString(), "--out", scenario.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("which machine served the log? Give --fleet FILE");
        Path machine = write("m.yaml", MACHINE);
        assertThat(run("calibrate", data.toString(), "--out", scenario.toString(), "--fleet", machine.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("Fitted to the times to the last token of 30 requests, up to 1 at once")
                .contains("microseconds", "no confidence interval but the range of three fits")
                .contains("On a bound of the range that is searched: weight_efficiency (0.200)");
        List<String> requests = Files.readAllLines(directory.resolve("s.fit/observed.csv"));
        assertThat(requests).hasSize(31);
        assertThat(requests.get(0)).isEqualTo("request,arrival,observed,fitted,residual");
        String[] third = requests.get(3).split(",");
        assertThat(third).startsWith("3", "8", "3");
        assertThat(Double.parseDouble(third[4])).isCloseTo(3 - Double.parseDouble(third[3]), Offset.offset(1e-5));
        assertThat(Files.readAllLines(directory.resolve("s.fit/parameters.csv")))
                .anyMatch(row -> row.startsWith("weight_efficiency,") && row.contains("on its bound"));
        assertThat(Files.readString(scenario))
                .contains("# plateau calibrate log.jsonl --out SCENARIO.yaml --fleet m.yaml\n")
                .contains("# Machine: m.yaml, SHA-256 " + RunRecord.sha256(Files.readString(machine)) + "\n");
        assertThat(directory.resolve("s.fit/plots/observed.png")).isNotEmptyFile();
        assertThat(directory.resolve("s.fit/plots/observed.svg")).isNotEmptyFile();
        assertThat(run("validate", scenario.toString())).as(err.toString()).isZero();
        Path trace = write("t.csv", "arrival_s,prompt_tokens,output_tokens\n0,100,20\n");
        assertThat(run("fleet", trace.toString(), "--fleet", scenario.toString(), "--out", directory + "/f"))
                .as(err.toString())
                .isZero();
        String line = log.lines().findFirst().orElseThrow();
        int column = line.indexOf("1003") + 1;
        Path broken = write("log.jsonl", log.replaceFirst("1003", "900"));
        assertThat(run("calibrate", broken.toString(), "--out", directory + "/t.yaml"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(broken + ":1:" + column + ": last_token_ts must not be before first_token_ts");
    }

    /** Requests one after the other. */
    static String log() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            log.append("{\"arrival_time\": ")
                    .append(1000 + 4 * i)
                    .append(", \"input_toks\": 100, \"output_toks\": 20,");
            log.append(" \"first_token_ts\": ")
                    .append(1000.1 + 4 * i)
                    .append(", \"last_token_ts\": ")
                    .append(1003 + 4 * i);
            log.append("}\n");
        }
        return log.toString();
    }

    /** Samples with scores: problem i answers right in {@code CORRECT[i]} of its first samples. */
    static String samples() {
        StringBuilder text = new StringBuilder("problem_id,sample,answer_id,correct,score\n");
        for (int i = 0; i < CORRECT.length; i++) {
            for (int n = 0; n < 6; n++) {
                int right = (n * 7 + i) % 20 < CORRECT[i] ? 1 : 0;
                int answer = right == 1 ? 0 : 1 + (n * n + i) % 3;
                double score = right + 0.1 * ((n * 5 + i * 3) % 7) - 0.5;
                text.append(i)
                        .append(',')
                        .append(n)
                        .append(',')
                        .append(answer)
                        .append(',')
                        .append(right);
                text.append(',').append(score).append('\n');
            }
        }
        return text.toString();
    }

    static String rounds() {
        StringBuilder text = new StringBuilder("problem_id,turn,correct\n");
        for (int i = 0; i < 40; i++) {
            int first = i % 5;
            for (int t = 0; t <= Math.min(first, 2); t++) {
                text.append(i)
                        .append(',')
                        .append(t)
                        .append(',')
                        .append(t == first ? 1 : 0)
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** The scenario that is written gives, run, the curves of the fit: 1,000 tasks and more leave an error of 0.015. */
    private void assertRunsAsFitted(Path scenario, String predictions, Map<String, String> labels) throws IOException {
        Path results = directory.resolve("results");
        assertThat(run("run", scenario.toString(), "--out", results.toString(), "--quiet"))
                .as(err.toString())
                .isZero();
        List<String> rows = Files.readAllLines(results.resolve("accuracy.csv"));
        List<String> names = List.of(rows.get(0).split(","));
        int compared = 0;
        for (String prediction : predictions.lines().skip(1).toList()) {
            String[] cells = prediction.split(",");
            for (String row : rows) {
                List<String> own = List.of(row.split(","));
                if (own.get(names.indexOf("policy")).equals(labels.get(cells[1]))
                        && own.get(names.indexOf("budget")).equals(cells[0])) {
                    assertThat(Double.parseDouble(own.get(names.indexOf("accuracy"))))
                            .as(prediction)
                            .isCloseTo(Double.parseDouble(cells[2]), within(0.06));
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(labels.size());
    }

    @Test
    void samplesGiveVotes() throws IOException {
        Path data = write("samples.csv", samples());
        Path scenario = directory.resolve("a/s.yaml");
        assertThat(run("calibrate", data.toString(), "--out", scenario.toString(), "--predict", "4"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("Predicted weighted majority of these problems")
                .contains("TTSPM, likelihood, majority saturates at")
                .contains("Held out: a fit to the first 3 samples");
        assertThat(directory.resolve("a/s.fit/votes.csv")).exists();
        assertThat(directory.resolve("a/s.fit/plots/votes.svg")).exists();
        assertRunsAsFitted(
                scenario,
                Files.readString(directory.resolve("a/prediction.csv")),
                Map.of("coverage", "coverage", "majority", "majority"));
    }

    @Test
    void roundsGiveHazards() throws IOException {
        Path data = write("rounds.csv", rounds());
        Path scenario = directory.resolve("a/s.yaml");
        String[] words = {"calibrate", data.toString(), "--out", scenario.toString(), "--predict", "2"};
        assertThat(run(words)).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("each stopped when right")
                .contains("Not identified: Losing a right answer")
                .contains("Held out: a fit to")
                .contains("By the fitted curve itself, a further round solves less than")
                .contains("TTSPM, likelihood: F_max");
        assertRunsAsFitted(
                scenario, Files.readString(directory.resolve("a/prediction.csv")), Map.of("coverage", "stopped"));
        String once = Files.readString(scenario);
        assertThat(run(words)).isZero();
        assertThat(Files.readString(scenario)).isEqualTo(once);
        assertThat(run("calibrate", data.toString(), "--out", scenario.toString(), "--predict", "257"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--predict must be at most 256 for rounds (got 257)");
    }

    @Test
    void aPilotIsDesignedAndStopped() throws IOException {
        Path folder = directory.resolve("d");
        Path world = write(
                "w.yaml",
                "tasks: {difficulty: {fixed: 0.5}}\nattempts: {shares: {direction: 0}, steps: 1}\n"
                        + "policies: [parallel]\nselect: oracle\nrefinement: {stickiness: 0, reuse: 0}\n");
        String text = pilot().lines()
                .map(line -> (line.equals(HEADER.strip()) ? "model," : "A,") + line + "\n")
                .collect(Collectors.joining());
        Path data = write("pilot.csv", text);
        String[] words = {
            "calibrate",
            data.toString(),
            "--design",
            world.toString(),
            "--out",
            folder.toString(),
            "--epsilon",
            "0.01",
            "--problems",
            "50",
            "--model",
            "A"
        };
        assertThat(run(words)).as(err.toString()).isZero();
        // Solved once: 4 of 20; 20 x 20 x 0.01 = 4 may be.
        assertThat(out.toString())
                .contains("20 problems with 20 samples: 3 solved exactly once, at most 4 are few enough")
                .contains("Stop.")
                .contains("The parallel curve of this scenario saturates at 6.");
        assertThat(folder.resolve("design.csv")).exists();
        assertThat(Files.readString(folder.resolve("run.json")))
                .contains("--model A")
                .contains("\"data_sha256\" : \"" + RunRecord.sha256(text) + "\"");
        String stages = Files.readString(folder.resolve("stages.csv"));
        assertThat(run(words)).isZero();
        assertThat(Files.readString(folder.resolve("stages.csv"))).isEqualTo(stages);
        assertThat(run("calibrate", "--design", world.toString(), "--factor", "1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--factor must be a number above 1");
        assertThat(run("calibrate", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--out is missing");
    }
}
