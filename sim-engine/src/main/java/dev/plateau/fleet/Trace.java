package dev.plateau.fleet;

import java.util.Arrays;

/** Recorded requests in the order of their arrival. */
public final class Trace {
    private final double[] arrivals;
    private final int[] prompts;
    private final int[] outputs;
    private final int[] priorities;

    /**
     * A trace in which no request goes before another.
     *
     * @param arrivals seconds, not descending, from 0 on
     * @param prompts tokens read, at least 1 each
     * @param outputs tokens written, at least 1 each
     */
    public Trace(double[] arrivals, int[] prompts, int[] outputs) {
        this(arrivals, prompts, outputs, new int[arrivals.length]);
    }

    /**
     * A trace.
     *
     * @param arrivals seconds, not descending, from 0 on
     * @param prompts tokens read, at least 1 each
     * @param outputs tokens written, at least 1 each
     * @param priorities the smaller is served first
     */
    public Trace(double[] arrivals, int[] prompts, int[] outputs, int[] priorities) {
        this.arrivals = arrivals.clone();
        this.prompts = prompts.clone();
        this.outputs = outputs.clone();
        this.priorities = priorities.clone();
    }

    /** Number of requests. */
    public int size() {
        return arrivals.length;
    }

    /** Seconds at which a request arrives. */
    public double arrival(int request) {
        return arrivals[request];
    }

    /** Tokens that it reads. */
    public int prompt(int request) {
        return prompts[request];
    }

    /** Tokens that it writes. */
    public int output(int request) {
        return outputs[request];
    }

    /** Its priority; the smaller is served first. */
    public int priority(int request) {
        return priorities[request];
    }

    /** Requests per second between the first and the last; infinite if they came at once. */
    public double rate() {
        return (arrivals.length - 1) / (arrivals[arrivals.length - 1] - arrivals[0]);
    }

    /** The trace with the first request at time 0. */
    public Trace fromZero() {
        double[] shifted = arrivals.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] -= arrivals[0];
        }
        return new Trace(shifted, prompts, outputs, priorities);
    }

    /** The trace with all requests at time 0. */
    public Trace atOnce() {
        return new Trace(new double[arrivals.length], prompts, outputs, priorities);
    }

    /** The trace with prompts cut so that prompt and output have at most so many tokens together; every prompt keeps one. */
    public Trace clipped(int most) {
        int[] shorter = Arrays.copyOf(prompts, prompts.length);
        for (int i = 0; i < shorter.length; i++) {
            shorter[i] = Math.max(1, Math.min(shorter[i], most - outputs[i]));
        }
        return new Trace(arrivals, shorter, outputs, priorities);
    }
}
