package dev.plateau.cli;

import dev.plateau.catalog.Policies;
import dev.plateau.experiment.Study;
import dev.plateau.export.PlanAdvice;
import dev.plateau.export.PlanReport;
import dev.plateau.plan.PlanSpace;
import dev.plateau.plan.Planner;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Form;
import dev.plateau.scenario.Key;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans what to rent for a scenario, and writes the plan. */
@Command(
        name = "plan",
        description = "Find the cheapest fleet, policy and budget that keep what is promised.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau plan                          the scenario 'plan-math-service' into results/plan-math-service",
            "  plateau plan my.yaml --out order      a file of your own; it needs the keys 'plan' and 'fleet'",
            "  plateau plan --precision 0.005        tells closer accuracies apart"
        })
final class PlanCommand implements Callable<Integer> {
    private static final String DEFAULT = "plan-math-service";
    private static final int MOST_THREADS = 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            defaultValue = DEFAULT,
            description = "A file, or a name of the catalogue (see 'plateau list'). Default: ${DEFAULT-VALUE}.")
    private String name = DEFAULT;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the results. Default: results/NAME.")
    private @Nullable Path out;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of everything random, instead of the scenario's.")
    private @Nullable Long seed;

    @Option(
            names = "--precision",
            paramLabel = "H",
            description = "Half-width of every accuracy's 95 %% interval, instead of the scenario's.")
    private @Nullable Double precision;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Threads to simulate with. Default: one per processor. The results do not depend on it.")
    private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());

    @Option(names = "--quiet", description = "Print no progress, and no results.")
    private boolean quiet;

    @Override
    public Integer call() throws ScenarioException, IOException {
        checkOptions();
        Scenario scenario = new Catalogue(Policies.factories()).read(name);
        PlanSpace space = scenario.promised();
        Study study = overridden(scenario.study());
        Instant started = Instant.now();
        try (Interruption interruption = new Interruption(spec.commandLine().getErr());
                ResultFolder folder = claim(out == null ? Path.of("results", scenario.name()) : out)) {
            PlanResult result;
            try (RunProgress progress = new RunProgress(display(), interruption)) {
                result = new Planner(study, space, threads).run(progress);
            }
            boolean interrupted = interruption.requested();
            RunRecord record = new RunRecord(
                    scenario, study, overrides(), command(), threads, started, Instant.now(), interrupted);
            folder.publish(staging -> {
                PlanReport.write(result, staging);
                record.write(result.study(), staging);
            });
            report(result, folder.path(), interrupted);
            return interruption.exitCode();
        }
    }

    private void checkOptions() {
        if (out != null && out.toString().isEmpty()) {
            throw usage("--out must be a folder (got nothing)");
        }
        Form.Real allowed = (Form.Real) Key.PRECISION.form();
        if (precision != null && !allowed.allows(precision)) {
            throw usage("--precision must be " + allowed.describe() + " (got " + precision + ")");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw usage("--threads must be a whole number in 1.." + MOST_THREADS + " (got " + threads + ")");
        }
    }

    private ResultFolder claim(Path path) {
        try {
            return ResultFolder.claim(path);
        } catch (IOException e) {
            throw usage("--out: " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Study overridden(Study study) {
        Study seeded = seed == null ? study : study.withSeed(seed);
        return precision == null ? seeded : seeded.withPrecision(precision);
    }

    private Map<String, Object> overrides() {
        Map<String, Object> overrides = new LinkedHashMap<>();
        if (seed != null) {
            overrides.put(Key.SEED.path(), seed);
        }
        if (precision != null) {
            overrides.put(Key.PRECISION.path(), precision);
        }
        return overrides;
    }

    private List<String> command() {
        List<String> words = new ArrayList<>(List.of("plateau", "plan", name));
        overrides().forEach((key, value) -> words.addAll(List.of("--" + key, value.toString())));
        if (out != null) {
            words.addAll(List.of("--out", out.toString()));
        }
        return words;
    }

    private RunProgress.Display display() {
        if (quiet) {
            return RunProgress.silent();
        }
        int columns = Integer.getInteger("plateau.columns", 0);
        return columns > 0
                ? RunProgress.bar(columns)
                : RunProgress.lines(spec.commandLine().getErr());
    }

    private void report(PlanResult result, Path folder, boolean interrupted) {
        PrintWriter screen = spec.commandLine().getOut();
        if (quiet) {
            if (interrupted) {
                spec.commandLine().getErr().println("Interrupted. What was finished is in " + folder);
            }
            return;
        }
        for (PlanAdvice advice : PlanAdvice.of(result)) {
            screen.println(advice.slo());
            advice.sentences().forEach(sentence -> screen.println("  " + sentence));
            result.plans().stream()
                    .filter(row -> row.slo().equals(advice.slo()))
                    .forEach(row -> screen.println("    " + line(row)));
            screen.println();
        }
        result.warnings().forEach(warning -> screen.println("Note: " + warning));
        screen.println((interrupted ? "Interrupted. What was finished is in " : "Results: ") + folder + " (begin with "
                + folder.resolve("report.html") + ")");
    }

    private static String line(PlanRow row) {
        String what = String.format(
                Locale.ROOT,
                "%-8s %-14s %-14s",
                row.standing().word(),
                row.fleet().isEmpty() ? row.accelerator() : row.fleet(),
                row.policy() + " at " + row.budget());
        String dollars = Double.isFinite(row.dollarsPerTask())
                ? String.format(Locale.ROOT, "%8.2f USD/1000", 1000 * row.dollarsPerTask())
                : " ".repeat(17);
        return what + dollars + "  " + row.reason();
    }
}
