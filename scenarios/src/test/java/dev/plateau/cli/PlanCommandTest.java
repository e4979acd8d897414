package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
    private static final String SMALL = """
            title: A small plan
            attempts: {steps: 4}
            policies: [{id: parallel, select: majority}, rebase]
            budgets: [1, 4, 16]
            precision: 0.03
            fleet:
              accelerator: h100
              traffic: {poisson: {rate: 2}}
              tasks: 200
            plan:
              accelerators: [l40s, h100]
              max-devices: 4
              slos:
                good: {accuracy: 0.4, p95-latency: 10}
                impossible: {accuracy: 0.99, p95-latency: 10}
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private String scenario(String text) throws IOException {
        Path file = directory.resolve("small.yaml");
        Files.writeString(file, text);
        return file.toString();
    }

    private Map<String, String> tables(Path folder) throws IOException {
        Map<String, String> tables = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().matches(".*\\.(csv|html)")).toList()) {
                tables.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return tables;
    }

    @Test
    void plansAndSaysWhy() throws IOException {
        String file = scenario(SMALL);
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        assertThat(run("plan", file, "--out", one.toString(), "--threads", "1"))
                .as(err.toString())
                .isZero();
        assertThat(run("plan", file, "--out", two.toString(), "--threads", "2", "--quiet"))
                .isZero();
        Map<String, String> tables = tables(one);
        assertThat(tables.keySet())
                .contains("plan.csv", "slos.csv", "ladder.csv", "sensitivity.csv", "accuracy.csv", "report.html");
        assertThat(tables).isEqualTo(tables(two));
        assertThat(one.resolve("plots/plan.svg")).isNotEmptyFile();
        assertThat(one.resolve("run.json")).content().contains("\"plateau plan ");
        List<String> plans = tables.getOrDefault("plan.csv", "").lines().toList();
        assertThat(plans.get(1)).startsWith("good,chosen,");
        assertThat(plans).anyMatch(line -> line.startsWith("impossible,nearest,"));
        assertThat(tables.getOrDefault("slos.csv", "").lines().skip(2)).anyMatch(line -> line.contains(",0,accuracy,"));
        assertThat(tables.getOrDefault("report.html", "")).contains("Rent ", "What stands in the way: accuracy");
        assertThat(out.toString()).contains("Promised: at least 40", "Rent ", "Nearest: ");
        assertThat(err.toString()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p95-latency: 10 | p95-latecy: 10 | small.yaml:14:27: unknown key 'p95-latecy' in plan.slos.good. Valid:"
                        + " accuracy, p95-latency, cost-per-task, cost-per-hour, power. Did you mean 'p95-latency'?",
                "accuracy: 0.4 | accuracy: 40 | plan.slos.good.accuracy must be a number in [0, 1] (got 40)",
                "l40s, h100 | l40s, h1000 | no accelerator 'h1000'. Valid: a100-40gb",
                "poisson: {rate: 2} | closed: {in-flight: 2} | a plan needs traffic that goes on at some rate: poisson or"
                        + " bursty",
                "poisson: {rate: 2} | bursty: {rate: 1, burst-rate: 9} | fleet.tasks must be at least 8400",
                "tasks: 200 | deadline: 3 | a plan searches without deadlines",
                "max-devices: 4 | max-devices: 0 | plan.max-devices must be a whole number in 1..100000 (got 0)",
                "tasks: 200 | tasks: 100 | small.yaml:9:10: fleet.tasks must be at least 200 to plan for a p95-latency",
                "accelerators: [l40s, h100] | tensor-parallel: [8] | every machine to choose from that holds the models has more devices"
                        + " than plan.max-devices. Left out: 1 replica of 8 a100-40gb. It has more devices than the 4",
                "max-devices: 4 | tensor-parallel: [3] | no machine to choose from holds the models",
                "good: {accuracy: 0.4, p95-latency: 10} | good: {} | the SLO good must have keys",
            })
    void aMistakeIsSaidAndNothingIsWritten(String right, String wrong, String message) throws IOException {
        String file = scenario(SMALL.replace(right, wrong));
        Path results = directory.resolve("results");
        assertThat(run("plan", file, "--out", results.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("Exception");
        assertThat(results).doesNotExist();
    }

    @Test
    void aScenarioThatPromisesNothingCannotBePlannedFor() throws IOException {
        String file = scenario(SMALL.substring(0, SMALL.indexOf("plan:")));
        assertThat(run("plan", file, "--out", directory.resolve("results").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("small.yaml:1:1: there is no key 'plan'");
    }

    /** What is not looked at, and what a plan does not go by, is said. */
    @Test
    void whatIsIgnoredIsSaid() throws IOException {
        String file = scenario(SMALL.replace("  tasks: 200", "  tasks: 200\n  slo: 5")
                .replace("[l40s, h100]", "[h100]")
                .replace("max-devices: 4", "max-devices: 4\n  tensor-parallel: [1, 8]")
                .replaceFirst("    impossible.*\n", ""));
        assertThat(run("plan", file, "--out", directory.resolve("out").toString(), "--quiet"))
                .as(err.toString())
                .isZero();
        assertThat(directory.resolve("out/report.html"))
                .content()
                .contains("For 'run' alone, not for the plan: fleet.slo.".replace("'", "&#39;"))
                .contains("Left out: 1 replica of 8 h100. It has more devices than the 4 of plan.max-devices");
    }

    @Test
    void runDoesNotPlan() throws IOException {
        Path results = directory.resolve("results");
        assertThat(run("run", scenario(SMALL), "--out", results.toString(), "--quiet"))
                .as(err.toString())
                .isZero();
        assertThat(results.resolve("plan.csv")).doesNotExist();
        assertThat(results.resolve("fleet.csv")).exists();
    }
}
