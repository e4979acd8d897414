package dev.plateau.fleet;

import java.util.List;
import java.util.SplittableRandom;

/** Llama-3.1-8B on an A100 with 80 GB, and requests of about 200 tokens to read and 1,000 to write. */
public final class Bench {
    private static final ServedModel LLAMA = new ServedModel(
            "meta-llama/Llama-3.1-8B-Instruct", 16_060_522_496.0, 7_504_658_432.0, 32, 4096, 131_072, 524_288, 131_072);
    private static final Accelerator A100 = new Accelerator(
            "A100-SXM4-80GB",
            80e9,
            2039e9,
            312e12,
            300e9,
            400,
            2.05,
            new Accelerator.Constants(0.757, 0.728, 0.617, 62.4e-6, 5.7e-6),
            0.05);
    private static final int MEAN_PROMPT = 200;
    private static final int MEAN_OUTPUT = 1000;

    private Bench() {}

    /** The time of its iterations. */
    public static StepTime time() {
        return new RooflineStepTime(A100, LLAMA, 1);
    }

    /** Prompts first. */
    public static Batching batching(int seats) {
        return new Batching(Batching.Mode.PROMPTS_FIRST, seats, 8192, false);
    }

    /** Replicas of one accelerator each. */
    public static PoolSpec pool(int replicas, int seats, Router router) {
        return new PoolSpec(
                "A100",
                A100,
                1,
                replicas,
                List.of(LLAMA),
                List.of(time()),
                PoolSpec.cacheBytes(A100, 1, List.of(LLAMA), 0.9),
                false,
                batching(seats),
                router,
                Failures.NONE,
                Stragglers.NONE);
    }

    /** Requests per second of a batch that is always full, each prompt being read alone: load 1. */
    public static double saturatedRate(int seats) {
        Reading one = new Reading();
        one.add(MEAN_PROMPT, 0);
        double write = time().decode(seats, seats * (long) MEAN_PROMPT, MEAN_OUTPUT) / seats;
        return 1 / (write + time().read(0, 0, one));
    }

    /** Tokens to read: 100 to 300. */
    public static int prompt(SplittableRandom random) {
        return MEAN_PROMPT / 2 + random.nextInt(MEAN_PROMPT + 1);
    }

    /** Tokens to write: 500 to 1,500. */
    public static int output(SplittableRandom random) {
        return MEAN_OUTPUT / 2 + random.nextInt(MEAN_OUTPUT + 1);
    }

    /** Poisson arrivals. */
    public static Trace trace(int requests, double rate) {
        SplittableRandom random = new SplittableRandom(1);
        Traffic.Arrivals arrivals = new Traffic.Poisson(rate).arrivals(1);
        double[] times = new double[requests];
        int[] prompts = new int[requests];
        int[] outputs = new int[requests];
        for (int i = 0; i < requests; i++) {
            times[i] = arrivals.next();
            prompts[i] = prompt(random);
            outputs[i] = output(random);
        }
        return new Trace(times, prompts, outputs);
    }
}
