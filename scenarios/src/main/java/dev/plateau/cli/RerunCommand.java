package dev.plateau.cli;

import dev.plateau.export.ResultTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs again what a record tells of, and compares the tables. */
@Command(
        name = "rerun",
        description = "Run again what a run.json tells of, and say whether the tables are the same to the byte, or what"
                + " differs. Nothing is written. Exit 1 if they differ.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau rerun results/saturation/run.json",
            "  plateau rerun results/my-phase             the record of a folder, of whatever command",
            "  plateau rerun results/my --plugins my.jar  policies from outside are brought again"
        })
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
    public Integer call() throws IOException {
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
        Path folder = Files.createTempDirectory("plateau-rerun");
        try {
            List<String> command = earlier.command();
            command.addAll(plugins.words());
            command.addAll(List.of("--out", folder.toString()));
            if (earlier.hasThreads()) {
                command.addAll(List.of("--threads", Integer.toString(threads.count())));
            }
            if (quiet) {
                command.add("--quiet");
            }
            int code = Main.run(
                    new PrintWriter(Writer.nullWriter()),
                    spec.commandLine().getErr(),
                    earlier.scenario(),
                    command.toArray(String[]::new));
            Path record = folder.resolve(ResultFolder.RECORD);
            if (!Files.exists(record)) {
                return code;
            }
            EarlierRun now = EarlierRun.read(record);
            return now.interrupted() ? code : compare(earlier, folder, earlier.differences(now));
        } finally {
            ResultFolder.deleteTree(folder);
        }
    }

    private int compare(EarlierRun earlier, Path folder, List<String> causes) throws IOException {
        PrintWriter screen = spec.commandLine().getOut();
        List<String> order = ResultTables.ofRuns().stream()
                .map(table -> table.name() + ".csv")
                .toList();
        List<String> tables = ResultFolder.files(folder).stream()
                .filter(name -> name.endsWith(".csv"))
                .sorted(Comparator.comparing(name -> order.contains(name) ? order.indexOf(name) : order.size()))
                .toList();
        Map<String, String> before = new LinkedHashMap<>(earlier.tables());
        boolean same = before.keySet().equals(new TreeSet<>(tables));
        for (String name : tables) {
            String sum = before.remove(name);
            if (sum == null) {
                screen.println(name + ": was not there");
            } else if (!sum.equals(RunRecord.sha256(folder.resolve(name)))) {
                same = false;
                screen.println(name + ": " + difference(name, sum, folder.resolve(name)));
            }
        }
        before.keySet().forEach(name -> screen.println(name + ": is not there any more"));
        causes.forEach(cause -> screen.println("Another " + cause));
        for (Map.Entry<String, String> table : earlier.tables().entrySet()) {
            Path beside = file().resolveSibling(table.getKey());
            if (Files.isRegularFile(beside) && !RunRecord.sha256(beside).equals(table.getValue())) {
                screen.println(beside + " has been changed since that run.");
            }
        }
        if (same) {
            screen.println("The same to the byte: " + String.join(", ", tables) + ".");
            return ExitCode.OK;
        }
        if (causes.isEmpty()) {
            screen.println("Version, Java and inputs are those of the record: please report this.");
        }
        return ExitCode.SOFTWARE;
    }

    /** The first line that differs, if the table beside the record is still the one that it tells of. */
    private String difference(String name, String sum, Path now) throws IOException {
        Path old = file().resolveSibling(name);
        if (!Files.isRegularFile(old) || !RunRecord.sha256(old).equals(sum)) {
            return "differs";
        }
        try (BufferedReader was = Files.newBufferedReader(old);
                BufferedReader is = Files.newBufferedReader(now)) {
            for (int line = 1; ; line++) {
                String one = was.readLine();
                String other = is.readLine();
                if (one == null && other == null) {
                    return "differs";
                } else if (!Objects.equals(one, other)) {
                    return "differs from line " + line + " on: " + Objects.requireNonNullElse(other, "") + " (was "
                            + Objects.requireNonNullElse(one, "") + ")";
                }
            }
        }
    }

    private Path file() {
        return Files.isDirectory(file) ? file.resolve(ResultFolder.RECORD) : file;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
