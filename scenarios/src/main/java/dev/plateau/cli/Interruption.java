package dev.plateau.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in order when a signal (Ctrl-C) arrives: the request is noted, and the process stays until the run has
 * been closed, at most a minute. Its exit code is then 128 + the signal's number.
 */
final class Interruption implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final PrintWriter err;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::request, "interruption");
    private volatile boolean requested;

    Interruption(PrintWriter err) {
        this.err = err;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether a signal has arrived. */
    boolean requested() {
        return requested;
    }

    private void request() {
        requested = true;
        err.println();
        err.println("Interrupted: finishing the tasks under way, then writing what is finished.");
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                err.println("Gave up after " + PATIENCE_SECONDS + " s; nothing was written.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the process end. */
    @Override
    public void close() {
        closed.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // a signal has arrived this moment; the hook sees the latch
            }
        }
    }
}
