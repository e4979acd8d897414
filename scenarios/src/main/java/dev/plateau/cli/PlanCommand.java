package dev.plateau.cli;

import dev.plateau.experiment.Study;
import dev.plateau.export.PlanAdvice;
import dev.plateau.export.PlanReport;
import dev.plateau.plan.PlanSpace;
import dev.plateau.plan.Planner;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            defaultValue = DEFAULT,
            description = "A file, or a name of the catalogue (see 'plateau list'). Default: ${DEFAULT-VALUE}.")
    private String name = DEFAULT;

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Override
    public Integer call() throws ScenarioException, IOException {
        options.check();
        try (PluginOption.Loaded policies = options.plugins().load()) {
            return plan(new Catalogue(policies.factories()).read(name));
        }
    }

    private int plan(Scenario scenario) throws ScenarioException, IOException {
        PlanSpace space = scenario.promised();
        Study study = options.overridden(scenario.study());
        Instant started = Instant.now();
        try (Interruption interruption = new Interruption(spec.commandLine().getErr());
                ResultFolder folder = options.claim(scenario.name())) {
            PlanResult result;
            try (RunProgress progress = new RunProgress(options.display(), interruption)) {
                result = new Planner(study, space, options.threads()).run(progress);
            }
            boolean interrupted = interruption.requested();
            RunRecord record = new RunRecord(
                    scenario,
                    study,
                    options.overrides(),
                    options.plugins().sums(),
                    options.command("plan", name),
                    options.threads(),
                    started,
                    Instant.now(),
                    interrupted);
            folder.publish(staging -> {
                PlanReport.write(result, staging);
                record.write(result.study(), staging);
            });
            report(result, folder.path(), interrupted);
            return interruption.exitCode();
        }
    }

    private void report(PlanResult result, Path folder, boolean interrupted) {
        PrintWriter screen = spec.commandLine().getOut();
        if (options.quiet()) {
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
