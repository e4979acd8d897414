package dev.plateau.cli;

import dev.plateau.experiment.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how a run goes on, and ends it when it is interrupted. */
final class RunProgress implements Progress, AutoCloseable {

    /** Where progress goes. */
    interface Display extends AutoCloseable {
        /** Shows a state; {@code done} is the share that is done, in [0,1]. */
        void show(String state, double done);

        @Override
        void close();
    }

    private final Display display;
    private final Interruption interruption;
    private final Optional<Duration> patience;

    RunProgress(Display display, Interruption interruption) {
        this(display, interruption, Optional.empty());
    }

    RunProgress(Display display, Interruption interruption, Optional<Duration> patience) {
        this.display = display;
        this.interruption = interruption;
        this.patience = patience;
    }

    @Override
    public void wave(String world, long tasks, double widest, double done) {
        display.show(String.format(Locale.ROOT, "%s: %,d tasks, accuracy to +-%.4f", world, tasks, widest), done);
    }

    @Override
    public void planning(String state, double done) {
        display.show(state, done);
    }

    @Override
    public Optional<Duration> patience() {
        return patience;
    }

    @Override
    public boolean cancelled() {
        return interruption.requested();
    }

    @Override
    public void close() {
        display.close();
    }

    /** A bar on a terminal, whose width the launcher tells; else lines; nothing if that is asked for. */
    static Display display(boolean quiet, PrintWriter err) {
        if (quiet) {
            return silent();
        }
        int columns = Integer.getInteger("plateau.columns", 0);
        return columns > 0 ? bar(columns) : lines(err);
    }

    /** Shows nothing. */
    static Display silent() {
        return new Display() {
            @Override
            public void show(String state, double done) {}

            @Override
            public void close() {}
        };
    }

    /** A line every few seconds. */
    static Display lines(PrintWriter err) {
        return new Display() {
            private static final long INTERVAL_NANOS = 3_000_000_000L;
            private final long start = System.nanoTime();
            private long last = start;

            @Override
            public void show(String state, double done) {
                long now = System.nanoTime();
                if (now - last >= INTERVAL_NANOS) {
                    last = now;
                    double elapsedSeconds = (now - start) / 1e9;
                    String left = done > 0
                            ? String.format(Locale.ROOT, ", about %.0f s left", elapsedSeconds * (1 - done) / done)
                            : "";
                    err.println(String.format(Locale.ROOT, "%3.0f %%  %s%s", 100 * done, state, left));
                }
            }

            @Override
            public void close() {}
        };
    }

    /** A bar with the time left, for a terminal of some width. */
    static Display bar(int columns) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Simulating")
                .setInitialMax(100)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, columns - 1))
                .clearDisplayOnFinish()
                .build();
        return new Display() {
            @Override
            public void show(String state, double done) {
                bar.setExtraMessage(" " + state);
                bar.stepTo(Math.round(100 * done));
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }
}
