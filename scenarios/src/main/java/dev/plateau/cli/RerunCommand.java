package dev.plateau.cli;

import dev.plateau.experiment.Experiment;
import dev.plateau.experiment.Study;
import dev.plateau.export.ResultTables;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Scenario;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** Runs again what a record tells of, and compares the tables. */
@Command(
        name = "rerun",
        description = "Run again what a run.json tells of, and say whether the tables are the same to the byte, or what"
                + " differs. Nothing is written. Exit 1 if they differ.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExample:%n",
        footer = "  plateau rerun results/saturation/run.json")
final class RerunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN_JSON", description = "The record of a run, in the folder of its results.")
    private Path file = Path.of(ResultFolder.RECORD);

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Option(names = "--quiet", description = "Print no progress.")
    private boolean quiet;

    @Mixin
    private final PluginOption plugins = new PluginOption();

    @Override
    public Integer call() throws ScenarioException, IOException {
        threads.check();
        EarlierRun earlier;
        try {
            earlier = EarlierRun.read(file());
        } catch (IOException e) {
            throw usage(file + ": " + Failures.reason(e));
        }
        if (earlier.interrupted()) {
            throw usage(
                    file + ": that run was interrupted; where, depends on the moment. Go on with it by --resume first");
        }
        try (PluginOption.Loaded policies = plugins.load();
                Interruption interruption = new Interruption(spec.commandLine().getErr())) {
            Scenario scenario = new Catalogue(policies.factories())
                    .reread(earlier.scenario(), earlier.scenarioFile(), earlier.scenarioText());
            Study study = scenario.study().withSeed(earlier.seed()).withPrecision(earlier.precision());
            List<String> causes = earlier.differences(scenario, plugins.sums());
            Map<String, String> tables;
            try (RunProgress progress = new RunProgress(
                    RunProgress.display(quiet, spec.commandLine().getErr()), interruption, policies.patience())) {
                tables = tables(new Experiment(study, threads.count()).run(progress));
            }
            if (interruption.requested()) {
                return interruption.exitCode();
            }
            return compare(earlier, tables, causes);
        }
    }

    private static Map<String, String> tables(StudyResult result) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (Table table : ResultTables.of(result)) {
            tables.put(table.name() + ".csv", ResultTables.csv(table));
        }
        return tables;
    }

    private int compare(EarlierRun earlier, Map<String, String> tables, List<String> causes) throws IOException {
        PrintWriter screen = spec.commandLine().getOut();
        Map<String, String> before = new LinkedHashMap<>(earlier.tables());
        boolean same = before.keySet().equals(tables.keySet());
        for (Map.Entry<String, String> table : tables.entrySet()) {
            String sum = before.remove(table.getKey());
            if (sum == null) {
                screen.println(table.getKey() + ": was not there");
            } else if (!sum.equals(RunRecord.sha256(table.getValue()))) {
                same = false;
                screen.println(table.getKey() + ": " + difference(table.getKey(), sum, table.getValue()));
            }
        }
        before.keySet().forEach(name -> screen.println(name + ": is not there any more"));
        causes.forEach(cause -> screen.println("Another " + cause));
        for (Map.Entry<String, String> table : earlier.tables().entrySet()) {
            Path beside = file().resolveSibling(table.getKey());
            if (Files.isRegularFile(beside)
                    && !RunRecord.sha256(Files.readAllBytes(beside)).equals(table.getValue())) {
                screen.println(beside + " has been changed since that run.");
            }
        }
        if (same) {
            screen.println("The same to the byte: " + String.join(", ", tables.keySet()) + ".");
            return ExitCode.OK;
        }
        if (causes.isEmpty()) {
            screen.println("Version, Java and inputs are those of the record: please report this.");
        }
        return ExitCode.SOFTWARE;
    }

    /** The first line that differs, if the table beside the record is still the one that it tells of. */
    private String difference(String name, String sum, String now) throws IOException {
        Path old = file().resolveSibling(name);
        if (!Files.isRegularFile(old)
                || !RunRecord.sha256(Files.readAllBytes(old)).equals(sum)) {
            return "differs";
        }
        List<String> was = Files.readAllLines(old, StandardCharsets.UTF_8);
        List<String> is = now.lines().toList();
        for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
            String one = i < was.size() ? was.get(i) : "";
            String other = i < is.size() ? is.get(i) : "";
            if (!Objects.equals(one, other)) {
                return "differs from line " + (i + 1) + " on: " + other + " (was " + one + ")";
            }
        }
        return "differs";
    }

    private Path file() {
        return Files.isDirectory(file) ? file.resolve(ResultFolder.RECORD) : file;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
