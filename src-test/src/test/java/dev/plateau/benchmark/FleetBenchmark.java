package dev.plateau.benchmark;

import dev.plateau.fleet.Batching;
import dev.plateau.fleet.Bench;
import dev.plateau.fleet.NaiveReplica;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Router;
import dev.plateau.fleet.StepTime;
import dev.plateau.fleet.Trace;
import dev.plateau.fleet.TraceRun;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** 10,000 requests of about 1,000 tokens on one accelerator: in jumps, and with an event for each iteration. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FleetBenchmark {
    private static final int REQUESTS = 10_000;

    /** Sequences at most in a batch. */
    @Param({"32", "256"})
    private int seats;

    /** Share of the rate of a batch that is always full. */
    @Param({"0.02", "0.9"})
    private double load;

    private Trace trace;
    private List<PoolSpec> pools;
    private StepTime time;
    private Batching batching;

    /** The requests. */
    @Setup
    public void draw() {
        trace = Bench.trace(REQUESTS, load * Bench.saturatedRate(seats));
        pools = List.of(Bench.pool(1, seats, Router.LEAST_LOADED));
        time = Bench.time();
        batching = Bench.batching(seats);
    }

    /** Plateau. */
    @Benchmark
    public double jumps() {
        return TraceRun.serve(pools, 0, trace, 1, null).seconds();
    }

    /** The naive way. */
    @Benchmark
    public double[] stepping() {
        return NaiveReplica.serve(trace, time, batching);
    }

    /** Runs it and prints how many times as fast jumps are. */
    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(FleetBenchmark.class.getSimpleName())
                        .build())
                .run();
        System.out.println();
        for (RunResult naive : results) {
            for (RunResult ours : results) {
                if (naive.getPrimaryResult().getLabel().equals("stepping")
                        && ours.getPrimaryResult().getLabel().equals("jumps")
                        && same(naive, ours, "seats")
                        && same(naive, ours, "load")) {
                    System.out.printf(
                            Locale.ROOT,
                            "%4s seats, load %4s: stepping %8.2f ms   jumps %7.3f ms   ratio %6.1f%n",
                            naive.getParams().getParam("seats"),
                            naive.getParams().getParam("load"),
                            millis(naive),
                            millis(ours),
                            millis(naive) / millis(ours));
                }
            }
        }
    }

    private static boolean same(RunResult a, RunResult b, String parameter) {
        return a.getParams().getParam(parameter).equals(b.getParams().getParam(parameter));
    }

    /** The median over the iterations, which a moment of other work on the machine does not move. */
    private static double millis(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }
}
