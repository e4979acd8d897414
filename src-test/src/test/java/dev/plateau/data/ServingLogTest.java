package dev.plateau.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.calibrate.ConstantsFit;
import dev.plateau.calibrate.ServingLog;
import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Accelerator.Constants;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two runs of vLLM 0.19 with Llama-3.1-8B, 300 requests each: constants fitted to one run explain it, and how far they are off
 * on the other. Nothing here is random.
 */
class ServingLogTest {
    private static final ServedModel LLAMA_8B =
            new ServedModel("llama-3.1-8b", 16_060_522_496.0, 7_504_658_432.0, 32, 4096, 131_072, 524_288, 131_072);
    private static final Constants NONE = new Constants(1, 1, 1, 0, 0);
    private static final Accelerator RTX_4090 =
            new Accelerator("rtx4090", 24e9, 1008e9, 165e12, 32e9, 450, 0.5, NONE, 0.05);
    private static final Accelerator RTX_PRO_6000 =
            new Accelerator("rtxpro6000", 96e9, 1792e9, 468e12, 64e9, 600, 1.2, NONE, 0.05);
    /** vLLM's defaults; the log of the RTX PRO 6000 never has more than 128 requests at once, with memory to spare. */
    private static final Batching BATCHING = new Batching(Batching.Mode.CHUNKED, 128, 2048, false);

    /** Arrivals by the client's clock; the engine's clock is set to the least delay between the two. */
    private static ServingLog log(String name) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Recorded.lines("fleet/vllm-logs/" + name + ".jsonl")) {
            rows.add(json.readTree(line));
        }
        rows.sort(Comparator.comparingDouble(row -> row.get("arrival_time").asDouble()));
        double first = rows.get(0).get("arrival_time").asDouble();
        double[] arrivals = column(rows, "arrival_time", first);
        double[] queued = column(rows, "queued_ts", 0);
        double offset = Double.POSITIVE_INFINITY;
        for (int i = 0; i < arrivals.length; i++) {
            offset = Math.min(offset, queued[i] - arrivals[i]);
        }
        double[] firstToken = column(rows, "first_token_ts", offset);
        double[] lastToken = column(rows, "last_token_ts", offset);
        for (int i = 0; i < arrivals.length; i++) {
            firstToken[i] -= arrivals[i];
            lastToken[i] -= arrivals[i];
        }
        return new ServingLog(
                new Trace(
                        arrivals,
                        rows.stream()
                                .mapToInt(row -> row.get("input_toks").asInt())
                                .toArray(),
                        rows.stream()
                                .mapToInt(row -> row.get("output_toks").asInt())
                                .toArray()),
                firstToken,
                lastToken);
    }

    private static double[] column(List<JsonNode> rows, String name, double zero) {
        return rows.stream().mapToDouble(row -> row.get(name).asDouble() - zero).toArray();
    }

    private static ConstantsFit on4090() throws Exception {
        return new ConstantsFit(
                log("RTX4090__Llama-3.1-8B"), RTX_4090, LLAMA_8B, 1, BATCHING, 41_408 * LLAMA_8B.cacheBytesPerToken());
    }

    private static ConstantsFit onPro6000() throws Exception {
        long memory = (long) (0.9 * RTX_PRO_6000.memoryBytes() - LLAMA_8B.weightBytes());
        return new ConstantsFit(log("RTXPRO6000__Llama-3.1-8B"), RTX_PRO_6000, LLAMA_8B, 1, BATCHING, memory);
    }

    @Test
    void constantsFittedToARunExplainIt() throws Exception {
        for (ConstantsFit fit : List.of(on4090(), onPro6000())) {
            ConstantsFit.Errors errors = fit.errors(fit.fit());
            assertThat(errors.meanEndToEnd()).isCloseTo(0, within(0.05));
            assertThat(errors.medianEndToEnd()).isCloseTo(0, within(0.05));
            assertThat(errors.absolute()).isLessThan(0.03);
            // Not fitted.
            assertThat(errors.meanFirstToken()).isCloseTo(0, within(0.03));
        }
    }

    /** docs/fleet.md quotes these. */
    @Test
    void constantsOfOneMachineAreOffOnAnother() throws Exception {
        Constants pro = onPro6000().fit();
        Constants rtx = on4090().fit();
        System.out.println("RTX PRO 6000: " + pro + " " + onPro6000().errors(pro));
        System.out.println("RTX 4090: " + rtx + " " + on4090().errors(rtx));
        System.out.println("RTX PRO 6000 on RTX 4090: " + on4090().errors(pro));
        System.out.println("RTX 4090 on RTX PRO 6000: " + onPro6000().errors(rtx));
        System.out.println("peaks on RTX 4090: " + on4090().errors(NONE));
        System.out.println("peaks on RTX PRO 6000: " + onPro6000().errors(NONE));
        assertThat(Math.abs(on4090().errors(pro).meanEndToEnd())).isBetween(0.2, 0.4);
        assertThat(Math.abs(onPro6000().errors(rtx).meanEndToEnd())).isBetween(0.2, 0.4);
    }

    @Test
    void theEnginesLimitIsSeenInTheLog() throws Exception {
        assertThat(log("RTXPRO6000__Llama-3.1-8B").mostAtOnce()).isEqualTo(128);
    }
}
