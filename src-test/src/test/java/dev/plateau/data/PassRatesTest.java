package dev.plateau.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.analytic.Coverage;
import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.CountsFit;
import dev.plateau.calibrate.FitProgress;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Coverage at 10,000 of four Pythia models on 128 problems of MATH, predicted from 100 of the 10,000 samples of each problem.
 * Seeds are fixed, so nothing fails by chance.
 */
class PassRatesTest {
    private static final int ALL = 10_000;
    private static final int PILOT = 100;

    /** Error of a prediction, whether its interval holds, its half width, and the error of a beta-binomial. */
    private record Outcome(double error, boolean held, double halfWidth, double beta) {}

    private static Map<String, List<Integer>> models() throws IOException {
        Map<String, List<Integer>> models = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "data", "pythia-math-counts.csv"))) {
            if (line.startsWith("Pythia")) {
                String[] cells = line.split(",");
                models.computeIfAbsent(cells[0], model -> new ArrayList<>()).add(Integer.parseInt(cells[4]));
            }
        }
        assertThat(models)
                .hasSize(4)
                .allSatisfy((model, counts) -> assertThat(counts).hasSize(128));
        return models;
    }

    /** Right ones among the first samples, in random order. */
    private static int drawn(int correct, SplittableRandom random) {
        int right = 0;
        for (int i = 0; i < PILOT; i++) {
            right += random.nextInt(ALL - i) < correct - right ? 1 : 0;
        }
        return right;
    }

    private static Outcome predict(List<Integer> counts, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Count> pilot =
                counts.stream().map(c -> new Count(PILOT, drawn(c, random))).toList();
        CountsCalibration fit =
                new CountsFit(pilot, new CountsFit.Settings(List.of(ALL), 0.001, 1, 1)).fit(FitProgress.NONE);
        double truth = counts.stream()
                .mapToDouble(c -> Coverage.unbiasedPassAtK(ALL, c, ALL))
                .average()
                .orElseThrow();
        Interval predicted = fit.predictions().get(0).value();
        return new Outcome(
                Math.abs(predicted.value() - truth),
                predicted.contains(truth),
                predicted.halfWidth(),
                Math.abs(fit.families().get(1).coverage() - truth));
    }

    private static List<Outcome> outcomes(List<Integer> counts, int draws) {
        return IntStream.range(0, draws)
                .parallel()
                .mapToObj(draw -> predict(counts, 7777 + 1000L * draw))
                .toList();
    }

    private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return outcomes.stream().mapToDouble(value).average().orElseThrow();
    }

    @Test
    void aPilotPredictsCoverage() throws IOException {
        List<Outcome> outcomes = models().values().stream()
                .flatMap(counts -> outcomes(counts, 1).stream())
                .toList();
        assertThat(mean(outcomes, Outcome::error)).isLessThan(0.05);
        assertThat(outcomes).filteredOn(Outcome::held).hasSizeGreaterThanOrEqualTo(3);
    }

    /** Prints the table of docs/calibration.md. The standard errors: 0.0015 of the mean error, 0.015 of the share that holds. */
    @Test
    @Tag("long")
    void predictionsAndIntervalsHoldOverModelsAndDraws() throws IOException {
        List<Outcome> all = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> model : models().entrySet()) {
            all.addAll(show(model.getKey(), outcomes(model.getValue(), 50)));
        }
        show("all", all);
        assertThat(mean(all, Outcome::error)).isLessThan(0.03).isLessThan(0.6 * mean(all, Outcome::beta));
        assertThat(held(all)).isBetween(0.90, 0.98);
    }

    private static double held(List<Outcome> outcomes) {
        return mean(outcomes, outcome -> outcome.held() ? 1 : 0);
    }

    private static List<Outcome> show(String model, List<Outcome> outcomes) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f | %.2f |%n",
                model,
                mean(outcomes, Outcome::error),
                mean(outcomes, Outcome::beta),
                mean(outcomes, Outcome::halfWidth),
                held(outcomes));
        return outcomes;
    }
}
