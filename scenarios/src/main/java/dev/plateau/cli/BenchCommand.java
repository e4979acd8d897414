package dev.plateau.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.plateau.bench.KernelSpeed;
import dev.plateau.bench.SearchSpeed;
import dev.plateau.catalog.Policies;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.ScenarioException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures the speed of this build on this machine. */
@Command(
        name = "bench",
        description = "Measure the speed of this build, as JSON on standard output. Takes about half a minute.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nFigures:%n",
        footer = {
            "  hold_ns                    one event taken and another scheduled, by events pending",
            "  mm1_ns_per_customer        a customer of an M/M/1 queue",
            "  mmc64_ns_per_customer      a customer of a queue with 64 servers",
            "  steps_per_second           attempt steps on one thread, all policies of 'saturation'",
            "  allocated_bytes_per_event  in steady state",
            "",
            "Bare times depend on the machine: compare builds on one machine, or see docs/benchmarks.md for",
            "ratios to other programs, measured in one run."
        })
final class BenchCommand implements Callable<Integer> {
    private static final int[] PENDING = {100, 10_000, 1_000_000};
    private static final int SERVERS = 64;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws ScenarioException, JsonProcessingException {
        Map<String, Object> hold = new LinkedHashMap<>();
        for (int pending : PENDING) {
            progress("hold with " + pending + " events pending");
            hold.put(Integer.toString(pending), tenths(KernelSpeed.holdNanos(pending)));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("plateau", Version.text());
        figures.put("java", System.getProperty("java.version"));
        figures.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        figures.put("hold_ns", hold);
        progress("queues");
        figures.put("mm1_ns_per_customer", tenths(KernelSpeed.mm1NanosPerCustomer()));
        figures.put("mmc64_ns_per_customer", tenths(KernelSpeed.mmcNanosPerCustomer(SERVERS)));
        progress("policies of 'saturation'");
        figures.put(
                "steps_per_second",
                Math.round(SearchSpeed.stepsPerSecond(new Catalogue(Policies.factories())
                        .read(Catalogue.DEFAULT)
                        .study())));
        figures.put("allocated_bytes_per_event", KernelSpeed.allocatedBytesPerEvent());
        spec.commandLine()
                .getOut()
                .println(new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(figures));
        return 0;
    }

    private void progress(String what) {
        spec.commandLine().getErr().println("measuring " + what);
    }

    private static double tenths(double nanos) {
        return Math.round(nanos * 10) / 10.0;
    }
}
