package dev.plateau.cli;

import java.io.PrintWriter;
import org.jline.utils.Signals;

/**
 * Lets a run end in order when it is told to by Ctrl-C or by the system: the first signal is noted, a second one ends the
 * process at once.
 */
final class Interruption implements AutoCloseable {
    private static final int INTERRUPTED = 128 + 2;
    private static final int TERMINATED = 128 + 15;

    private final PrintWriter err;
    private final String message;
    private final Object interruptBefore;
    private final Object terminateBefore;
    private volatile int exitCode;

    Interruption(PrintWriter err) {
        this(
                err,
                "Interrupted: finishing the tasks under way, then writing what is finished. Once more to stop at once.");
    }

    /** Says a message of its own when it is told to end. */
    Interruption(PrintWriter err, String message) {
        this.err = err;
        this.message = message;
        this.interruptBefore = Signals.register("INT", () -> request(INTERRUPTED));
        this.terminateBefore = Signals.register("TERM", () -> request(TERMINATED));
    }

    /** Whether a signal has arrived. */
    boolean requested() {
        return exitCode != 0;
    }

    /** 128 + the number of the signal, 0 without one. */
    int exitCode() {
        return exitCode;
    }

    private void request(int code) {
        if (requested()) {
            // Nobody else would end the services of the user's policies.
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            Runtime.getRuntime().halt(code);
        }
        exitCode = code;
        err.println();
        err.println(message);
    }

    /** Lets signals end the process again. */
    @Override
    public void close() {
        Signals.unregister("INT", interruptBefore);
        Signals.unregister("TERM", terminateBefore);
    }
}
