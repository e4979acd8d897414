package dev.plateau.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of all commands that simulate and write a folder. */
final class OutputOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results. Default: results/ and the name of what is run.")
    private @Nullable Path out;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of everything random, instead of the file's.")
    private @Nullable Long seed;

    @Option(names = "--quiet", description = "Print no progress, and no results.")
    private boolean quiet;

    boolean quiet() {
        return quiet;
    }

    /** The seed of these options, or that of the file. */
    long seed(long given) {
        return seed == null ? given : seed;
    }

    /** Refuses what picocli takes and no run can do. */
    void check() {
        if (out != null && out.toString().isEmpty()) {
            throw usage("--out must be a folder (got nothing)");
        }
    }

    /** Takes the folder for the results of something with a name. */
    ResultFolder claim(String name) {
        try {
            return ResultFolder.claim(out == null ? Path.of("results", name) : out);
        } catch (IOException e) {
            throw usage("--out: " + e.getMessage());
        }
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** What they change of the file, by key. */
    Map<String, Object> overrides() {
        Map<String, Object> overrides = new LinkedHashMap<>();
        if (seed != null) {
            overrides.put("seed", seed);
        }
        return overrides;
    }

    /** The words of {@code --out}, if it was given. */
    List<String> folder() {
        return out == null ? List.of() : List.of("--out", out.toString());
    }

    /** Where progress goes. */
    RunProgress.Display display() {
        return RunProgress.display(quiet, spec.commandLine().getErr());
    }
}
