package dev.plateau.cli;

import dev.plateau.experiment.Study;
import dev.plateau.scenario.Form;
import dev.plateau.scenario.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the commands that simulate a scenario and write a folder. */
final class StudyOptions {
    private static final int MOST_THREADS = 1024;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

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

    @Mixin
    private final PluginOption plugins = new PluginOption();

    PluginOption plugins() {
        return plugins;
    }

    int threads() {
        return threads;
    }

    boolean quiet() {
        return quiet;
    }

    /** Refuses what picocli takes and no run can do. */
    void check() {
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

    /** Takes the folder for the results of a scenario. */
    ResultFolder claim(String scenario) {
        try {
            return ResultFolder.claim(out == null ? Path.of("results", scenario) : out);
        } catch (IOException e) {
            throw usage("--out: " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A study with these options. */
    Study overridden(Study study) {
        Study seeded = seed == null ? study : study.withSeed(seed);
        return precision == null ? seeded : seeded.withPrecision(precision);
    }

    /** What they change of the scenario, by key. */
    Map<String, Object> overrides() {
        Map<String, Object> overrides = new LinkedHashMap<>();
        if (seed != null) {
            overrides.put(Key.SEED.path(), seed);
        }
        if (precision != null) {
            overrides.put(Key.PRECISION.path(), precision);
        }
        return overrides;
    }

    /** Words that run the same again. */
    List<String> command(String command, String scenario) {
        List<String> words = new ArrayList<>(List.of("plateau", command, scenario));
        overrides().forEach((key, value) -> words.addAll(List.of("--" + key, value.toString())));
        plugins.places().forEach(place -> words.addAll(List.of("--plugins", place.toString())));
        if (out != null) {
            words.addAll(List.of("--out", out.toString()));
        }
        return words;
    }

    /** Where progress goes. */
    RunProgress.Display display() {
        return RunProgress.display(quiet, spec.commandLine().getErr());
    }
}
