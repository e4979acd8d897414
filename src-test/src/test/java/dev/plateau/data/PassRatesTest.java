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
import java.util.Map;
import java.util.SplittableRandom;
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

    /** Error of a prediction, whether its interval holds, and the error of a beta-binomial. */
    private record Outcome(double error, boolean held, double beta) {}

    private static Map<String, List<Integer>> models() throws IOException {
        Map<String, List<Integer>> models = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "data", "pythia-math-counts.csv"))) {
            if (line.startsWith("Pythia")) {
                String[] cells = line.split(",");
                models.computeIfAbsent(cells[0], model -> new ArrayList<>()).add(Integer.parseInt(cells[4]));
            }
        }
        assertThat(models).hasSize(4).allSatisfy((model, counts) -> assertThat(counts).hasSize(128));
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
        List<Count> pilot = counts.stream().map(c -> new Count(PILOT, drawn(c, random))).toList();
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
                Math.abs(fit.families().get(1).coverage() - truth));
    }

    private static List<Outcome> outcomes(int draws) throws IOException {
        return List.copyOf(models().values()).stream()
                .flatMap(counts -> IntStream.range(0, draws).mapToObj(draw -> Map.entry(counts, draw)))
                .parallel()
                .map(job -> predict(job.getKey(), 100 + job.getValue()))
                .toList();
    }

    private static double error(List<Outcome> outcomes) {
        return outcomes.stream().mapToDouble(Outcome::error).average().orElseThrow();
    }

    @Test
    void aPilotPredictsCoverage() throws IOException {
        List<Outcome> outcomes = outcomes(1);
        assertThat(error(outcomes)).isLessThan(0.05);
        assertThat(outcomes).filteredOn(Outcome::held).hasSizeGreaterThanOrEqualTo(3);
    }

    /** The standard errors of 100 predictions: 0.0025 of the mean error, 0.02 of the share of intervals that hold. */
    @Test
    @Tag("long")
    void predictionsAndIntervalsHoldOverModelsAndDraws() throws IOException {
        List<Outcome> outcomes = outcomes(25);
        double beta = outcomes.stream().mapToDouble(Outcome::beta).average().orElseThrow();
        double held = outcomes.stream().filter(Outcome::held).count() / (double) outcomes.size();
        assertThat(error(outcomes)).isLessThan(0.03).isLessThan(0.6 * beta);
        assertThat(held).isBetween(0.90, 0.98);
    }
}
