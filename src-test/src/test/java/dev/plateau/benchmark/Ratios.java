package dev.plateau.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of the kernel and prints, for each, our time as a fraction of the best that SSJ does in the same
 * run.
 */
public final class Ratios {
    private static final String[] SLOW_AT_SCALE_LEFT_OUT = {"SPLAY_TREE", "BINARY_TREE", "HENRIKSEN", "REDBLACK_TREE"};

    /** Those that were best somewhere when all were measured. */
    private static final String[] BEST_OF_SSJ = {"BINARY_TREE", "HENRIKSEN"};

    private Ratios() {}

    /** The only argument is the number of forks of each benchmark. */
    public static void main(final String[] args) throws RunnerException {
        final int forks = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        final StringBuilder report = new StringBuilder();
        for (final String pending : new String[] {"100", "10000", "1000000"}) {
            final ChainedOptionsBuilder options =
                    options(HoldBenchmark.class, forks).param("pending", pending);
            if (!pending.equals("100")) {
                options.param("list", SLOW_AT_SCALE_LEFT_OUT);
            }
            report.append(ratio("hold, " + pending + " pending", run(options), ""));
        }
        final List<RunResult> mm1 = run(options(Mm1Benchmark.class, forks));
        report.append(ratio("M/M/1 customer, SSJ's example", mm1, "false"));
        report.append(ratio("M/M/1 customer, SSJ's events reused", mm1, "true"));
        System.out.println();
        System.out.print(report);
    }

    /**
     * The same for the table of {@link Rivals}: SSJ's time over ours, once for each round, all benchmarks of a round in one run.
     */
    static Map<String, List<Double>> table(final int rounds) throws RunnerException {
        final Map<String, List<Double>> ratios = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (final String pending : new String[] {"100", "10000"}) {
                final List<RunResult> hold = run(options(HoldBenchmark.class, 1)
                        .param("pending", pending)
                        .param("list", BEST_OF_SSJ)
                        .verbosity(VerboseMode.SILENT));
                put(ratios, "events/s, hold with " + pending + " pending: Plateau / SSJ's best list", hold, "");
            }
            final List<RunResult> mm1 = run(
                    options(Mm1Benchmark.class, 1).param("list", BEST_OF_SSJ).verbosity(VerboseMode.SILENT));
            put(ratios, "customers/s, M/M/1: Plateau / SSJ's example", mm1, "false");
            put(ratios, "customers/s, M/M/1: Plateau / SSJ with events used again", mm1, "true");
        }
        return ratios;
    }

    private static void put(
            final Map<String, List<Double>> ratios,
            final String name,
            final List<RunResult> results,
            final String reuse) {
        ratios.computeIfAbsent(name, key -> new ArrayList<>())
                .add(nanos(best(results, "ssj", reuse)) / nanos(best(results, "plateau", "")));
    }

    private static ChainedOptionsBuilder options(final Class<?> benchmark, final int forks) {
        return new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\..*")
                .forks(forks);
    }

    private static List<RunResult> run(final ChainedOptionsBuilder options) throws RunnerException {
        return List.copyOf(new Runner(options.build()).run());
    }

    /** One line; SSJ's results are those whose parameter {@code reuse} is the given one, if they have it. */
    private static String ratio(final String name, final List<RunResult> results, final String reuse) {
        final double ours = nanos(best(results, "plateau", ""));
        final RunResult best = best(results, "ssj", reuse);
        return String.format(
                Locale.ROOT,
                "%-36s plateau %7.1f ns   SSJ %7.1f ns (%s)   ratio %.3f%n",
                name,
                ours,
                nanos(best),
                best.getParams().getParam("list"),
                ours / nanos(best));
    }

    private static RunResult best(final List<RunResult> results, final String method, final String reuse) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(method))
                .filter(result ->
                        reuse.isEmpty() || reuse.equals(result.getParams().getParam("reuse")))
                .min(Comparator.comparingDouble(Ratios::nanos))
                .orElseThrow();
    }

    /** The median over the iterations, which a moment of other work on the machine does not move. */
    private static double nanos(final RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }
}
