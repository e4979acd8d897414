package dev.plateau.cli;

import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.Trace;
import dev.plateau.fleet.TraceRun;
import java.util.Locale;
import java.util.Optional;

/** Serves traces on a fleet, shows how it goes on, and ends when it is interrupted. */
final class Serving implements AutoCloseable {
    private static final int OFTEN = 1024;

    private final FleetSpec fleet;
    private final long seed;
    private final RunProgress.Display display;
    private final Interruption interruption;

    /**
     * Serving on a fleet.
     *
     * @param fleet the machines
     * @param seed of failures and stragglers
     * @param display of the progress, closed with this
     * @param interruption ends it
     */
    Serving(FleetSpec fleet, long seed, RunProgress.Display display, Interruption interruption) {
        this.fleet = fleet;
        this.seed = seed;
        this.display = display;
        this.interruption = interruption;
    }

    /** Someone has interrupted it. */
    static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Serves all requests. */
    TraceRun serve(Trace trace) {
        return serve(trace, "%,d of %,d requests served");
    }

    private TraceRun serve(Trace trace, String state) {
        int size = trace.size();
        return TraceRun.serve(fleet.pools(), fleet.writer().pool(), trace, seed, null, left -> {
            if (left % OFTEN == 0) {
                if (interruption.requested()) {
                    throw new Cancelled();
                }
                int done = size - left;
                display.show(String.format(Locale.ROOT, state, done, size), done / (double) size);
            }
        });
    }

    /**
     * Compares the rate of arrivals with what the fleet does when it is never short of requests: the rate at which it works off
     * the trace when all of it is there at once.
     *
     * @return a warning if they arrive faster
     */
    Optional<String> overload(Trace trace) {
        double most = trace.size()
                / serve(trace.atOnce(), "overload: %,d of %,d requests served at once")
                        .seconds();
        return trace.rate() <= most
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "overload: %.4g requests arrive per second, and this fleet sustains about %.4g; with longer traffic of "
                                + "this kind the queue grows without end, so latencies tell how long the trace is, not how good "
                                + "the fleet is",
                        trace.rate(),
                        most));
    }

    @Override
    public void close() {
        display.close();
    }
}
