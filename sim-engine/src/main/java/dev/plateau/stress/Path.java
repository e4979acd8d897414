package dev.plateau.stress;

import dev.plateau.result.StressRow;
import dev.plateau.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What one policy did on the rungs of a family, or of several families one after another.
 *
 * @param places names of the rungs
 * @param tallies of the rungs
 * @param weights of the rungs in a mean, with sum 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not shared beyond this package
record Path(List<String> places, List<Tally> tallies, double[] weights) {

    /** Through a family, weighted by the trapezoidal rule. */
    static Path of(List<Measured> rungs, Function<Measured, Tally> tally) {
        return new Path(
                rungs.stream().map(measured -> measured.rung().label()).toList(),
                rungs.stream().map(tally).toList(),
                weights(rungs.stream()
                        .mapToDouble(measured -> measured.rung().hostility())
                        .toArray()));
    }

    /** Through several families by their ids, which all count alike. */
    static Path through(Map<String, Path> families) {
        List<String> places = new ArrayList<>();
        List<Tally> tallies = new ArrayList<>();
        DoubleStream weights = DoubleStream.empty();
        for (Map.Entry<String, Path> family : families.entrySet()) {
            Path path = family.getValue();
            path.places.forEach(place -> places.add(family.getKey() + ", " + place));
            tallies.addAll(path.tallies);
            weights = DoubleStream.concat(weights, Arrays.stream(path.weights).map(weight -> weight / families.size()));
        }
        return new Path(List.copyOf(places), List.copyOf(tallies), weights.toArray());
    }

    /** Weights of the trapezoidal rule over the hostility, which sum to 1. */
    static double[] weights(double[] hostility) {
        int n = hostility.length;
        double[] weights = new double[n];
        if (n == 1) {
            weights[0] = 1;
        }
        double span = hostility[n - 1] - hostility[0];
        for (int i = 0; i + 1 < n; i++) {
            double half = (hostility[i + 1] - hostility[i]) / 2 / span;
            weights[i] += half;
            weights[i + 1] += half;
        }
        return weights;
    }

    /** Whether it was disqualified nowhere. */
    boolean whole() {
        return tallies.stream().allMatch(tally -> tally.fault().isEmpty());
    }

    /** {@value StressRow#OK}, or where it was disqualified first, and why. */
    String status() {
        return IntStream.range(0, tallies.size())
                .filter(r -> tallies.get(r).fault().isPresent())
                .mapToObj(r -> places.get(r) + ": " + tallies.get(r).fault().orElseThrow())
                .findFirst()
                .orElse(StressRow.OK);
    }

    /** Area under the curve of its accuracy. */
    Series area() {
        return Series.mean(accuracies(), weights);
    }

    /** Rollouts spent per task. */
    Series spent() {
        return Series.mean(tallies.stream().map(Tally::spent).toArray(Series[]::new), weights);
    }

    /** Its accuracies on the rungs, with intervals that all hold at once. */
    Interval[] curve() {
        Series[] own = accuracies();
        return Arrays.stream(own)
                .map(series -> clipped(series.difference(own.length)))
                .toArray(Interval[]::new);
    }

    /** The same minus those of another. */
    Interval[] curve(Path other) {
        Series[] own = accuracies();
        Series[] others = other.accuracies();
        return IntStream.range(0, own.length)
                .mapToObj(r -> own[r].minus(others[r]).difference(own.length))
                .toArray(Interval[]::new);
    }

    private Series[] accuracies() {
        return tallies.stream().map(Tally::accuracy).toArray(Series[]::new);
    }

    private static Interval clipped(Interval interval) {
        return new Interval(interval.value(), Math.max(0, interval.low()), Math.min(1, interval.high()));
    }

    /** The least of several: as all intervals hold at once, it lies between their least ends. */
    static Interval worst(Interval[] intervals) {
        return new Interval(
                Arrays.stream(intervals).mapToDouble(Interval::value).min().orElseThrow(),
                Arrays.stream(intervals).mapToDouble(Interval::low).min().orElseThrow(),
                Arrays.stream(intervals).mapToDouble(Interval::high).min().orElseThrow());
    }
}
