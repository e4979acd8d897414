package dev.plateau.queueing;

import dev.plateau.bench.QueueModel;
import dev.plateau.kernel.Kernel;

/**
 * One run of a queue cut into cycles, each from an arrival that finds it empty to the next such arrival: the cycles are
 * independent and equally distributed, so neither a warm-up nor batches are needed (Crane and Iglehart 1975,
 * Simulating stable stochastic systems III, Operations Research 23(1), 33-45, doi:10.1287/opre.23.1.33).
 *
 * <p>With Y and T the growth of numerator and denominator in a cycle, the quantity is r = E[Y] / E[T].
 */
final class RegenerativeRun {
    private final QueueCase queue;
    private final QueueModel model;
    private final long cycles;
    private final Kernel kernel = new Kernel();
    private long n = -1;
    private double numerator;
    private double denominator;
    private double sumY;
    private double sumT;
    private double sumYy;
    private double sumYt;
    private double sumTt;

    RegenerativeRun(final QueueCase queue, final long seed, final long cycles) {
        this.queue = queue;
        this.cycles = cycles;
        model = queue.builder.build(kernel, seed);
        model.atRegeneration(this::endCycle);
        kernel.run();
    }

    private void endCycle() {
        final double newNumerator = queue.numerator.applyAsDouble(model);
        final double newDenominator = queue.denominator.applyAsDouble(model);
        if (n >= 0) {
            final double y = newNumerator - numerator;
            final double t = newDenominator - denominator;
            sumY += y;
            sumT += t;
            sumYy += y * y;
            sumYt += y * t;
            sumTt += t * t;
        }
        numerator = newNumerator;
        denominator = newDenominator;
        n++;
        if (n == cycles) {
            kernel.stop();
        }
    }

    double estimate() {
        return sumY / sumT;
    }

    /** Half the width of an interval of this many standard errors. */
    double halfWidth(final double standardErrors) {
        return standardErrors * Math.sqrt(squares(estimate()) / (n - 1) * n) / sumT;
    }

    /** The standardised sum of Y - rT with the true r: its mean is exactly 0, without any bias of the ratio. */
    double zScore() {
        final double r = queue.truth;
        final double mean = (sumY - r * sumT) / n;
        return mean / Math.sqrt((squares(r) / n - mean * mean) / n);
    }

    private double squares(final double r) {
        return sumYy - 2 * r * sumYt + r * r * sumTt;
    }
}
