package dev.plateau.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.analytic.Coverage;
import dev.plateau.analytic.PowerLaw;
import dev.plateau.analytic.Ttspm;
import dev.plateau.calibrate.DifficultyFamily.Member;
import dev.plateau.model.Difficulty.Chance;
import dev.plateau.model.Difficulty.Count;
import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import dev.plateau.result.FitCountRow;
import dev.plateau.result.FitCurveRow;
import dev.plateau.result.FitHeldOutRow;
import dev.plateau.result.PredictionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fits to simulated counts find what made them. Seeds are fixed, so nothing fails by chance. */
class CountsFitTest {
    private static final PassGrid GRID = new PassGrid();

    /** Counts of problems whose chance is drawn by a law. */
    private static List<Count> simulate(int problems, int samples, long seed, ToDoubleFunction<KeyedStream> law) {
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < problems; i++) {
            KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(seed), i), Purpose.DIFFICULTY);
            double p = law.applyAsDouble(stream);
            int correct = 0;
            for (int j = 0; j < samples; j++) {
                correct += stream.nextDouble() < p ? 1 : 0;
            }
            counts.add(new Count(samples, correct));
        }
        return counts;
    }

    private static Member fit(DifficultyFamily family, List<Count> counts) {
        CountRows rows = new CountRows(GRID, counts);
        return family.fit(rows, rows.multiplicities());
    }

    private static CountsCalibration calibrate(List<Count> counts, int threads, Integer... budgets) {
        return new CountsFit(counts, new CountsFit.Settings(List.of(budgets), 0.001, 1, threads)).fit(FitProgress.NONE);
    }

    @Test
    void likelihoodOfABetaIsTheClosedForm() {
        double[] weights = new double[PassGrid.SIZE];
        double a = 0.3;
        double b = 4;
        new BetaShape().fill(GRID, new double[] {a, b}, weights);
        double sum =
                IntStream.range(0, weights.length).mapToDouble(j -> weights[j]).sum();
        for (int n : new int[] {1, 30, 3000}) {
            for (int c : new int[] {0, 1, n / 2, n}) {
                CountRows rows = new CountRows(GRID, List.of(new Count(n, c)));
                double exact = Math.exp(CombinatoricsUtils.binomialCoefficientLog(n, c)
                        + Beta.logBeta(a + c, b + n - c)
                        - Beta.logBeta(a, b));
                assertThat(rows.marginal(0, weights) / sum).isCloseTo(exact, within(2e-3 * exact));
            }
        }
        for (int k : new int[] {1, 100, 10_000}) {
            double[] fail = GRID.fail(k);
            double coverage = IntStream.range(0, weights.length)
                    .mapToDouble(j -> weights[j] / sum * (1 - fail[j]))
                    .sum();
            assertThat(coverage).isCloseTo(Coverage.betaBinomial(a, b, k), within(1e-3));
        }
    }

    /** Within three standard errors, by the bootstrap of a fit like this: 0.03 of a, 6 % of b. */
    @Test
    void findsTheBetaThatMadeTheCounts() {
        Member member = fit(
                new ParametricFamily(new BetaShape(), false, false), simulate(3000, 60, 3, s -> s.nextBeta(0.5, 4)));
        assertThat(member.values()[0]).isCloseTo(0.5, within(0.05));
        assertThat(member.values()[1]).isCloseTo(4, within(0.6));
    }

    @Test
    void findsProblemsThatAreNeverOrAlwaysSolved() {
        Member member = fit(new ParametricFamily(new BetaShape(), true, true), simulate(3000, 60, 4, s -> {
            double u = s.nextDouble();
            return u < 0.3 ? 0 : u < 0.4 ? 1 : s.nextBeta(3, 4);
        }));
        assertThat(member.values()[0]).isCloseTo(3, within(0.4));
        assertThat(member.values()[1]).isCloseTo(4, within(0.5));
        assertThat(member.values()[2]).isCloseTo(0.3, within(0.03));
        assertThat(member.values()[3]).isCloseTo(0.1, within(0.02));
    }

    /** Data in plenty overrule the penalty, here by far. */
    @Test
    void findsTheProbitNormalThatMadeTheCounts() {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        Member member = fit(new ParametricFamily(new ProbitShape(), false, false), simulate(3000, 100, 5, s -> {
            boolean hard = s.nextDouble() < 1.8 / 2.4;
            double x = Math.abs(s.nextNormal());
            return normal.cumulativeProbability(-0.5 + (hard ? -1.8 * x : 0.6 * x));
        }));
        assertThat(member.values()[0]).isCloseTo(-0.5, within(0.15));
        assertThat(member.values()[1]).isCloseTo(1.8, within(0.15));
        assertThat(member.values()[2]).isCloseTo(0.6, within(0.1));
    }

    /**
     * Where two thirds of the problems cannot be solved, what is expected of problems in general has too many of them solved by
     * a doubling of the samples; the counts themselves err by a third of that. The mean of 40 pilots of 45 problems has a standard
     * deviation of 0.01.
     */
    @Test
    void aDoublingIsLeftToTheCounts() {
        DifficultyFamily firm = new ParametricFamily(new ProbitShape(), false, false);
        double expected = 1.0 / 3 * (1 - 1.0 / 17);
        double[] errors = new double[2];
        for (int pilot = 0; pilot < 40; pilot++) {
            List<Count> counts = simulate(45, 8, 100 + pilot, s -> s.nextDouble() < 1.0 / 3 ? s.nextDouble() : 0);
            CountRows rows = new CountRows(GRID, counts);
            double[] times = rows.multiplicities();
            errors[0] += (coverage(rows.posterior(
                                    times, firm.unbiased().fit(rows, times).weights()))
                            - expected)
                    / 40;
            errors[1] += (coverage(rows.posterior(times, firm.fit(rows, times).weights())) - expected) / 40;
        }
        assertThat(Math.abs(errors[0])).as("%f %f", errors[0], errors[1]).isLessThan(0.09);
        assertThat(errors[1]).isGreaterThan(0.11);
    }

    private static double coverage(double[] mixture) {
        return coverage(mixture, 16);
    }

    private static double coverage(double[] mixture, int budget) {
        double[] fail = GRID.fail(budget);
        return IntStream.range(0, mixture.length)
                .mapToDouble(j -> mixture[j] * (1 - fail[j]))
                .sum();
    }

    @Test
    void expectationsCountFarBeyondTheSamples() {
        CountsFit fit = new CountsFit(simulate(20, 8, 1, s -> 0.5), new CountsFit.Settings(List.of(), 0.001, 1, 1));
        assertThat(fit.handover().reach(16)).isEqualTo(0);
        assertThat(fit.handover().reach(32)).isCloseTo(0.5, within(1e-12));
        assertThat(fit.handover().reach(64)).isEqualTo(1);
    }

    /** Of a few problems that are solved at once or never, the fit near the samples expects more than the one far beyond. */
    @Test
    void predictionsRiseWithTheBudget() {
        Integer[] budgets = IntStream.rangeClosed(1, 100).boxed().toArray(Integer[]::new);
        int crossed = 0;
        for (int pilot = 0; pilot < 12; pilot++) {
            double[] chances = {pilot % 3 == 0 ? 0.9 : 0.02, pilot % 2 == 0 ? 0.3 : 0.05};
            List<Count> counts = simulate(25 + 5 * pilot, 6, 300 + pilot, s -> chances[s.nextInt(2)]);
            CountsFit fit = new CountsFit(counts, new CountsFit.Settings(List.of(budgets), 0.001, 1, 2));
            List<Double> coverage = fit.fit((state, done) -> true).curve().stream()
                    .map(row -> row.fitted().value())
                    .toList();
            assertThat(coverage).isSorted();
            crossed += crosses(fit) ? 1 : 0;
        }
        assertThat(crossed).isPositive();
    }

    /** Whether coverage far beyond the samples, at eight times as many, is less than the fit near them says of four times. */
    private static boolean crosses(CountsFit fit) {
        CountsFit.Choice choice = fit.choose(FitProgress.NONE);
        double[] times = fit.rows().multiplicities();
        double[] far = fit.rows()
                .posterior(times, choice.members().get(choice.chosen()).weights());
        double[] near = fit.rows().posterior(times, fit.near(choice).weights());
        return coverage(far, 48) < coverage(near, 24);
    }

    /** Nothing fits better than the nonparametric mixture; on counts from two values of p it finds both. */
    @Test
    void theFreeMixtureFitsBest() {
        List<Count> counts = simulate(500, 40, 6, s -> s.nextDouble() < 0.4 ? 0.05 : 0.6);
        CountRows rows = new CountRows(GRID, counts);
        double[] times = rows.multiplicities();
        double[] free = new FreeMixture().fit(rows, times).weights();
        double best = rows.logLikelihood(times, free);
        for (ParametricFamily.Shape shape : List.of(new BetaShape(), new ProbitShape())) {
            double other = rows.logLikelihood(
                    times,
                    new ParametricFamily(shape, true, false).fit(rows, times).weights());
            assertThat(best).isGreaterThan(other);
        }
        double low = 0;
        for (int j = 0; j < PassGrid.SIZE; j++) {
            low += GRID.p(j) < 0.2 ? free[j] : 0;
        }
        assertThat(low).isCloseTo(0.4, within(0.07));
    }

    /** Chi-square of the counts 0 to 40 of Bin(40, 0.3), pooled at the ends: 16 degrees of freedom, a false alarm in 1e-4. */
    @Test
    void drawsAreBinomial() {
        KeyedStream stream = new KeyedStream().at(Keys.root(11), Purpose.BOOTSTRAP);
        int draws = 100_000;
        double[] seen = new double[41];
        for (int i = 0; i < draws; i++) {
            seen[Math.max(4, Math.min(20, PosteriorDraws.binomial(40, 0.3, stream)))]++;
        }
        double chiSquare = 0;
        double[] expected = new double[41];
        for (int c = 0; c <= 40; c++) {
            expected[Math.max(4, Math.min(20, c))] += draws
                    * Math.exp(CombinatoricsUtils.binomialCoefficientLog(40, c)
                            + c * Math.log(0.3)
                            + (40 - c) * Math.log(0.7));
        }
        for (int c = 4; c <= 20; c++) {
            chiSquare += (seen[c] - expected[c]) * (seen[c] - expected[c]) / expected[c];
        }
        assertThat(chiSquare).isLessThan(45.93);
        assertThat(PosteriorDraws.binomial(1000, 0, stream)).isZero();
        assertThat(PosteriorDraws.binomial(1000, 1, stream)).isEqualTo(1000);
    }

    /** However many there are. */
    @Test
    @Timeout(value = 2, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void neverAndAlwaysAreDrawnAtOnce() {
        KeyedStream stream = new KeyedStream().at(Keys.root(1), Purpose.BOOTSTRAP);
        assertThat(PosteriorDraws.binomial(Integer.MAX_VALUE, 0, stream)).isZero();
        assertThat(PosteriorDraws.binomial(Integer.MAX_VALUE, 1, stream)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void threadsDoNotChangeTheResult() {
        List<Count> counts = simulate(60, 30, 7, s -> s.nextBeta(0.5, 3));
        assertThat(calibrate(counts, 1, 100)).isEqualTo(calibrate(counts, 3, 100));
    }

    /** Sampling until the first success: the mean of c/n is far off, the likelihood is not. */
    @Test
    void theLikelihoodForgivesAStoppingRule() {
        List<Count> counts = new ArrayList<>();
        double truth = 0;
        double naive = 0;
        for (int i = 0; i < 600; i++) {
            KeyedStream stream = new KeyedStream().at(Keys.child(Keys.root(8), i), Purpose.DIFFICULTY);
            double p = stream.nextBeta(2, 6);
            int n = 0;
            boolean solved = false;
            while (!solved && n < 40) {
                n++;
                solved = stream.nextDouble() < p;
            }
            counts.add(new Count(n, solved ? 1 : 0));
            truth += p / 600;
            naive += (solved ? 1.0 / n : 0) / 600;
        }
        CountsCalibration fit = calibrate(counts, 2, 1, 10);
        assertThat(fit.unequal()).isTrue();
        assertThat(fit.curve())
                .allSatisfy(row -> assertThat(row.observed().value()).isNaN());
        assertThat(naive).isGreaterThan(truth + 0.15);
        assertThat(fit.predictions().get(0).value().value()).isCloseTo(truth, within(0.04));
    }

    @Test
    void predictsProblemsThatItNeverSaw() {
        List<Count> counts = simulate(400, 50, 9, s -> s.nextBeta(0.4, 4));
        CountsCalibration fit = calibrate(counts, 2, 10, 500);
        assertThat(fit.predictions()).extracting(PredictionRow::budget).containsExactly(10, 500);
        for (PredictionRow row : fit.predictions()) {
            assertThat(row.value().contains(row.value().value())).isTrue();
            assertThat(row.value().value()).isCloseTo(Coverage.betaBinomial(0.4, 4, row.budget()), within(0.06));
        }
        assertThat(fit.mixture().stream().mapToDouble(Chance::weight).sum()).isCloseTo(1, within(1e-4));
        for (FitCurveRow row : fit.curve()) {
            double coverage = fit.mixture().stream()
                    .mapToDouble(chance -> chance.weight() * (1 - Math.pow(1 - chance.p(), row.budget())))
                    .sum();
            // The scenario has the distribution of budgets far beyond the samples.
            assertThat(coverage).isCloseTo(row.fitted().value(), within(row.budget() >= 400 ? 2e-3 : 0.01));
        }
        assertThat(fit.counts().stream().mapToLong(FitCountRow::observed).sum()).isEqualTo(400);
        assertThat(fit.counts().stream().mapToDouble(FitCountRow::expected).sum())
                .isCloseTo(400, within(0.1));
        double saturation = fit.saturation().get(0).saturation().value();
        double gain = fit.mixture().stream()
                .mapToDouble(chance -> chance.weight() * chance.p() * Math.pow(1 - chance.p(), saturation))
                .sum();
        assertThat(gain).isCloseTo(0.001, within(3e-5));
    }

    @Test
    void stopsWhenTold() {
        List<Count> counts = simulate(60, 30, 7, s -> s.nextBeta(0.5, 3));
        CountsFit fit = new CountsFit(counts, new CountsFit.Settings(List.of(100), 0.001, 1, 2));
        CountsCalibration stopped = fit.fit((state, done) -> done > 0.5);
        assertThat(stopped.interrupted()).isTrue();
        assertThat(stopped.replicates()).isBetween(100, 300);
        assertThat(stopped.predictions().get(0).value().value())
                .isEqualTo(
                        calibrate(counts, 2, 100).predictions().get(0).value().value());
    }

    @Test
    void ttspmByLikelihood() {
        List<Count> counts = simulate(4000, 30, 10, s -> s.nextDouble() < 0.7 ? 0.2 : 0);
        Ttspm fit = Ttspm.ofCounts(
                counts.stream().mapToInt(Count::samples).toArray(),
                counts.stream().mapToInt(Count::correct).toArray(),
                counts.stream().mapToDouble(count -> 1).toArray());
        assertThat(fit.fMax()).isCloseTo(0.7, within(0.025));
        assertThat(fit.px()).isCloseTo(0.2, within(0.005));
    }

    @Test
    void powerLawThroughItsOwnPoints() {
        PowerLaw law = new PowerLaw(-3, -0.3);
        List<Integer> budgets = List.of(1, 10, 100);
        PowerLaw fit = PowerLaw.fit(
                budgets, budgets.stream().mapToDouble(law::coverage).toArray());
        assertThat(fit.a()).isCloseTo(-3, within(1e-9));
        assertThat(fit.b()).isCloseTo(-0.3, within(1e-9));
    }

    /** Half of 40 samples with p from Beta(0.5, 4) tell the coverage of all 40; with this seed to a tenth. */
    @Test
    void coverageIsHeldOut() {
        List<Count> counts = simulate(300, 40, 9, s -> s.nextBeta(0.5, 4));
        CountsCalibration fit = calibrate(counts, 2);
        assertThat(fit.heldOut()).hasSize(1);
        FitHeldOutRow row = fit.heldOut().get(0);
        assertThat(row.fitted()).isEqualTo(20);
        assertThat(row.budget()).isEqualTo(40);
        assertThat(row.observed()).isEqualTo((300 - fit.neverSolved()) / 300.0);
        assertThat(row.predicted().value()).isNotEqualTo(row.observed()).isCloseTo(row.observed(), within(0.04));
        assertThat(row.predicted().contains(row.observed())).isTrue();
        List<Count> unequal = new ArrayList<>(counts);
        unequal.set(0, new Count(41, 1));
        assertThat(calibrate(unequal, 2).heldOut()).isEmpty();
    }
}
