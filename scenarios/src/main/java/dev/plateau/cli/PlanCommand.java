package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.export.Origin;
import dev.plateau.export.PlanAdvice;
import dev.plateau.export.PlanReport;
import dev.plateau.export.ResultTables;
import dev.plateau.export.Texts;
import dev.plateau.plan.Planner;
import dev.plateau.result.LadderRow;
import dev.plateau.result.PlanResult;
import dev.plateau.result.PlanRow;
import dev.plateau.result.PromiseRow;
import dev.plateau.result.SensitivityRow;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

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
            "  plateau plan --precision 0.005        tells closer accuracies apart",
            "  plateau plan --resume                 go on where a plan was killed"
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
        return new ScenarioRun<PlanResult>(spec, options) {
            @Override
            void check(Scenario scenario) throws ScenarioException {
                scenario.promised();
            }

            @Override
            PlanResult simulate(Scenario scenario, Study study, int threads, Archive archive, Progress progress)
                    throws ScenarioException {
                return new Planner(study, scenario.promised(), threads, archive).run(progress);
            }

            @Override
            StudyResult studied(PlanResult result) {
                return result.study();
            }

            @Override
            void write(PlanResult result, Texts texts, Origin origin, Path folder) throws IOException {
                PlanReport.write(result, texts, Optional.of(origin), folder);
            }

            @Override
            List<Table> tables(PlanResult result) {
                List<Table> tables = new ArrayList<>(super.tables(result));
                tables.add(ResultTables.of(PlanRow.TABLE, result.plans()));
                tables.add(ResultTables.of(PromiseRow.TABLE, result.promises()));
                tables.add(ResultTables.of(LadderRow.TABLE, result.ladders()));
                tables.add(ResultTables.of(SensitivityRow.TABLE, result.sensitivity()));
                return tables;
            }

            @Override
            void print(PlanResult result, PrintWriter screen) {
                PlanCommand.print(result, screen);
            }
        }.run(name);
    }

    private static void print(PlanResult result, PrintWriter screen) {
        for (PlanAdvice advice : PlanAdvice.of(result)) {
            screen.println(advice.slo());
            advice.sentences().forEach(sentence -> screen.println("  " + sentence));
            result.plans().stream()
                    .filter(row -> row.slo().equals(advice.slo()))
                    .forEach(row -> screen.println("    " + line(row)));
            screen.println();
        }
        result.warnings().forEach(warning -> screen.println("Note: " + warning));
    }

    private static String line(PlanRow row) {
        String what = String.format(
                Locale.ROOT,
                "%-8s %-28s %-14s",
                row.standing().word(),
                row.fleet().isEmpty()
                        ? "any " + (row.accelerator().equals("any") ? "fleet" : row.accelerator())
                        : row.fleet(),
                row.policy() + " at " + row.budget());
        String dollars = Double.isFinite(row.dollarsPerTask())
                ? String.format(Locale.ROOT, "%8.2f USD/1000", 1000 * row.dollarsPerTask())
                : " ".repeat(17);
        return what + dollars + "  " + row.reason();
    }
}
