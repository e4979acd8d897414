package dev.plateau.benchmark;

import dev.plateau.policy.BayesPolicy;
import dev.plateau.policy.GivenFrontier;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The exact Bayes allocation of 4096 rollouts over 1024 candidates, and the same by looking at every candidate each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BayesBenchmark {
    private static final int CANDIDATES = 1024;
    private static final int ROLLOUTS = 4096;
    private static final double KAPPA = 1;

    private final BayesPolicy rule = new BayesPolicy(0.1, KAPPA);
    private final int[] allocation = new int[CANDIDATES];
    private final double[] weights = new double[CANDIDATES];
    private GivenFrontier frontier;

    /** Scores uniform in (0,1). */
    @Setup
    public void draw() {
        double[] scores = new SplittableRandom(6).doubles(CANDIDATES).toArray();
        frontier = GivenFrontier.ofCosines(scores, new double[CANDIDATES][CANDIDATES]);
    }

    /** By a heap, O((k + N) log k). */
    @Benchmark
    public int[] bayes() {
        rule.allocate(frontier, ROLLOUTS, allocation);
        return allocation;
    }

    /** The naive rival, O(N k). */
    @Benchmark
    public int[] naive() {
        rule.weigh(frontier, ROLLOUTS, weights);
        Arrays.fill(allocation, 0);
        for (int spent = 0; spent < ROLLOUTS; spent++) {
            int first = 0;
            double largest = -1;
            for (int i = 0; i < CANDIDATES; i++) {
                double quotient = weights[i] / (KAPPA + allocation[i]);
                if (quotient > largest) {
                    largest = quotient;
                    first = i;
                }
            }
            allocation[first]++;
        }
        return allocation;
    }
}
