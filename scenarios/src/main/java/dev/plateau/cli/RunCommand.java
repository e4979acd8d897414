package dev.plateau.cli;

import dev.plateau.cluster.Cluster;
import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Progress;
import dev.plateau.experiment.Study;
import dev.plateau.export.Plot;
import dev.plateau.export.Plots;
import dev.plateau.export.Report;
import dev.plateau.export.ResultTables;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.store.ResultsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "  plateau run my.yaml --seed 7 --out seed7   a file of your own with another seed",
            "  plateau run my.yaml --resume               go on where a run was killed",
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

    @Option(
            names = "--resume",
            description = "Go on with the run of the folder: what it has finished, even if it was killed, is not"
                    + " simulated again, and the results are those of a run that was not disturbed. Refused if the"
                    + " scenario or options that matter have changed.")
    private boolean resume;

    @Override
    public Integer call() throws ScenarioException, IOException {
        on.check();
        List<Path> jars = on.isHere() ? List.of() : options.plugins().jars();
        return new ScenarioRun<StudyResult>(spec, options) {
            @Override
            Keeper keeper(ResultFolder folder, SortedMap<String, String> settings) {
                folder.keep(ResultsFile.NAME);
                return Keeper.in(ResultsFile.open(folder.path(), settings, resume));
            }

            @Override
            StudyResult simulate(Scenario scenario, Study study, int threads, Archive archive, Progress progress) {
                if (on.isHere()) {
                    return new Experiment(study, threads, archive).run(progress);
                }
                try (Cluster cluster = on.connect(jars)) {
                    return new Experiment(study, archive, heard -> cluster.backend(scenario, study, heard.patience()))
                            .run(progress);
                }
            }

            @Override
            StudyResult studied(StudyResult result) {
                return result;
            }

            @Override
            void write(StudyResult result, Path folder) throws IOException {
                ResultTables.write(result, folder);
                List<Plot> plots = Plots.write(result, folder);
                Report.write(result, plots, folder);
            }

            @Override
            void print(StudyResult result, PrintWriter screen) {
                Summary.print(result, screen);
                screen.println();
            }
        }.run(name);
    }
}
