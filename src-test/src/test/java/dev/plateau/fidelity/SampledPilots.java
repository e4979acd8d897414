package dev.plateau.fidelity;

import dev.plateau.calibrate.CountsFit;
import dev.plateau.calibrate.SampledProblem;
import dev.plateau.calibrate.SampledProblem.Attempt;
import dev.plateau.calibrate.SamplesCalibration;
import dev.plateau.calibrate.SamplesFit;
import dev.plateau.data.Recorded;
import dev.plateau.data.Samples;
import dev.plateau.result.PredictionRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * Votes and coverage of all samples, predicted from the first 8 of each problem: predicted less observed, by metric, summed over
 * problems and runs.
 */
final class SampledPilots {
    static final String LETTERS = "passrates/esc_gpt35_lastletters_samples.csv";
    static final String RUNS = "passrates/gpqa_otis_multisample.csv";

    private static final int PILOT = 8;
    private static final int ORDERS = 8;

    private final Map<String, Double> sums = new LinkedHashMap<>();
    private final Map<String, Double> sizes = new LinkedHashMap<>();
    private final List<SampledPilots> orders = new ArrayList<>();
    private int problems;

    /** Runs of recorded samples, by benchmark; each run is a list of problems. */
    static Map<String, List<List<Samples>>> runsOfSixteen() throws IOException {
        Map<String, List<Samples>> runs = new LinkedHashMap<>();
        for (Map<String, String> row : Recorded.rows(RUNS)) {
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
        Map<String, List<List<Samples>>> benchmarks = new LinkedHashMap<>();
        runs.forEach((run, all) -> benchmarks
                .computeIfAbsent(run.startsWith("GPQA") ? "GPQA" : "OTIS mock AIME", b -> new ArrayList<>())
                .add(all));
        return benchmarks;
    }

    static List<List<Samples>> lastLetters() throws IOException {
        return List.of(Samples.of(Recorded.rows(LETTERS)));
    }

    /** The samples in the order in which they were recorded. */
    static SampledPilots asRecorded(List<List<Samples>> runs) {
        SampledPilots pilots = new SampledPilots();
        runs.forEach(run -> pilots.add(run.stream().map(SampledPilots::problem).toList()));
        return pilots;
    }

    /** In eight random orders. */
    static SampledPilots shuffled(List<List<Samples>> runs) {
        SampledPilots pilots = new SampledPilots();
        for (int seed = 1; seed <= ORDERS; seed++) {
            SampledPilots order = new SampledPilots();
            for (List<Samples> run : runs) {
                Random random = new Random(seed);
                order.add(run.stream().map(s -> problem(s.shuffled(random))).toList());
            }
            pilots.orders.add(order);
            pilots.problems += order.problems;
            order.sums.forEach((metric, sum) -> pilots.sums.merge(metric, sum, Double::sum));
            order.sizes.forEach((metric, size) -> pilots.sizes.merge(metric, size, Double::sum));
        }
        return pilots;
    }

    private static SampledProblem problem(Samples samples) {
        return new SampledProblem(samples.answers().stream()
                .map(answer -> new Attempt(answer, Double.NaN))
                .toList());
    }

    private static SamplesCalibration fit(List<SampledProblem> problems, int samples) {
        return new SamplesFit(problems, new CountsFit.Settings(List.of(samples), 0.001, 1, 2))
                .fit((state, done) -> true);
    }

    private void add(List<SampledProblem> all) {
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

    /** Standard deviation, over the random orders, of the error of one order: what comes of which 8 samples are the first. */
    double deviation(String metric) {
        return Math.sqrt(new Variance()
                .evaluate(orders.stream()
                        .mapToDouble(order -> order.pooled(metric))
                        .toArray()));
    }

    /** Standard error of the mean over the random orders. */
    double standardError(String metric) {
        return deviation(metric) / Math.sqrt(orders.size());
    }

    /** Mean size over runs, weighted by problems. */
    double size(String metric) {
        return sizes.get(metric) / problems;
    }
}
