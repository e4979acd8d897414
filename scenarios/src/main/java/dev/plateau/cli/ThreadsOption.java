package dev.plateau.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of all commands that use several threads. */
final class ThreadsOption {
    private static final int MOST = 1024;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Threads to use. Default: one per processor. The results do not depend on it.")
    private int threads = Math.min(MOST, Runtime.getRuntime().availableProcessors());

    /** How many. */
    int count() {
        return threads;
    }

    /** Refuses what picocli takes and no run can do. */
    void check() {
        if (threads < 1 || threads > MOST) {
            throw new ParameterException(
                    spec.commandLine(), "--threads must be a whole number in 1.." + MOST + " (got " + threads + ")");
        }
    }
}
