package dev.plateau.fleet;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Batch size, queue and KV use over time, as means over equal spans. Begins with short spans; whenever time runs out of them,
 * they are joined two by two.
 */
public final class Timeline implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private final double[] sequences;
    private final double[] waiting;
    private final double[] memory;
    private final int replicas;
    private double span;
    private double queueSince;
    private double end;

    /**
     * An empty timeline.
     *
     * @param spans even number of spans, at least 2
     * @param span seconds of one at first, above 0
     * @param replicas of the fleet
     */
    public Timeline(int spans, double span, int replicas) {
        this.sequences = new double[spans];
        this.waiting = new double[spans];
        this.memory = new double[spans];
        this.span = span;
        this.replicas = replicas;
    }

    void queue(double now, int length) {
        spread(waiting, queueSince, now, length, length);
        queueSince = now;
    }

    void worked(double from, double to, int batch, double firstShare, double lastShare) {
        spread(sequences, from, to, batch, batch);
        spread(memory, from, to, firstShare / replicas, lastShare / replicas);
    }

    /** Adds the integral of what goes evenly from one value to another. */
    private void spread(double[] sums, double from, double to, double first, double last) {
        this.end = Math.max(this.end, to);
        while (to >= span * sums.length) {
            join();
        }
        double slope = to > from ? (last - first) / (to - from) : 0;
        double begin = from;
        int end = (int) (to / span);
        for (int i = (int) (from / span); i <= end; i++) {
            double until = i == end ? to : (i + 1) * span;
            sums[i] += (until - begin) * (first + slope * ((begin + until) / 2 - from));
            begin = until;
        }
    }

    private void join() {
        for (double[] sums : new double[][] {sequences, waiting, memory}) {
            int half = sums.length / 2;
            for (int i = 0; i < half; i++) {
                sums[i] = sums[2 * i] + sums[2 * i + 1];
            }
            Arrays.fill(sums, half, sums.length, 0);
        }
        span *= 2;
    }

    /** Number of spans that something happened in. */
    public int size() {
        return Math.min(sequences.length, (int) Math.ceil(end / span));
    }

    /** Seconds of a span. */
    public double span() {
        return span;
    }

    /** Mean number of sequences that are written in the whole fleet. */
    public double sequences(int index) {
        return sequences[index] / span;
    }

    /** Mean number of requests that wait. */
    public double waiting(int index) {
        return waiting[index] / span;
    }

    /** Mean share of the fleet's KV memory that requests have. */
    public double memory(int index) {
        return memory[index] / span;
    }
}
