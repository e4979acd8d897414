package dev.plateau.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.Failures;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Router;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.Stragglers;
import dev.plateau.fleet.TableStepTime;
import dev.plateau.fleet.Trace;
import dev.plateau.fleet.TraceRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With Vidur's step times and its batching rules, each of a thousand requests takes as long as in Vidur (Agrawal et al. 2024,
 * arXiv 2405.05465).
 */
class StepTableTest {
    private static final String FOLDER = "fleet/steptables/";
    private static final int LONGEST = 4096;
    private static final int GRID = 64;
    private static final int BATCH = 128;

    private static TableStepTime times() throws IOException {
        double[][] decode = new double[BATCH][LONGEST / GRID + 1];
        for (Map<String, String> row : Recorded.rows(FOLDER + "vidur_step_decode_s.csv")) {
            decode[integer(row, "batch") - 1][integer(row, "kv_avg_rounded64") / GRID] = number(row, "step_seconds");
        }
        double[] linear = new double[LONGEST + 1];
        double[] attention = new double[LONGEST + 1];
        for (Map<String, String> row : Recorded.rows(FOLDER + "vidur_step_prefill_s.csv")) {
            int tokens = integer(row, "num_tokens_or_chunk");
            linear[tokens] = number(row, "linear_seconds");
            attention[tokens] = number(row, "attn_prefill_seconds");
        }
        return new TableStepTime(GRID, decode, linear, attention);
    }

    private static Trace trace(String name) throws IOException {
        List<Map<String, String>> rows = Recorded.rows(FOLDER + name + ".trace.csv");
        return new Trace(
                        rows.stream()
                                .mapToDouble(row -> number(row, "arrived_at"))
                                .toArray(),
                        rows.stream()
                                .mapToInt(row -> integer(row, "num_prefill_tokens"))
                                .toArray(),
                        rows.stream()
                                .mapToInt(row -> integer(row, "num_decode_tokens"))
                                .toArray())
                .clipped(LONGEST);
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static int integer(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure_conv_1000", "tts_1000_q0.8", "tts_1000_q2.4"})
    void everyRequestTakesAsLongAsInVidur(String name) throws IOException {
        PoolSpec pool = new PoolSpec(
                "A100",
                new Accelerator("A100", 1, 1, 1, 1, 1, 1, new Accelerator.Constants(1, 1, 1, 0, 0), 0.05),
                1,
                1,
                List.of(new ServedModel("Llama-3-8B", 0, 0, 32, 4096, 1, 0, LONGEST)),
                List.of(times()),
                Long.MAX_VALUE / 4,
                false,
                new Batching(Batching.Mode.PROMPTS_FIRST, BATCH, LONGEST, true),
                Router.ROUND_ROBIN,
                Failures.NONE,
                Stragglers.NONE);
        TraceRun run = TraceRun.serve(List.of(pool), 0, trace(name), 1, null);
        List<Map<String, String>> recorded = Recorded.rows(FOLDER + name + ".requests.csv");
        assertThat(recorded).hasSize(run.trace().size());
        for (Map<String, String> row : recorded) {
            int request = integer(row, "Request Id");
            assertThat(run.endToEndSeconds(request))
                    .as("end to end, request %d", request)
                    .isCloseTo(number(row, "request_e2e_time"), withinPercentage(1e-4));
            assertThat(run.firstTokenSeconds(request))
                    .as("first token, request %d", request)
                    .isCloseTo(number(row, "prefill_e2e_time"), withinPercentage(1e-4));
        }
    }
}
