package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.export.Origin;
import dev.plateau.export.Plot;
import dev.plateau.export.Plots;
import dev.plateau.export.Report;
import dev.plateau.export.ResultTables;
import dev.plateau.export.Texts;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.scenario.Sweep;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a scenario and writes what it finds. */
@Command(
        name = "run",
        description = "Run a scenario, or a sweep of many points, and write tables, plots and a report.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau run                                the scenario 'saturation' into results/saturation",
            "  plateau run directions --precision 0.02    a quick, rough look",
            "  plateau run my.yaml --seed 7 --out seed7   a file of your own with another seed",
            "  plateau run my.yaml --resume               go on where a run was killed",
            "  plateau run my.yaml --trace 7              the search for task 7 alone, event by event",
            "  plateau run my.yaml --on spark://HOST:7077 on a cluster"
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

    @Mixin
    private final OnOption on = new OnOption();

    @Mixin
    private final TraceOptions trace = new TraceOptions();

    @Override
    public Integer call() throws ScenarioException, IOException {
        options.check();
        on.check();
        trace.check();
        List<Path> jars = on.isHere() ? List.of() : options.plugins().jars();
        try (PluginOption.Loaded policies = options.plugins().load()) {
            Sweep sweep = PlateauCommand.catalogue(spec, policies.factories()).readSweep(name);
            if (trace.asked()) {
                return trace.run(sweep, options::overridden, options.language().texts());
            }
            return sweep.isSingle()
                    ? single(sweep, jars).run(name, sweep.point(0), policies.patience())
                    : new SweepSession(spec, options, sweep).run(name, on, jars, policies.patience());
        }
    }

    private ScenarioRun<StudyResult> single(Sweep sweep, List<Path> jars) {
        return new ScenarioRun<StudyResult>(spec, options) {
            @Override
            StudyResult simulate(Scenario scenario, Study study, int threads, Archive archive, Progress progress) {
                try (Place place = on.place(threads, jars)) {
                    return place.experiment(sweep, 0, study, archive).run(progress);
                }
            }

            @Override
            StudyResult studied(StudyResult result) {
                return result;
            }

            @Override
            void write(StudyResult result, Texts texts, Origin origin, Path folder) throws IOException {
                ResultTables.write(result, folder);
                List<Plot> plots = Plots.write(result, texts, folder);
                Report.write(result, plots, texts, Optional.of(origin), folder);
            }

            @Override
            void print(StudyResult result, PrintWriter screen) {
                Summary.print(result, screen);
                screen.println();
            }
        };
    }
}
