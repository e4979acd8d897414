package dev.plateau.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.analytic.Coverage;
import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.CountsFit;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.result.FitTtspmRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Saturation budgets of all recorded pass rates, predicted from a part of the samples and compared with those of the unbiased
 * pass@k of all: from 100 of 10,000, and from the first half of 8, 16 or 40. Wang J. et al. 2025 (arXiv 2505.20522) report a
 * correlation of 0.803 at best. Nothing is random but the choice of 100 samples, whose seed is fixed.
 */
class SaturationBudgetsTest {
    private static final int FEWEST_PROBLEMS = 40;
    private static final int FEWEST_SAMPLES = 8;

    private final Map<String, List<double[]>> found = new LinkedHashMap<>();

    /** The smallest k from which the gain per sample of the unbiased pass@k is below epsilon to the end; 0 if there is none. */
    private static int observed(List<Count> all, double epsilon) {
        int samples = all.get(0).samples();
        int budget = 0;
        double before = 0;
        int from = 0;
        for (int k : budgets(samples)) {
            double value = 0;
            for (Count count : all) {
                value += Coverage.unbiasedPassAtK(count.samples(), count.correct(), k) / all.size();
            }
            if (from > 0 && (value - before) / (k - from) >= epsilon) {
                budget = k;
            }
            before = value;
            from = k;
        }
        return budget == samples ? 0 : budget;
    }

    /** All budgets up to 40, then steps of a twentieth. */
    private static List<Integer> budgets(int samples) {
        List<Integer> budgets = new ArrayList<>();
        for (int k = 1; k <= samples; k = Math.max(k + 1, k + k / 40)) {
            budgets.add(k);
        }
        if (budgets.get(budgets.size() - 1) < samples) {
            budgets.add(samples);
        }
        return budgets;
    }

    private void compare(String what, List<Count> pilot, List<Count> all, double... epsilons) {
        long right = pilot.stream().mapToLong(Count::correct).sum();
        if (all.size() < FEWEST_PROBLEMS || right == 0 || pilot.stream().allMatch(c -> c.correct() == c.samples())) {
            return;
        }
        for (double epsilon : epsilons) {
            int observed = observed(all, epsilon);
            if (observed > 0) {
                CountsCalibration fit = new CountsFit(pilot, new CountsFit.Settings(List.of(), epsilon, 1, 2))
                        .fit((state, done) -> true);
                List<FitTtspmRow> rows = fit.saturation();
                double[] point = {
                    observed,
                    rows.get(0).saturation().value(),
                    rows.get(1).saturation().value(),
                    rows.get(2).saturation().value()
                };
                found.computeIfAbsent(what, name -> new ArrayList<>()).add(point);
            }
        }
    }

    private double correlation(int method, boolean logarithms) {
        double[][] pairs = found.values().stream()
                .flatMap(List::stream)
                .map(point -> new double[] {scaled(point[0], logarithms), scaled(point[method], logarithms)})
                .toArray(double[][]::new);
        return new PearsonsCorrelation(pairs).getCorrelationMatrix().getEntry(0, 1);
    }

    private static double scaled(double budget, boolean logarithms) {
        return logarithms ? StrictMath.log1p(budget) : budget;
    }

    @Test
    @Tag("long")
    void predictedAgainstObserved() throws IOException {
        Map<String, List<Count>> pythia = new LinkedHashMap<>();
        for (Map<String, String> row : Recorded.rows("passrates/llmonkeys_math_counts.csv")) {
            pythia.computeIfAbsent(row.get("model"), model -> new ArrayList<>())
                    .add(new Count(Integer.parseInt(row.get("n_samples")), Integer.parseInt(row.get("n_correct"))));
        }
        pythia.values().forEach(all -> {
            SplittableRandom random = new SplittableRandom(7);
            compare(
                    "Pythia",
                    all.stream().map(count -> drawn(count, 100, random)).toList(),
                    all,
                    1e-3,
                    3e-4,
                    1e-4);
        });
        Map<String, List<String>> runs = new LinkedHashMap<>();
        for (Map<String, String> row : Recorded.rows("passrates/gpqa_otis_multisample.csv")) {
            String bits = row.get("correct_bits");
            String run = row.get("benchmark").substring(0, 4) + bits.length() + row.get("run_id");
            if (bits.length() >= FEWEST_SAMPLES) {
                runs.computeIfAbsent(run, id -> new ArrayList<>()).add(bits);
            }
        }
        runs.forEach((run, bits) -> compare(run.substring(0, 4), first(bits), whole(bits), 0.02, 0.01));
        List<String> letters = Samples.of(Recorded.rows("passrates/esc_gpt35_lastletters_samples.csv")).stream()
                .map(samples -> {
                    StringBuilder bits = new StringBuilder();
                    samples.answers().forEach(answer -> bits.append(answer == 0 ? '1' : '0'));
                    return bits.toString();
                })
                .toList();
        compare("Last letters", first(letters), whole(letters), 0.02, 0.01, 0.003, 0.001);
        int points = found.values().stream().mapToInt(List::size).sum();
        String[] methods = {"", "fitted difficulty", "TTSPM, least squares", "TTSPM, likelihood"};
        for (int method = 1; method < methods.length; method++) {
            System.out.printf(
                    "Saturation budgets, %s: r = %.3f of %d budgets, %.3f of their logarithms%n",
                    methods[method], correlation(method, false), points, correlation(method, true));
        }
        assertThat(correlation(1, false)).isGreaterThan(0.803);
        assertThat(correlation(1, true)).isGreaterThan(0.803);
    }

    private static List<Count> whole(List<String> bits) {
        return bits.stream().map(SaturationBudgetsTest::count).toList();
    }

    private static List<Count> first(List<String> bits) {
        return bits.stream()
                .map(own -> count(own.substring(0, own.length() / 2)))
                .toList();
    }

    private static Count count(String bits) {
        return new Count(
                bits.length(), (int) bits.chars().filter(bit -> bit == '1').count());
    }

    private static Count drawn(Count all, int samples, SplittableRandom random) {
        int right = 0;
        for (int i = 0; i < samples; i++) {
            right += random.nextInt(all.samples() - i) < all.correct() - right ? 1 : 0;
        }
        return new Count(samples, right);
    }
}
