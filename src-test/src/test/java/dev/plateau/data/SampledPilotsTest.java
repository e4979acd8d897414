package dev.plateau.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.calibrate.CountsFit;
import dev.plateau.calibrate.SampledProblem;
import dev.plateau.calibrate.SampledProblem.Attempt;
import dev.plateau.calibrate.SamplesCalibration;
import dev.plateau.calibrate.SamplesFit;
import dev.plateau.result.PredictionRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Votes and coverage of real samples, predicted from the first 8 samples of each problem and compared with all 16 or 40. Nothing
 * is random but the order of the samples, whose seed is fixed.
 */
class SampledPilotsTest {
    private static final int PILOT = 8;
    private static final int ORDERS = 4;

    /** Predicted less observed, by metric, summed over problems. */
    private static final class Errors {
        private final Map<String, Double> sums = new LinkedHashMap<>();
        private final Map<String, Double> sizes = new LinkedHashMap<>();
        private int problems;

        void add(List<SampledProblem> all) {
            int samples = all.get(0).attempts().size();
            SamplesCalibration fit = fit(all.stream().map(p -> p.first(PILOT)).toList(), samples);
            SamplesCalibration whole = fit(all, samples);
            problems += all.size();
            for (PredictionRow row : fit.predictions()) {
                double observed = whole.curve().stream()
                        .filter(r -> r.metric().equals(row.metric()) && r.budget() == samples)
                        .findFirst()
                        .orElseThrow()
                        .observed()
                        .value();
                double error = row.value().value() - observed;
                sums.merge(row.metric(), error * all.size(), Double::sum);
                sizes.merge(row.metric(), Math.abs(error) * all.size(), Double::sum);
            }
        }

        /** Of all problems together. */
        double pooled(String metric) {
            return sums.get(metric) / problems;
        }

        /** Mean size, weighted by problems. */
        double size(String metric) {
            return sizes.get(metric) / problems;
        }

        void print(String what) {
            for (String metric : sums.keySet()) {
                System.out.printf(
                        "%s: %s, error %+.4f, mean size %.4f, %d problems%n",
                        what, metric, pooled(metric), size(metric), problems);
            }
        }
    }

    private static SamplesCalibration fit(List<SampledProblem> problems, int samples) {
        return new SamplesFit(problems, new CountsFit.Settings(List.of(samples), 0.001, 1, 2))
                .fit((state, done) -> true);
    }

    private static SampledProblem problem(Samples samples) {
        return new SampledProblem(samples.answers().stream()
                .map(answer -> new Attempt(answer, Double.NaN))
                .toList());
    }

    @Test
    void votesOnLastLetters() throws IOException {
        List<Samples> samples = Samples.of(Recorded.rows("passrates/esc_gpt35_lastletters_samples.csv"));
        Errors recorded = new Errors();
        recorded.add(samples.stream().map(SampledPilotsTest::problem).toList());
        recorded.print("Last letters, 8 of 40, as recorded");
        Errors shuffled = new Errors();
        for (int seed = 1; seed <= ORDERS; seed++) {
            Random random = new Random(seed);
            shuffled.add(samples.stream().map(s -> problem(s.shuffled(random))).toList());
        }
        shuffled.print("Last letters, 8 of 40, in random orders");
        assertThat(Math.abs(recorded.pooled("majority"))).isLessThan(0.01);
        assertThat(Math.abs(shuffled.pooled("majority"))).isLessThan(0.01);
        assertThat(Math.abs(shuffled.pooled("coverage"))).isLessThan(0.01);
    }

    /** 198 or 45 problems a run: the noise of a single run is 0.02 to 0.05, and the runs share their problems. */
    @Test
    @Tag("long")
    void votesOnRunsOfSixteen() throws IOException {
        Map<String, List<Samples>> runs = new LinkedHashMap<>();
        for (Map<String, String> row : Recorded.rows("passrates/gpqa_otis_multisample.csv")) {
            List<String> ids = Arrays.asList(row.get("answer_ids").split(";"));
            String bits = row.get("correct_bits");
            if (ids.size() == 2 * PILOT && bits.length() == ids.size()) {
                runs.computeIfAbsent(row.get("benchmark") + row.get("run_id"), id -> new ArrayList<>())
                        .add(Samples.of(
                                ids,
                                bits.chars().mapToObj(bit -> bit == '1').toList(),
                                Collections.nCopies(ids.size(), 0.0)));
            }
        }
        Map<String, Errors> recorded = new LinkedHashMap<>();
        Map<String, Errors> shuffled = new LinkedHashMap<>();
        for (Map.Entry<String, List<Samples>> run : runs.entrySet()) {
            String benchmark = run.getKey().startsWith("GPQA") ? "GPQA" : "OTIS mock AIME";
            recorded.computeIfAbsent(benchmark, b -> new Errors())
                    .add(run.getValue().stream().map(SampledPilotsTest::problem).toList());
            for (int seed = 1; seed <= ORDERS; seed++) {
                Random random = new Random(seed);
                shuffled.computeIfAbsent(benchmark, b -> new Errors())
                        .add(run.getValue().stream()
                                .map(s -> problem(s.shuffled(random)))
                                .toList());
            }
        }
        recorded.forEach((benchmark, own) -> own.print(benchmark + ", 8 of 16, as recorded"));
        shuffled.forEach((benchmark, own) -> own.print(benchmark + ", 8 of 16, in random orders"));
        assertThat(recorded.values()).allMatch(own -> Math.abs(own.pooled("majority")) < 0.015);
        assertThat(shuffled.values()).allMatch(own -> Math.abs(own.pooled("majority")) < 0.01);
        assertThat(shuffled.values()).allMatch(own -> Math.abs(own.pooled("coverage")) < 0.03);
    }
}
