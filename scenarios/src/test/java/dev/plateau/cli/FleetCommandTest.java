package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetCommandTest {
    private static final String COLUMNS = "arrival_s,prompt_tokens,output_tokens\n";
    private static final String TWO = COLUMNS + "10,100,3\n20.5,200,1\n";

    /** Reading the 1 GB of weights takes 1 s, arithmetic next to nothing: an iteration on contexts of K tokens takes 1 + K/1000 s. */
    private static final String MACHINE = """
            models:
              policy: {flops-per-token: 100, weights: 1, layers: 1, hidden: 1, heads: 8, kv-heads: 8, kv-bytes: 1000000,
                max-context: 1000}
            hardware:
              slow: {price: 36, memory: 3, bandwidth: 1, tflops: 1e-2, link: 1, watts: 100, weight-efficiency: 1,
                cache-efficiency: 1, compute-efficiency: 1, layer-time: 0, sequence-time: 0, time-error: 0.05}
            fleet:
              accelerator: slow
              memory-utilisation: 1
              slo: 5
              power: {idle: 0.5, writing: 1, reading: 1, pue: 1, co2: 1000}
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void servesATraceAndSumsUp() throws IOException {
        Path trace = write("t.csv", TWO);
        Path fleet = write("m.yaml", MACHINE);
        Path results = directory.resolve("r");
        assertThat(run("fleet", trace.toString(), "--fleet", fleet.toString(), "--out", results.toString()))
                .isZero();
        assertThat(err.toString()).isEmpty();
        // Prompts are read within the 1 s of the weights; tokens 2 and 3 take 1 s and the cache of 101 and 102 tokens.
        assertThat(Files.readAllLines(results.resolve("requests.csv")))
                .containsExactly("request,arrival_s,ttft_s,e2e_s,preemptions", "0,10,1,3.203,0", "1,20.5,1,1,0");
        Map<String, String> row = summary(results);
        assertThat(row).containsEntry("fleet", "1 x slow").containsEntry("requests", "2");
        assertThat(row).containsEntry("prompt_tokens", "300").containsEntry("output_tokens", "4");
        assertThat(number(row, "duration_s")).isEqualTo(11.5);
        assertThat(number(row, "latency_mean_s")).isCloseTo((3.203 + 1) / 2, within(1e-6));
        assertThat(number(row, "throughput_per_s")).isCloseTo(2 / 11.5, within(1e-6));
        assertThat(number(row, "utilisation")).isCloseTo(4.203 / 11.5, within(1e-6));
        assertThat(number(row, "slo_attainment")).isEqualTo(1);
        assertThat(number(row, "cost_usd")).isCloseTo(36 * 11.5 / 3600, within(1e-9));
        double wattHours = 100 * (4.203 + 0.5 * (11.5 - 4.203)) / 3600;
        assertThat(number(row, "energy_wh_per_request")).isCloseTo(wattHours / 2, within(1e-6));
        assertThat(number(row, "co2_g_per_request")).isCloseTo(wattHours / 2, within(1e-6));
        assertThat(number(row, "model_error")).isEqualTo(0.05);
        JsonNode record =
                new ObjectMapper().readTree(results.resolve("run.json").toFile());
        assertThat(record.get("files").toString()).isEqualTo("[\"requests.csv\",\"summary.csv\",\"run.json\"]");
        assertThat(record.get("command").asText())
                .isEqualTo("plateau fleet " + trace + " --fleet " + fleet + " --out " + results);
        assertThat(record.get("inputs_sha256").get(trace.toString()).asText()).isEqualTo(RunRecord.sha256(TWO));
        assertThat(out.toString()).contains("model error +-5 %", "within 5.000 s: 100.00 %", "Results: " + results);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 23:59:59.5000000,100,3\r\n"
                        + "2023-11-17 00:00:10.0000000,200,1\r\n",
                "\uFEFF# a note\narrived_at,num_prefill_tokens,num_decode_tokens\n10,100.0,3\n\n20.5,200,1",
                "output_tokens,arrival_s,user,prompt_tokens\n3,10,x,100\n1,20.5,y,200\n"
            })
    void threeFormatsSayTheSame(String text) throws IOException {
        Path results = serve(text);
        List<String> lines = Files.readAllLines(results.resolve("requests.csv"));
        assertThat(lines.get(1)).endsWith(",1,3.203,0");
        assertThat(lines.get(2)).endsWith(",1,1,0");
        double first = Double.parseDouble(lines.get(1).split(",", -1)[1]);
        assertThat(Double.parseDouble(lines.get(2).split(",", -1)[1]) - first).isEqualTo(10.5);
    }

    @Test
    void namesWhatTheFileLeavesOpen() throws IOException {
        Path results = serve(TWO, "fleet: {accelerator: l4, max-sequences: 8}\nhardware: {l4: {price: 0.5}}\n");
        assertThat(out.toString())
                .contains(
                        "llama-3.2-1b on 1 x l4: KV cache for 583,751 tokens (17.81 GiB) on each, chunked, at most 8 sequences and "
                                + "2048 tokens in an iteration, 0.5000 dollars per hour in all",
                        "By default: models.policy llama-3.2-1b, fleet.replicas 1, fleet.tensor-parallel 1, "
                                + "fleet.memory-utilisation 0.9, fleet.batching chunked, fleet.max-tokens 2048, "
                                + "fleet.router prefix-affinity, hardware.l4.memory 24 GB, fleet.power.idle 0.15");
        Map<String, String> row = summary(results);
        assertThat(row)
                .containsEntry("model", "llama-3.2-1b")
                .containsEntry("accelerator", "l4")
                .containsEntry("kv_capacity_tokens", "583751")
                .containsEntry("max_sequences", "8")
                .containsEntry("max_tokens", "2048")
                .containsEntry("cost_per_hour_usd", "0.5");
        JsonNode record =
                new ObjectMapper().readTree(results.resolve("run.json").toFile());
        assertThat(record.get("served_by").get("model").asText()).isEqualTo("llama-3.2-1b");
        assertThat(record.get("defaults").get("fleet.max-tokens").asText()).isEqualTo("2048");
        assertThat(record.get("defaults").has("fleet.max-sequences")).isFalse();
        assertThat(record.get("defaults").has("hardware.l4.price")).isFalse();
    }

    /** One at a time, 5 requests of 10 s arrive every 20 s: something runs half of the time, and all at once they take 50 s. */
    @Test
    void theLoadIsThatOfWhatIsSustainable() throws IOException {
        StringBuilder trace = new StringBuilder(COLUMNS);
        for (int i = 0; i < 5; i++) {
            trace.append(20 * i).append(",1,10\n");
        }
        Map<String, String> row = summary(serve(trace.toString(), MACHINE + "  max-sequences: 1\n"));
        double each = 10 + (2 + 10) * 9 / 2.0 / 1000;
        assertThat(number(row, "sustainable_per_s")).isCloseTo(1 / each, within(1e-6));
        assertThat(number(row, "load")).isCloseTo(4 / 80.0 * each, within(1e-6));
        assertThat(number(row, "utilisation")).isCloseTo(5 * each / (80 + each), within(1e-6));
    }

    /** One at a time: the third request overtakes the second, which is less urgent, and not the first, which is under way. */
    @Test
    void theUrgentOvertake() throws IOException {
        String trace = "arrival_s,prompt_tokens,output_tokens,priority\n0,1,5,3\n1,1,5,3\n2,1,5,-2\n";
        Path results = serve(trace, MACHINE + "  max-sequences: 1\n");
        double each = 5 + (2 + 3 + 4 + 5) / 1000.0;
        List<Map<String, String>> rows = rows(results.resolve("requests.csv"));
        assertThat(number(rows.get(0), "e2e_s")).isCloseTo(each, within(1e-9));
        assertThat(number(rows.get(1), "e2e_s")).isCloseTo(3 * each - 1, within(1e-9));
        assertThat(number(rows.get(2), "e2e_s")).isCloseTo(2 * each - 2, within(1e-9));
        assertThat(out.toString()).contains("  priority -2 ", "  priority 3 ");
    }

    /** Each iteration takes a second: 30 tokens are never written between failures every 2 s or so. */
    @Test
    void aFleetThatFailsFasterThanItServesIsRefused() throws IOException {
        Path results = directory.resolve("r");
        String fleet = MACHINE + "  failures: {hours-between: 0.001, minutes-to-repair: 0.001}\n";
        for (String request : List.of("0,10,90\n", "0,10,30\n")) {
            err.getBuffer().setLength(0);
            assertThat(run(
                            "fleet",
                            write("t.csv", COLUMNS + request).toString(),
                            "--fleet",
                            write("m.yaml", fleet).toString(),
                            "--out",
                            results.toString()))
                    .isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("plateau: the fleet never ends: a request of ")
                    .contains("a replica fails every 3.600 s in the mean and then begins anew")
                    .hasLineCount(1);
            assertThat(results).doesNotExist();
        }
        assertThat(err.toString()).contains("has begun again 1000 times and is not done");
    }

    /** A hundred or a million tasks a second: both are too many, and say the same of what is sustainable, to sampling. */
    @Test
    void tasksWithoutEndAreRefusedWithWhatIsSustainable() throws IOException {
        double[] rates = new double[2];
        for (int i = 0; i < 2; i++) {
            err.getBuffer().setLength(0);
            Path results = directory.resolve("r");
            Path scenario = write(
                    "s.yaml",
                    "policies: [rebase]\nbudgets: [8]\nprecision: 0.1\nmax-tasks: 512\nfleet: {accelerator: "
                            + "a100-80gb, max-sequences: 32, tasks: 20, traffic: {poisson: {rate: "
                            + (i == 0 ? "100" : "1e6") + "}}}\n");
            assertThat(run("run", scenario.toString(), "--quiet", "--out", results.toString()))
                    .as(err.toString())
                    .isEqualTo(2);
            Matcher message = Pattern.compile(
                            "plateau: overload without end: .* sustainable is ([0-9.]+) tasks per second, with"
                                    + " rebase at 8 on 1 x a100-80gb\\. Maybe .*\n")
                    .matcher(err.toString());
            assertThat(message.matches()).as(err.toString()).isTrue();
            rates[i] = Double.parseDouble(message.group(1));
            assertThat(results).doesNotExist();
        }
        assertThat(rates[0]).isPositive().isCloseTo(rates[1], withinPercentage(5));
    }

    @Test
    void theSeedDecidesOnFailures() throws IOException {
        String failing = MACHINE + "  failures: {hours-between: 0.1, minutes-to-repair: 1}\nseed: 4\n";
        String trace = COLUMNS + "0,1,30\n".repeat(2000);
        String four = Files.readString(serve(trace, failing).resolve("requests.csv"));
        assertThat(Files.readString(serve(trace, failing, "--seed", "4").resolve("requests.csv")))
                .isEqualTo(four);
        assertThat(Files.readString(serve(trace, failing, "--seed", "5").resolve("requests.csv")))
                .isNotEqualTo(four);
    }

    @Test
    void saysThatTheQueueGrowsWithoutEnd() throws IOException {
        StringBuilder trace = new StringBuilder(COLUMNS);
        for (int i = 0; i < 400; i++) {
            trace.append(i / 2.0).append(",10,100\n");
        }
        // The 2 GB beside the weights hold 18 requests at their full length, which take 100 iterations of 1 to 3 s.
        serve(trace.toString());
        assertThat(err.toString())
                .startsWith("Note: overload: 2.000 requests arrive per second, and this fleet sustains about 0.11");
        err.getBuffer().setLength(0);
        serve(COLUMNS + "0,10,100\n".repeat(400));
        assertThat(err.toString()).as("all at once is no rate").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrongTraces")
    void aWrongTraceIsRefusedWithItsPlaces(String text, String complaint) throws IOException {
        Path trace = write("t.csv", text);
        Path results = directory.resolve("r");
        assertThat(run(
                        "fleet",
                        trace.toString(),
                        "--fleet",
                        write("m.yaml", MACHINE).toString(),
                        "--out",
                        results.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo(complaint.replace("t.csv", trace.toString()) + "\n");
        assertThat(results).doesNotExist();
    }

    static List<Arguments> wrongTraces() {
        String formats = "arrival_s,prompt_tokens,output_tokens or TIMESTAMP,ContextTokens,GeneratedTokens or "
                + "arrived_at,num_prefill_tokens,num_decode_tokens";
        return List.of(
                Arguments.of("", "t.csv:1:1: the trace is empty; its first line must be " + formats),
                Arguments.of("a,b\n1,2\n", "t.csv:1:1: the columns of a trace must be " + formats + " (got a,b)"),
                Arguments.of(COLUMNS, "t.csv:1:1: the trace has no requests"),
                Arguments.of(
                        "arrival_s,prompt_token,output_tokens\n",
                        "t.csv:1:1: no column prompt_tokens (got arrival_s,prompt_token,output_tokens). Did you mean it by "
                                + "'prompt_token'?"),
                Arguments.of(
                        COLUMNS + "2,1,1\n1,1,1\n",
                        "t.csv:3:1: a trace must be in order of arrival (got 1, which is before the request on line 2)"),
                Arguments.of(
                        COLUMNS + "1,0,1\n1,1,-4\n-1,1\nNaN,1,1.5\n",
                        "t.csv:2:3: prompt_tokens must be a whole number in 1..100000000 (got 0)\n"
                                + "t.csv:3:5: output_tokens must be a whole number in 1..100000000 (got -4)\n"
                                + "t.csv:4:1: arrival_s must be a number of seconds in 0..4000000000 (got -1)\n"
                                + "t.csv:4:5: output_tokens must be a whole number in 1..100000000 (got nothing)\n"
                                + "t.csv:5:1: arrival_s must be a number of seconds in 0..4000000000 (got NaN)\n"
                                + "t.csv:5:7: output_tokens must be a whole number in 1..100000000 (got 1.5)"),
                Arguments.of(
                        "arrival_s,prompt_tokens,output_tokens,priority\n0,1,1,high\n0,1,1,\n",
                        "t.csv:2:7: priority must be a whole number in -1000000..1000000, the smaller the sooner (got high)\n"
                                + "t.csv:3:7: priority must be a whole number in -1000000..1000000, the smaller the sooner "
                                + "(got nothing)"),
                Arguments.of(
                        "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16,1,1\n",
                        "t.csv:2:1: TIMESTAMP must be a time as in 2023-11-16 18:17:03.9799600 (got 2023-11-16)"),
                Arguments.of(
                        COLUMNS + "1,999,2\n",
                        "t.csv:2:1: a request of 999 + 2 tokens is longer than the context of custom, 1000 tokens; shorten it, or take a model "
                                + "with a longer one (see 'plateau list models')"));
    }

    @Test
    void aRequestThatNeverFitsIsRefused() throws IOException {
        Path trace = write("t.csv", TWO);
        Path fleet = write("m.yaml", MACHINE + "  kv-capacity: 150\n");
        assertThat(run("fleet", trace.toString(), "--fleet", fleet.toString())).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        trace
                                + ":3:1: a request of 200 + 1 tokens does not fit in the memory of a replica, which holds "
                                + "the KV cache of 150 tokens; it would need 0.04750 GiB more; "
                                + "shorten it, raise tensor-parallel, memory-utilisation or kv-capacity, or take an accelerator with more memory\n");
    }

    @Test
    void oneOfSeveralFleetsIsChosen() throws IOException {
        String two = MACHINE + "fleets: {small: {}, large: {replicas: 4}}\n";
        assertThat(summary(serve(TWO, two, "--name", "large"))).containsEntry("fleet", "large");
        String trace = write("t.csv", TWO).toString();
        String fleet = write("m.yaml", two).toString();
        assertThat(run("fleet", trace, "--fleet", fleet)).isEqualTo(2);
        assertThat(err.toString()).contains("has several fleets: choose one with --name. Valid: small, large.");
        assertThat(run("fleet", trace, "--fleet", fleet, "--name", "smal")).isEqualTo(2);
        assertThat(err.toString())
                .contains("no fleet 'smal' in " + fleet + ". Valid: small, large. Did you mean 'small'?");
        assertThat(run("fleet", trace)).isEqualTo(2);
        assertThat(err.toString()).contains("Give --fleet FILE or --step-table DIR");
    }

    @Test
    void aStepTableServesAloneOrInAFleet() throws IOException {
        write("table/vidur_step_decode_s.csv", decode("1,0,1", "1,4,1", "1,8,2", "2,0,1", "2,4,1", "2,8,3"));
        write("table/vidur_step_prefill_s.csv", prefill(8));
        String trace = COLUMNS + "0,3,3\n0,9,2\n";
        String table = directory.resolve("table").toString();
        Path results = directory.resolve("alone");
        String requests = write("t.csv", trace).toString();
        assertThat(run("fleet", requests, "--step-table", table, "--out", results.toString()))
                .isZero();
        assertThat(err.toString())
                .isEqualTo(
                        "Note: 1 of 2 prompts were cut so that prompt and output have at most 8 tokens, which is as far as "
                                + "the step table reaches\n");
        // Padded, prompts of 3 and 6 count 12 and are read apart: 0.3 + 3 and 0.6 + 6 s. Then contexts of 4 and 7, mean
        // 5, take
        // 3 s, and one of 5 takes 2 s.
        assertThat(Files.readAllLines(results.resolve("requests.csv")))
                .containsExactly("request,arrival_s,ttft_s,e2e_s,preemptions", "0,0,3.3,14.9,0", "1,0,9.9,12.9,0");
        assertThat(summary(results)).containsEntry("cost_usd", "").containsEntry("model_error", "");
        String alone = Files.readString(results.resolve("requests.csv"));
        assertThat(Files.readString(serve(trace, MACHINE, "--step-table", table).resolve("requests.csv")))
                .isEqualTo(alone);
        assertThat(Files.readString(
                        serve(trace, MACHINE + "  step-table: table\n").resolve("requests.csv")))
                .isEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,0,1 1,4,-1|:3:5: step_seconds must be a number of seconds above 0 (got -1)",
                "1,0,1 1,0,1 2,0,1 2,0,1|:3:3: kv_avg_rounded64 must be a whole number above 0 in the second row, the contexts being"
                        + " 0, g, 2 g, .. (got 0)",
                "1,0,1 1,4,1 2,0,1|:1:1: must have a row for each batch 1, 2, .. and each context 0, g, 2 g, .. (got 3 rows, 2 of"
                        + " batch 1)",
                "1,0,1 1,4,1 3,0,1 2,4,1|:4:1: batch must be 2, the rows being in order (got 3)"
            })
    void aWrongStepTableIsRefused(String rows, String complaint) throws IOException {
        Path decode = write("table/vidur_step_decode_s.csv", decode(rows.split(" ", -1)));
        write("table/vidur_step_prefill_s.csv", prefill(8));
        String table = directory.resolve("table").toString();
        assertThat(run("fleet", write("t.csv", TWO).toString(), "--step-table", table))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith(decode + complaint + "\n");
        Files.delete(decode);
        err.getBuffer().setLength(0);
        assertThat(run("fleet", write("t.csv", TWO).toString(), "--step-table", table))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo("plateau: cannot read " + decode + ": no such file\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure_conv_1000", "tts_1000_q0.8", "tts_1000_q2.4"})
    void publicTracesTakeAsLongAsInVidur(String name) throws IOException {
        Path tables = data().resolve("steptables");
        Path results = directory.resolve(name);
        assertThat(run(
                        "fleet",
                        tables.resolve(name + ".trace.csv").toString(),
                        "--step-table",
                        tables.toString(),
                        "--quiet",
                        "--out",
                        results.toString()))
                .isZero();
        Map<Integer, Double> found = new HashMap<>();
        for (Map<String, String> row : rows(results.resolve("requests.csv"))) {
            found.put(Integer.parseInt(row.get("request")), number(row, "e2e_s"));
        }
        List<Map<String, String>> recorded = rows(tables.resolve(name + ".requests.csv"));
        assertThat(recorded).hasSize(found.size());
        for (Map<String, String> row : recorded) {
            assertThat(found.get(Integer.parseInt(row.get("Request Id"))))
                    .isCloseTo(number(row, "request_e2e_time"), withinPercentage(1e-4));
        }
    }

    @ParameterizedTest
    @CsvSource({"code, 8819", "conv, 19366"})
    void azuresTracesRunWhole(String name, int requests) throws IOException {
        Path trace = data().resolve("traces").resolve("AzureLLMInferenceTrace_" + name + "_2023.csv");
        Path fleet = write("m.yaml", "models: {policy: llama-3.1-8b}\nfleet: {accelerator: h100, replicas: 2}\n");
        Path results = directory.resolve("r");
        assertThat(run("fleet", trace.toString(), "--fleet", fleet.toString(), "--quiet", "--out", results.toString()))
                .isZero();
        assertThat(rows(results.resolve("requests.csv"))).hasSize(requests);
        assertThat(err.toString()).isEmpty();
    }

    private static Path data() {
        String given = System.getProperty("plateau.data");
        Path folder = (given == null ? Path.of("..", "..", "shared", "data") : Path.of(given)).resolve("fleet");
        assumeTrue(
                Files.isDirectory(folder),
                "no " + folder.normalize() + ": give the folder of the data as -Dplateau.data=DIR");
        return folder;
    }

    private static String decode(String... rows) {
        return "batch,kv_avg_rounded64,step_seconds\n" + String.join("\n", rows) + "\n";
    }

    /** Linear part t/10 s, attention part t s. */
    private static String prefill(int tokens) {
        StringBuilder text = new StringBuilder("num_tokens_or_chunk,linear_seconds,attn_prefill_seconds\n");
        for (int t = 1; t <= tokens; t++) {
            text.append(t).append(',').append(t / 10.0).append(',').append(t).append('\n');
        }
        return text.toString();
    }

    private Path serve(String trace) throws IOException {
        return serve(trace, MACHINE);
    }

    private Path serve(String trace, String fleet, String... options) throws IOException {
        Path results = directory.resolve("served" + System.nanoTime());
        List<String> words =
                new ArrayList<>(List.of("fleet", write("t.csv", trace).toString()));
        words.addAll(List.of("--fleet", write("m.yaml", fleet).toString(), "--out", results.toString()));
        words.addAll(List.of(options));
        assertThat(run(words.toArray(String[]::new))).as(err.toString()).isZero();
        return results;
    }

    private static Map<String, String> summary(Path results) throws IOException {
        return rows(results.resolve("summary.csv")).get(0);
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] columns = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], fields[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private int run(String... words) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }
}
