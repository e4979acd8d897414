package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocateCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int allocate(String cases, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("cases.json"), cases);
        List<String> arguments = new ArrayList<>(List.of("allocate"));
        arguments.addAll(List.of(options));
        arguments.add(file.toString());
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private List<String> problems() {
        String prefix = directory.resolve("cases.json") + ": ";
        return err.toString().lines().map(line -> line.replace(prefix, "")).toList();
    }

    @Test
    void answersCaseByCaseAndPolicyByPolicy() throws IOException {
        // Scores a factor of e apart at Tb = 1; two alike and one alone.
        int code = allocate("""
                [{"N": 12, "Tb": 1, "Ts": 0.01, "scores": [0, 0, 0], "embeddings": [[1, 0], [2, 0], [0, 3]], "dora": [1]},
                 {"N": 8, "Tb": 0.1, "scores": [1, 0], "embeddings": [[1], [1]]}]
                """, "--policy", "rebase", "--policy", "dora", "--policy", "top-k:k=1");
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        JsonNode answers = new ObjectMapper().readTree(out.toString());
        assertThat(answers).hasSize(6);
        String[] policies = {"rebase", "dora", "top-k:k=1"};
        String[] allocations = {"[4,4,4]", "[3,3,6]", "[12,0,0]", "[8,0]", "[8,0]", "[8,0]"};
        for (int i = 0; i < 6; i++) {
            assertThat(answers.get(i).get("case").asInt()).isEqualTo(i / 3);
            assertThat(answers.get(i).get("policy").asText()).isEqualTo(policies[i % 3]);
            assertThat(answers.get(i).get("allocation")).hasToString(allocations[i]);
        }
        assertThat(answers.get(1).get("weights").get(2).asDouble()).isEqualTo(0.5, within(1e-12));
        assertThat(answers.get(2).get("weights").isNull()).isTrue();
    }

    /** Without a search there is one step of evidence, that of the scores given: here certainty at each, so e = 3. */
    @Test
    void dynamicRulesTakeTheScoresForOneStep() throws IOException {
        int code = allocate("""
                [{"N": 9, "Tb": 0.9, "scores": [0, 1], "embeddings": [[1, 0], [0, 1]]},
                 {"N": 9, "Tb": 0.3, "scores": [0, 1], "embeddings": [[1, 0], [0, 1]]}]
                """, "--policy", "dora-dynamic:growth=2", "--policy", "dora-dynamic:growth=0");
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        JsonNode answers = new ObjectMapper().readTree(out.toString());
        double grown = answers.get(0).get("weights").get(0).asDouble();
        assertThat(grown).isEqualTo(1 / (1 + Math.exp(1 / 0.3)), within(1e-12));
        assertThat(answers.get(3).get("weights").get(0).asDouble()).isEqualTo(grown, within(1e-12));
        assertThat(answers.get(1).get("weights").get(0).asDouble())
                .isEqualTo(1 / (1 + Math.exp(1 / 0.9)), within(1e-12));
    }

    @Test
    void allRulesAnswerByDefaultButOnlyThoseThatCanRead() throws IOException {
        assertThat(allocate("[{\"N\": 4, \"scores\": [0.1, 0.9]}]")).isZero();
        assertThat(out.toString()).contains("\"rebase-official\"", "\"bayes\"").doesNotContain("dora", "oracle");
    }

    @Test
    void settingsOfTheCommandLineGoFirst() throws IOException {
        assertThat(allocate(
                        "[{\"N\": 10, \"Tb\": 0.001, \"scores\": [0.4, 0.5]}]", "--policy", "rebase:temperature=100"))
                .isZero();
        assertThat(out.toString()).contains("[5,5]");
    }

    @Test
    void reportsEveryProblemAtOnce() throws IOException {
        int code = allocate(
                """
                [{"N": -3, "scores": [1, NaN, 1e999, "x"], "embeddings": [[1, 2], [0, 0], [1], [2, null]]},
                 {"N": 2, "score": [1]},
                 7,
                 {"N": 2.5, "scores": [], "Tb": 0},
                 {"N": 1, "scores": [1, 2], "embeddings": [[1]]}]
                """,
                "--policy",
                "doraa",
                "--policy",
                "rebase:temprature=1",
                "--policy",
                "dora:rounding=publishd,temperature=-1");
        assertThat(code).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(problems().get(0))
                .startsWith("--policy: no allocation rule 'doraa'. Valid: temperature, ")
                .endsWith(" Did you mean 'dora'?");
        assertThat(problems().subList(1, problems().size()))
                .containsExactly(
                        "--policy rebase: no parameter 'temprature'. Valid: temperature, rounding. Did you mean 'temperature'?",
                        "--policy dora: rounding must be one of published, largest-remainder (got 'publishd'). Did you mean 'published'?",
                        "--policy dora: temperature must be a number from 0.0001 to 100 (got '-1').",
                        "case 0: N must be a whole number of rollouts from 0 to 10000000 (got -3)",
                        "case 0: scores[1] must be a finite number (got NaN)",
                        "case 0: scores[2] must be a finite number (got 1E+999)",
                        "case 0: scores[3] must be a finite number (got \"x\")",
                        "case 0: embeddings[1] must not be all 0: such a vector has no direction (got 0 in all 2 places)",
                        "case 0: embeddings[2] must have 2 numbers as embeddings[0] has (got 1)",
                        "case 0: embeddings[3][1] must be a finite number (got null)",
                        "case 1: unknown field 'score'. Valid: N, Tb, Ts, scores, embeddings. Did you mean 'scores'?",
                        "case 2 must be an object with N, Tb, Ts, scores, embeddings (got 7)",
                        "case 3: N must be a whole number of rollouts from 0 to 10000000 (got 2.5)",
                        "case 3: Tb must be a number from 0.0001 to 100 (got 0)",
                        "case 3: scores must be a list of at least one number (got an empty list)",
                        "case 4: embeddings must be one vector for each of the 2 scores (got 1)");
    }

    @Test
    void nothingToHandOutIsHandedOutByEveryRule() throws IOException {
        assertThat(allocate("[{\"N\": 0, \"scores\": [0.1, 0.9, 1], \"embeddings\": [[1, 0], [1, 1], [0, 1]]}]"))
                .isZero();
        JsonNode answers = new ObjectMapper().readTree(out.toString());
        assertThat(answers)
                .hasSizeGreaterThan(10)
                .allSatisfy(answer -> assertThat(answer.get("allocation")).hasToString("[0,0,0]"));
    }

    @Test
    void misspeltFieldsAreRefusedAndOthersNoted() throws IOException {
        assertThat(allocate("[{\"n\": 4, \"Scores\": [1], \"scores\": [1], \"TB\": 1, \"embedings\": [[1]]}]"))
                .isEqualTo(2);
        String valid = "Valid: N, Tb, Ts, scores, embeddings. Did you mean ";
        assertThat(problems())
                .containsExactly(
                        "case 0: unknown field 'n'. " + valid + "'N'?",
                        "case 0: unknown field 'Scores'. " + valid + "'scores'?",
                        "case 0: unknown field 'TB'. " + valid + "'Tb'?",
                        "case 0: unknown field 'embedings'. " + valid + "'embeddings'?");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void fieldsThatAreNotReadAreNamedUnlessTheyAreAnswers() throws IOException {
        assertThat(allocate(
                        "[{\"N\": 1, \"scores\": [1], \"k\": 1, \"temperature\": 2, \"kept\": [1], \"dora\": null}]"))
                .isZero();
        assertThat(problems())
                .containsExactly("ignored: k, temperature. Fields that are read: N, Tb, Ts, scores, embeddings.");
    }

    @Test
    void aParameterIsGivenOnce() throws IOException {
        assertThat(allocate("[{\"N\": 1, \"scores\": [1]}]", "--policy", "rebase:temperature=1,temperature=2"))
                .isEqualTo(2);
        assertThat(problems()).containsExactly("--policy rebase: temperature is given twice.");
    }

    @Test
    void aRuleThatNeedsEmbeddingsSaysSo() throws IOException {
        assertThat(allocate("[{\"N\": 1, \"scores\": [1]}]", "--policy", "dora"))
                .isEqualTo(2);
        assertThat(problems()).containsExactly("case 0: embeddings is missing, but dora reads similarities");
    }

    @Test
    void aFileThatIsNoListOfCasesIsRefused() throws IOException {
        assertThat(allocate("{\"N\": 1}")).isEqualTo(2);
        assertThat(problems())
                .containsExactly(
                        "must be a list of cases, each an object with N, scores and embeddings (got an object)");
        assertThat(allocate("[{]")).isEqualTo(2);
        assertThat(err.toString()).contains("cases.json:1:3: not JSON: ");
        assertThat(allocate("[{\"N\": 1, \"N\": 2, \"scores\": [1]}]")).isEqualTo(2);
        assertThat(err.toString()).contains("cases.json:1:14: not JSON: Duplicate field 'N'");
        assertThat(allocate("[] []")).isEqualTo(2);
        assertThat(err.toString()).contains("cases.json:1:4: not JSON: there is more after the list of cases");
        assertThat(allocate("[".repeat(2000))).isEqualTo(2);
        assertThat(err.toString())
                .contains("cases.json: not JSON: Document nesting depth")
                .doesNotContain("REDACTED");
        assertThat(allocate("")).isEqualTo(2);
        assertThat(err.toString()).contains("(got nothing)");
        assertThat(Main.run(new PrintWriter(out), new PrintWriter(err, true), "allocate", "none.json"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none.json: there is no such file");
    }
}
