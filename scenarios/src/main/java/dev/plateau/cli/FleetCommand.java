package dev.plateau.cli;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Service;
import dev.plateau.experiment.ServingStatistics;
import dev.plateau.export.ResultTables;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.TableStepTime;
import dev.plateau.fleet.Trace;
import dev.plateau.fleet.TraceRun;
import dev.plateau.result.ServingRow;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.FleetFile;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.scenario.Suggestions;
import dev.plateau.scenario.TableFleet;
import dev.plateau.scenario.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves recorded requests on a fleet. */
@Command(
        name = "fleet",
        description = "Serve a trace of requests on machines, and write how long each took.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nTRACE is a CSV, one request in a line, in order of arrival, with one of these headers:%n",
        footer = {
            "  arrival_s,prompt_tokens,output_tokens                  seconds",
            "  TIMESTAMP,ContextTokens,GeneratedTokens                Azure's traces of 2023",
            "  arrived_at,num_prefill_tokens,num_decode_tokens        Vidur's",
            "  A further column 'priority' says who is served first: the smaller number; without it all have 0.",
            "",
            "Examples:",
            "  plateau fleet trace.csv --fleet machines.yaml --out served",
            "  plateau fleet trace.csv --step-table tables/"
        })
final class FleetCommand implements Callable<Integer> {
    /** More are not shown. */
    private static final int MOST_PRIORITIES = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "TRACE", description = "The requests.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path traceFile;

    @Option(
            names = "--fleet",
            paramLabel = "FILE",
            description = "A scenario with the key 'fleet' or 'fleets'; its policy model serves the requests.")
    private @Nullable String fleetFile;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Which of the 'fleets' of the file; needed if there are several.")
    private @Nullable String fleetName;

    @Option(
            names = "--step-table",
            paramLabel = "DIR",
            description =
                    "Measured times of iterations instead of the formula; without --fleet, on one replica that reads "
                            + "prompts first.")
    private @Nullable Path stepTable;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws ScenarioException, IOException {
        output.check();
        FleetFile file = fleets();
        Service service = service(file);
        FleetSpec fleet = service.fleet();
        PoolSpec pool = fleet.pools().get(fleet.writer().pool());
        TraceFile requests = TraceFile.read(traceFile);
        boolean measured = pool.times().get(0) instanceof TableStepTime;
        requests.check(pool, measured);
        Trace given = requests.trace();
        Trace trace = given.fromZero();
        List<String> warnings = new ArrayList<>();
        int longest = pool.models().get(0).maxContext();
        int longer = requests.longer(longest);
        if (measured && longer > 0) {
            trace = trace.clipped(longest);
            warnings.add(longer + " of " + given.size() + " prompts were cut so that prompt and output have at most "
                    + longest + " tokens, which is as far as the step table reaches");
        }
        Instant started = Instant.now();
        try (Interruption interruption =
                        new Interruption(spec.commandLine().getErr(), "Interrupted: nothing is written.");
                ResultFolder folder = output.claim(FleetRecord.nameOf(traceFile))) {
            TraceRun run;
            double sustained;
            try (Serving serving = new Serving(fleet, output.seed(file.seed()), output.display(), interruption)) {
                run = serving.serve(trace);
                sustained = serving.sustained(trace);
            } catch (Serving.Cancelled e) {
                return interruption.exitCode();
            }
            ServingRow row = ServingStatistics.summary(fleet, run, service.sloSeconds(), sustained);
            if (row.load() > 1 && ServingStatistics.suspectsOverload(run)) {
                warnings.add(overload(row));
            }
            Map<String, String> defaults = file.defaults().getOrDefault(fleet.name(), Map.of());
            FleetRecord record = new FleetRecord(
                    requests,
                    file,
                    row,
                    defaults,
                    output.seed(file.seed()),
                    output.overrides(),
                    command(),
                    warnings,
                    started,
                    Instant.now());
            folder.publish(staging -> {
                RequestsFile.write(given, run, staging);
                ResultTables.write(ServingRow.TABLE, List.of(row), staging);
                record.write(staging);
            });
            warnings.forEach(warning -> spec.commandLine().getErr().println("Note: " + warning));
            if (!output.quiet()) {
                print(row, service.sloSeconds(), run);
                printMachines(row.machines(), defaults);
                spec.commandLine().getOut().println("Results: " + folder.path());
            }
            return interruption.exitCode();
        }
    }

    private FleetFile fleets() throws ScenarioException {
        if (fleetFile != null) {
            return new Catalogue(Policies.factories()).readFleets(fleetFile, Optional.ofNullable(stepTable));
        } else if (stepTable != null) {
            return TableFleet.read(stepTable);
        }
        throw output.usage("on which machines? Give --fleet FILE or --step-table DIR");
    }

    private Service service(FleetFile file) {
        List<String> names =
                file.services().stream().map(service -> service.fleet().name()).toList();
        if (fleetName == null) {
            if (names.size() > 1) {
                throw output.usage(file.file() + " has several fleets: choose one with --name. Valid: "
                        + String.join(", ", names) + ".");
            }
            return file.services().get(0);
        }
        int index = names.indexOf(fleetName);
        if (index < 0) {
            throw output.usage("--name: no fleet '" + Suggestions.shown(fleetName) + "' in " + file.file() + "."
                    + Suggestions.valid(fleetName, names));
        }
        return file.services().get(index);
    }

    private List<String> command() {
        List<String> words = new ArrayList<>(List.of("plateau", "fleet", traceFile.toString()));
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("--fleet", fleetFile);
        options.put("--name", fleetName);
        options.put("--step-table", stepTable);
        options.put("--seed", output.overrides().get("seed"));
        options.forEach((option, value) -> {
            if (value != null) {
                words.addAll(List.of(option, value.toString()));
            }
        });
        words.addAll(output.folder());
        return words;
    }

    private static String overload(ServingRow row) {
        return String.format(
                Locale.ROOT,
                "overload: %.4g requests arrive per second, and this fleet sustains about %.4g; with longer traffic of this kind "
                        + "the queue grows without end, so latencies tell how long the trace is, not how good the fleet is",
                row.arrivalsPerSecond(),
                row.sustainedPerSecond());
    }

    private void printMachines(ServingRow.Machines machines, Map<String, String> defaults) {
        PrintWriter screen = spec.commandLine().getOut();
        screen.printf(
                Locale.ROOT,
                "%s on %d x %s%s: %s, %s, at most %d sequences and %d tokens in an iteration, %s%n",
                machines.model().equals("unknown") ? "A model" : machines.model(),
                machines.replicas(),
                machines.devices() > 1 ? machines.devices() + " " : "",
                machines.accelerator().equals("unknown")
                        ? "a replica that the step table describes"
                        : machines.accelerator(),
                Double.isNaN(machines.cacheTokens())
                        ? "memory no limit"
                        : String.format(
                                Locale.ROOT,
                                "KV cache for %,.0f tokens (%.4g GiB) on each",
                                machines.cacheTokens(),
                                machines.cacheGib()),
                machines.batching(),
                machines.maxSequences(),
                machines.maxTokens(),
                Double.isNaN(machines.dollarsPerHour())
                        ? "price unknown"
                        : String.format(Locale.ROOT, "%.4g dollars per hour in all", machines.dollarsPerHour()));
        if (!defaults.isEmpty()) {
            screen.println("By default: "
                    + defaults.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }

    private void print(ServingRow row, double sloSeconds, TraceRun run) {
        PrintWriter screen = spec.commandLine().getOut();
        String error = Double.isNaN(row.modelError())
                ? ""
                : String.format(Locale.ROOT, "   (model error +-%.0f %%)", 100 * row.modelError());
        screen.printf(
                Locale.ROOT,
                "%,d requests on %s: %.4g per second over %.4g s, %ssomething runs %.1f %% of the time, preemptions %,d%n",
                row.requests(),
                row.fleet(),
                row.requests() / row.seconds(),
                row.seconds(),
                Double.isNaN(row.load())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "load %.1f %% of about %.4g that are sustainable, ",
                                100 * row.load(),
                                row.sustainedPerSecond()),
                100 * row.utilisation(),
                row.preemptions());
        screen.printf("%-24s %10s %10s %10s %10s%n", "seconds", "mean", "p50", "p95", "p99");
        spread(screen, "to the last token", row.latency(), error);
        SortedMap<Integer, ServingRow.Spread> priorities = ServingStatistics.latencyByPriority(run);
        if (priorities.size() > 1 && priorities.size() <= MOST_PRIORITIES) {
            priorities.forEach((priority, latency) -> spread(screen, "  priority " + priority, latency, error));
        }
        spread(screen, "to the first token", row.firstToken(), error);
        if (!Double.isNaN(row.sloAttainment())) {
            screen.printf(Locale.ROOT, "within %.4g s: %.2f %%%n", sloSeconds, 100 * row.sloAttainment());
        }
        if (!Double.isNaN(row.cost())) {
            screen.printf(
                    Locale.ROOT,
                    "per 1,000 requests: %.4g dollars, %.4g Wh, %.4g g CO2%s%n",
                    1000 * row.cost() / row.requests(),
                    1000 * row.wattHours() / row.requests(),
                    1000 * row.gramsCo2() / row.requests(),
                    error);
        }
    }

    private static void spread(PrintWriter screen, String what, ServingRow.Spread spread, String error) {
        screen.printf(
                Locale.ROOT,
                "%-24s %10.4g %10.4g %10.4g %10.4g%s%n",
                what,
                spread.mean(),
                spread.p50(),
                spread.p95(),
                spread.p99(),
                error);
    }
}
