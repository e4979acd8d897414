package dev.plateau.fleet;

import java.util.Arrays;

/**
 * Batch size, queue and KV use over time, as means over equal spans. Begins with short spans; whenever time runs out of them,
 * they are joined two by two.
 */
public final class Timeline {
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
        spread(waiting, queueSince, now, length);
        queueSince = now;
    }

    void worked(double from, double to, int batch, double memoryShare) {
        spread(sequences, from, to, batch);
        spread(memory, from, to, memoryShare / replicas);
    }

    private void spread(double[] sums, double from, double to, double value) {
        end = Math.max(end, to);
        while (to >= span * sums.length) {
            join();
        }
        int first = (int) (from / span);
        int last = (int) (to / span);
        if (first == last) {
            sums[first] += value * (to - from);
            return;
        }
        sums[first] += value * ((first + 1) * span - from);
        for (int i = first + 1; i < last; i++) {
            sums[i] += value * span;
        }
        sums[last] += value * (to - last * span);
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
