package dev.plateau.fidelity;

import dev.plateau.analytic.Coverage;
import dev.plateau.calibrate.CountsCalibration;
import dev.plateau.calibrate.CountsFit;
import dev.plateau.calibrate.FitProgress;
import dev.plateau.data.Recorded;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.result.FitFamilyRow;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Coverage at 10,000, predicted from 100 of the 10,000 samples of each problem. Draws of the pilots have fixed seeds.
 *
 * @param outcomes of predictions
 */
record PilotedCounts(List<Outcome> outcomes) {
    static final int ALL = 10_000;
    static final int PILOT = 100;
    private static final Path FILE = Path.of("docs", "data", "pythia-math-counts.csv");

    /**
     * A prediction.
     *
     * @param error its size
     * @param held whether its interval holds
     * @param halfWidth of the interval
     * @param beta size of the error of a beta-binomial
     * @param best size of the error of the family whose held-out likelihood is largest
     */
    record Outcome(double error, boolean held, double halfWidth, double beta, double best) {}

    /** Right samples of each problem, by model. */
    static Map<String, List<Count>> models(Path home) throws IOException {
        Map<String, List<Count>> models = new LinkedHashMap<>();
        for (Map<String, String> row : Recorded.rows(home.resolve(FILE))) {
            models.computeIfAbsent(row.get("model"), model -> new ArrayList<>())
                    .add(new Count(Integer.parseInt(row.get("n_samples")), Integer.parseInt(row.get("n_correct"))));
        }
        return models;
    }

    /** Some of the samples of a problem, in random order. */
    static Count drawn(Count all, int samples, SplittableRandom random) {
        int right = 0;
        for (int i = 0; i < samples; i++) {
            right += random.nextInt(all.samples() - i) < all.correct() - right ? 1 : 0;
        }
        return new Count(samples, right);
    }

    /** So many pilots of a model. */
    static PilotedCounts of(List<Count> counts, int draws) {
        return new PilotedCounts(IntStream.range(0, draws)
                .parallel()
                .mapToObj(draw -> predict(counts, 7777 + 1000L * draw))
                .toList());
    }

    private static Outcome predict(List<Count> counts, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Count> pilot =
                counts.stream().map(count -> drawn(count, PILOT, random)).toList();
        CountsCalibration fit =
                new CountsFit(pilot, new CountsFit.Settings(List.of(ALL), 0.001, 1, 1)).fit(FitProgress.NONE);
        double truth = coverage(counts);
        Interval predicted = fit.predictions().get(0).value();
        return new Outcome(
                Math.abs(predicted.value() - truth),
                predicted.contains(truth),
                predicted.halfWidth(),
                Math.abs(fit.families().get(1).coverage() - truth),
                Math.abs(fit.families().stream()
                                .min(Comparator.comparingDouble(FitFamilyRow::behind))
                                .orElseThrow()
                                .coverage()
                        - truth));
    }

    /** Share of the problems that were solved at all. */
    static double coverage(List<Count> counts) {
        return counts.stream()
                .mapToDouble(count -> Coverage.unbiasedPassAtK(count.samples(), count.correct(), ALL))
                .average()
                .orElseThrow();
    }

    double mean(ToDoubleFunction<Outcome> value) {
        return outcomes.stream().mapToDouble(value).average().orElseThrow();
    }

    double held() {
        return mean(outcome -> outcome.held() ? 1 : 0);
    }
}
