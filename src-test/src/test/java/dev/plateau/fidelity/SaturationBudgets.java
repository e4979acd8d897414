package dev.plateau.fidelity;

import dev.plateau.analytic.Coverage;
import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.CountsFit;
import dev.plateau.data.Recorded;
import dev.plateau.data.Samples;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.result.FitTtspmRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/**
 * Saturation budgets of all recorded pass rates, predicted from a part of the samples and compared with those of the unbiased
 * pass@k of all: from 100 of 10,000, and from the first half of 8, 16 or 40. Nothing is random but the choice of 100 samples,
 * whose seed is fixed.
 */
final class SaturationBudgets {
    static final List<String> NEEDS = List.of(SampledPilots.RUNS, SampledPilots.LETTERS);

    private static final int FEWEST_PROBLEMS = 40;
    private static final int FEWEST_SAMPLES = 8;
    private static final int PILOT = 100;

    private final List<Budget> found = new ArrayList<>();

    /**
     * One of them, in samples.
     *
     * @param data where it is from
     * @param observed from all samples
     * @param fitted predicted by the fitted difficulty
     * @param leastSquares by TTSPM
     * @param likelihood by TTSPM
     */
    record Budget(String data, double observed, double fitted, double leastSquares, double likelihood) {}

    /** All of them. */
    static List<Budget> all(Path home) throws IOException {
        SaturationBudgets budgets = new SaturationBudgets();
        budgets.pythia(PilotedCounts.models(home));
        budgets.runs();
        budgets.lastLetters();
        return List.copyOf(budgets.found);
    }

    /** Correlation of a prediction with what was observed, of the budgets or of the logarithms of 1 + them. */
    static double correlation(List<Budget> all, ToDoubleFunction<Budget> predicted, boolean logarithms) {
        double[][] pairs = all.stream()
                .map(one -> new double[] {
                    scaled(one.observed(), logarithms), scaled(predicted.applyAsDouble(one), logarithms)
                })
                .toArray(double[][]::new);
        return new PearsonsCorrelation(pairs).getCorrelationMatrix().getEntry(0, 1);
    }

    private static double scaled(double budget, boolean logarithms) {
        return logarithms ? StrictMath.log1p(budget) : budget;
    }

    private void pythia(Map<String, List<Count>> models) {
        models.values().forEach(all -> {
            SplittableRandom random = new SplittableRandom(7);
            List<Count> pilot = all.stream()
                    .map(count -> PilotedCounts.drawn(count, PILOT, random))
                    .toList();
            compare("Pythia on MATH", pilot, all, 1e-3, 3e-4, 1e-4);
        });
    }

    private void runs() throws IOException {
        Map<String, List<String>> runs = new LinkedHashMap<>();
        Map<String, String> benchmarks = new LinkedHashMap<>();
        for (Map<String, String> row : Recorded.rows(SampledPilots.RUNS)) {
            String bits = row.get("correct_bits");
            String benchmark = row.get("benchmark").startsWith("GPQA") ? "GPQA" : "OTIS mock AIME";
            String run = benchmark + bits.length() + row.get("run_id");
            if (bits.length() >= FEWEST_SAMPLES) {
                runs.computeIfAbsent(run, id -> new ArrayList<>()).add(bits);
                benchmarks.put(run, benchmark);
            }
        }
        runs.forEach((run, bits) -> compare(benchmarks.getOrDefault(run, run), first(bits), whole(bits), 0.02, 0.01));
    }

    private void lastLetters() throws IOException {
        List<String> letters = Samples.of(Recorded.rows(SampledPilots.LETTERS)).stream()
                .map(samples -> {
                    StringBuilder bits = new StringBuilder();
                    samples.answers().forEach(answer -> bits.append(answer == 0 ? '1' : '0'));
                    return bits.toString();
                })
                .toList();
        compare("last letters", first(letters), whole(letters), 0.02, 0.01, 0.003, 0.001);
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
                found.add(new Budget(
                        what,
                        observed,
                        rows.get(0).saturation().value(),
                        rows.get(1).saturation().value(),
                        rows.get(2).saturation().value()));
            }
        }
    }

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

    /** All budgets up to 40, then steps of a fortieth. */
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

    private static List<Count> whole(List<String> bits) {
        return bits.stream().map(SaturationBudgets::count).toList();
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
}
