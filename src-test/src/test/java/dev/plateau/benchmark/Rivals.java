package dev.plateau.benchmark;

import dev.plateau.bench.KernelSpeed;
import dev.plateau.rival.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures beside rivals and prints the table of docs/benchmarks.md. Each round runs all rivals one after the other; a ratio is
 * that of one round, and the table has the median over the rounds with the smallest and the largest.
 */
public final class Rivals {
    private static final double HALF_WIDTH = 0.005;
    private static final double NORMAL_95 = 1.959964;
    private static final int SCRIPT_TASKS = 500;
    private static final String TWO_CORES = "0.003";

    private final int rounds;
    private final Path scratch;
    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

    private Rivals(int rounds, Path scratch) {
        this.rounds = rounds;
        this.scratch = scratch;
    }

    /** The only argument is the number of rounds. */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        Path scratch = Files.createTempDirectory("rivals");
        Rivals rivals = new Rivals(Integer.parseInt(arguments[0]), scratch);
        rivals.attempts();
        rivals.cores();
        rivals.study();
        rivals.dsol();
        System.out.println("| what, per round of rivals | ratio | from | to | rounds |\n|---|---|---|---|---|");
        rivals.ratios.forEach(Rivals::row);
        Ratios.table(Integer.parseInt(arguments[0])).forEach(Rivals::row);
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void row(String name, List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        System.out.printf(
                Locale.ROOT,
                "| %s | **%.2f** | %.2f | %.2f | %d |%n",
                name,
                median,
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length);
    }

    private void add(String name, double ratio) {
        ratios.computeIfAbsent(name, key -> new ArrayList<>()).add(ratio);
        System.err.printf(Locale.ROOT, "%s: %.3f%n", name, ratio);
    }

    /** Attempt steps per second of processor time on one thread. */
    private void attempts() throws IOException, InterruptedException, RunnerException {
        Map<String, Path> programs = new LinkedHashMap<>();
        programs.put("C with the same keyed draws", Programs.attempts(scratch, "-DKEYED"));
        programs.put("C with xoshiro256++", Programs.attempts(scratch));
        programs.put("C with xoshiro256++ that draws no lengths", Programs.attempts(scratch, "-DNO_TOKENS"));
        for (int round = 0; round < rounds; round++) {
            for (String policy : new String[] {"parallel", "rebase", "dora", "all"}) {
                double ours = stepsPerSecond(policy);
                for (Map.Entry<String, Path> rival : programs.entrySet()) {
                    List<String> lines = Programs.run(rival.getValue().toString(), policy, "1", "0", "4096", "1.5");
                    double theirs =
                            Double.parseDouble(lines.get(lines.size() - 1).split(" ")[3]);
                    add("attempt steps/s, " + policy + ": Plateau / " + rival.getKey(), ours / theirs);
                }
            }
        }
    }

    private static double stepsPerSecond(String policy) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(AttemptsBenchmark.class.getName().replace(".", "\\.") + "\\..*")
                        .param("policy", policy)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        Map<String, Result> counts = new LinkedHashMap<>();
        result.getSecondaryResults().forEach((name, count) -> counts.put(name.replaceAll(".*[:·]", ""), count));
        return counts.get("steps").getScore() / counts.get("cpuNanos").getScore() * 1e9;
    }

    /** The same run on one thread and on two. */
    private void cores() throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            double[] elapsed = new double[3];
            double[] simulated = new double[3];
            for (int threads = 1; threads <= 2; threads++) {
                Path out = scratch.resolve("cores-" + round + "-" + threads);
                elapsed[threads] = run(out, TWO_CORES, threads);
                simulated[threads] = seconds(out);
            }
            add("two cores, whole process: time on 1 thread / time on 2", elapsed[1] / elapsed[2]);
            add("two cores, until the results are written: time on 1 thread / time on 2", simulated[1] / simulated[2]);
        }
    }

    /** The default study to a half-width, on one thread. */
    private void study() throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            Path out = scratch.resolve("study-" + round);
            double ours = run(out, Double.toString(HALF_WIDTH), 1);
            double tasks = column(out, row -> Double.parseDouble(row[10]));
            long begin = System.nanoTime();
            List<String> lines = Programs.run(
                    "/usr/bin/env",
                    "OMP_NUM_THREADS=1",
                    "/usr/bin/python3",
                    Programs.folder().resolve("plain.py").toString(),
                    Integer.toString(SCRIPT_TASKS),
                    Integer.toString(round + 1));
            double script = (System.nanoTime() - begin) * 1e-9;
            double widest = lines.stream()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",")[4]))
                    .max()
                    .orElseThrow();
            double wanted = SCRIPT_TASKS * Math.pow(NORMAL_95 * widest / HALF_WIDTH, 2);
            add("time to a half-width of 0.005: numpy / Plateau", script / SCRIPT_TASKS * wanted / ours);
            add("tasks to a half-width of 0.005: independent ones / Plateau's", wanted / tasks);
        }
    }

    /** The hold operation beside DSOL, which runs in a process of its own; its class path is in the environment. */
    private void dsol() throws IOException, InterruptedException {
        String path = System.getenv("DSOL_CLASSPATH");
        if (path == null) {
            System.err.println("DSOL is left out for want of DSOL_CLASSPATH");
            return;
        }
        for (int round = 0; round < rounds; round++) {
            for (int pending : new int[] {100, 10_000}) {
                double ours = KernelSpeed.holdNanos(pending);
                List<String> lines = Programs.run(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        Programs.folder().resolve("dsol").resolve("Hold.java").toString(),
                        Integer.toString(pending));
                double theirs = Double.parseDouble(lines.get(lines.size() - 1));
                add("events/s, hold with " + pending + " pending: Plateau / DSOL", theirs / ours);
            }
        }
    }

    /** Elapsed seconds of a run of the default scenario in a process of its own. */
    private static double run(Path out, String precision, int threads) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Programs.run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.plateau.cli.Main",
                "run",
                "--out",
                out.toString(),
                "--precision",
                precision,
                "--threads",
                Integer.toString(threads));
        return (System.nanoTime() - begin) * 1e-9;
    }

    private static double seconds(Path out) throws IOException {
        String record = Files.readString(out.resolve("run.json"), StandardCharsets.UTF_8);
        return Double.parseDouble(record.replaceAll("(?s).*\"seconds\" : ([0-9.]+).*", "$1"));
    }

    private static double column(Path out, ToDoubleFunction<String[]> value) throws IOException {
        return Files.readAllLines(out.resolve("accuracy.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .mapToDouble(value)
                .max()
                .orElse(Double.NaN);
    }
}
