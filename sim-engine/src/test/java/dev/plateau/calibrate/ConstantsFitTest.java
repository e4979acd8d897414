package dev.plateau.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.calibrate.ConstantsFit.Errors;
import dev.plateau.fleet.Accelerator;
import dev.plateau.fleet.Accelerator.Constants;
import dev.plateau.fleet.Batching;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.Trace;
import dev.plateau.result.FitErrorRow;
import dev.plateau.result.FitParameterRow;
import dev.plateau.result.FitRequestRow;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Logs that the simulated machine itself could have written, so that the right answers are known. Nothing is random. */
class ConstantsFitTest {
    private static final Constants TRUE = new Constants(0.7, 0.6, 0.5, 20e-6, 10e-6);
    private static final Constants OTHER = new Constants(0.5, 0.6, 0.5, 20e-6, 10e-6);
    private static final ServedModel MODEL =
            new ServedModel("small", 16_060_522_496.0, 7_504_658_432.0, 32, 4096, 131_072, 524_288, 131_072);
    private static final Accelerator DEVICE = new Accelerator("card", 24e9, 1008e9, 165e12, 32e9, 450, 0.5, TRUE, 0.05);
    private static final int SIZE = 40;

    /** Requests at a quarter of a second, of several lengths, so that up to a dozen run at once. */
    private static Trace trace() {
        return new Trace(
                IntStream.range(0, SIZE).mapToDouble(i -> 0.25 * i).toArray(),
                IntStream.range(0, SIZE).map(i -> 100 + 997 * i % 3000).toArray(),
                IntStream.range(0, SIZE).map(i -> 10 + 37 * i % 200).toArray());
    }

    private static ConstantsFit fit(double[] firstToken, double[] endToEnd) {
        return new ConstantsFit(
                new ServingLog(trace(), firstToken, endToEnd),
                DEVICE,
                MODEL,
                1,
                new Batching(Batching.Mode.CHUNKED, 64, 2048, false),
                40_000 * MODEL.cacheBytesPerToken());
    }

    private static double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, SIZE).mapToDouble(value).toArray();
    }

    private static ConstantsFit unknown() {
        return fit(each(i -> 1), each(i -> 1));
    }

    private static double[] simulated(Constants constants) {
        return unknown().requests(constants).stream()
                .mapToDouble(FitRequestRow::fitted)
                .toArray();
    }

    /** Of an even number of values. */
    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return (sorted[SIZE / 2 - 1] + sorted[SIZE / 2]) / 2;
    }

    @Test
    void findsConstantsThatGiveTheTimesOfTheLog() {
        double[] times = simulated(TRUE);
        ConstantsFit fit = fit(each(i -> 1), times);
        Constants found = fit.fit();
        assertThat(fit.errors(found).absolute()).isLessThan(0.005);
        assertThat(fit.errors(OTHER).absolute()).isGreaterThan(0.05);
        // Few sequences at once: reading the weights is most of an iteration.
        assertThat(found.weightEfficiency()).isCloseTo(0.7, within(0.05));
        double[] again = fit.requests(found).stream()
                .mapToDouble(FitRequestRow::observed)
                .toArray();
        assertThat(again).containsExactly(times);
    }

    /** A fit that is told to stop returns the best so far: the middle of the bounds. */
    @Test
    void stopsWhenTold() {
        Constants middle = fit(each(i -> 1), simulated(TRUE)).fit(() -> true);
        assertThat(middle.weightEfficiency()).isCloseTo(0.6, within(1e-12));
        assertThat(middle.computeEfficiency()).isCloseTo(0.6, within(1e-12));
        assertThat(middle.secondsPerLayer()).isCloseTo(50e-6, within(1e-12));
        assertThat(middle.secondsPerSequence()).isCloseTo(25e-6, within(1e-12));
    }

    /** Simulated over logged, less 1. The mean simulated time to the first token is first read off a log of seconds. */
    @Test
    void errorsByHand() {
        double first = 1 + unknown().errors(TRUE).meanFirstToken();
        double[] times = simulated(TRUE);
        double[] logged = each(i -> i < SIZE / 2 ? times[i] / 1.25 : times[i] / 0.9);
        Errors early = fit(each(i -> first), logged).comparing(0, SIZE / 2).errors(TRUE);
        assertThat(early.meanEndToEnd()).isCloseTo(0.25, within(1e-9));
        assertThat(early.medianEndToEnd()).isCloseTo(0.25, within(1e-9));
        assertThat(early.absolute()).isCloseTo(0.25, within(1e-9));
        Errors all = fit(each(i -> 2 * first), logged).errors(TRUE);
        assertThat(all.absolute()).isCloseTo((0.25 + 0.1) / 2, within(1e-9));
        assertThat(all.meanEndToEnd())
                .isCloseTo(Arrays.stream(times).sum() / Arrays.stream(logged).sum() - 1, within(1e-9));
        assertThat(all.medianEndToEnd()).isCloseTo(median(times) / median(logged) - 1, within(1e-9));
        assertThat(all.meanFirstToken()).isCloseTo(-0.5, within(1e-9));
    }

    /** A machine that slows down between the halves: each half has its constants, and the interval spans them. */
    @Test
    void halvesAreFittedApart() {
        double[] fast = simulated(TRUE);
        double[] slow = simulated(OTHER);
        double[] logged = each(i -> i < SIZE / 2 ? fast[i] : slow[i]);
        ConstantsFit fit = fit(each(i -> 1), logged);
        ServingCalibration found = ServingCalibration.of(
                new ServingLog(trace(), each(i -> 0.01), logged), fit, OTHER, (state, done) -> false);
        FitParameterRow weights = found.parameters().get(0);
        assertThat(weights.name()).isEqualTo("weight_efficiency");
        assertThat(weights.estimate().high()).isGreaterThan(0.65);
        assertThat(weights.estimate().low()).isLessThan(0.56);
        assertThat(weights.identified())
                .isEqualTo(
                        weights.estimate().high() <= 1.25 * weights.estimate().low());
        assertThat(found.errors()).extracting(FitErrorRow::requests).containsExactly(SIZE, SIZE, SIZE, SIZE / 2);
        FitErrorRow held = found.errors().get(3);
        assertThat(held.absolute()).isEqualTo(found.timeError()).isGreaterThan(0.1);
        // Constants of the faster half, on the slower one: too early.
        assertThat(held.meanEndToEnd()).isLessThan(-0.1);
        assertThat(found.errors().get(1).absolute()).isCloseTo(fit.errors(OTHER).absolute(), within(1e-12));
    }

    /** Microseconds in the rows, seconds in the constants; a bound is one of the constant's own range. */
    @Test
    void boundsAreThoseOfEachConstant() {
        assertThat(List.of(0, 1, 2)).allMatch(i -> ConstantsFit.onBound(i, 0.2) && ConstantsFit.onBound(i, 1));
        assertThat(ConstantsFit.onBound(3, 100e-6)).isTrue();
        assertThat(ConstantsFit.onBound(3, 50e-6)).isFalse();
        assertThat(ConstantsFit.onBound(4, 50e-6)).isTrue();
        assertThat(ConstantsFit.onBound(4, 0)).isTrue();
        ServingCalibration found = ServingCalibration.of(
                new ServingLog(trace(), each(i -> 0.01), simulated(TRUE)),
                fit(each(i -> 1), simulated(TRUE)),
                OTHER,
                (state, done) -> true);
        assertThat(found.interrupted()).isTrue();
        assertThat(found.parameters().get(3).estimate().value()).isCloseTo(50, within(1e-9));
        assertThat(found.parameters()).noneMatch(FitParameterRow::onBound);
        assertThat(found.errors()).hasSize(3);
    }
}
