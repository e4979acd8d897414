package dev.plateau.cli;

import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Study;
import dev.plateau.export.Plot;
import dev.plateau.export.Plots;
import dev.plateau.export.Report;
import dev.plateau.export.ResultTables;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a scenario and writes what it finds. */
@Command(
        name = "run",
        description = "Run a scenario and write tables, plots and a report.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau run                                the scenario 'saturation' into results/saturation",
            "  plateau run directions --precision 0.02    a quick, rough look",
            "  plateau run my.yaml --seed 7 --out seed7   a file of your own with another seed"
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            defaultValue = Catalogue.DEFAULT,
            description = "A file, or a name of the catalogue (see 'plateau list'). Default: ${DEFAULT-VALUE}.")
    private String name = Catalogue.DEFAULT;

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Override
    public Integer call() throws ScenarioException, IOException {
        options.check();
        try (PluginOption.Loaded policies = options.plugins().load()) {
            return run(new Catalogue(policies.factories()).read(name));
        }
    }

    private int run(Scenario scenario) throws IOException {
        Study study = options.overridden(scenario.study());
        Instant started = Instant.now();
        try (Interruption interruption = new Interruption(spec.commandLine().getErr());
                ResultFolder folder = options.claim(scenario.name())) {
            StudyResult result;
            try (RunProgress progress = new RunProgress(options.display(), interruption)) {
                result = new Experiment(study, options.threads()).run(progress);
            }
            boolean interrupted = interruption.requested();
            RunRecord record = new RunRecord(
                    scenario,
                    study,
                    options.overrides(),
                    options.plugins().sums(),
                    options.command("run", name),
                    options.threads(),
                    started,
                    Instant.now(),
                    interrupted);
            folder.publish(staging -> {
                ResultTables.write(result, staging);
                List<Plot> plots = Plots.write(result, staging);
                Report.write(result, plots, staging);
                record.write(result, staging);
            });
            report(result, folder.path(), interrupted);
            return interruption.exitCode();
        }
    }

    private void report(StudyResult result, Path folder, boolean interrupted) {
        PrintWriter screen = spec.commandLine().getOut();
        if (!options.quiet()) {
            Summary.print(result, screen);
            screen.println();
            screen.println((interrupted ? "Interrupted. What was finished is in " : "Results: ") + folder
                    + " (begin with " + folder.resolve("report.html") + ")");
        } else if (interrupted) {
            spec.commandLine().getErr().println("Interrupted. What was finished is in " + folder);
        }
    }
}
