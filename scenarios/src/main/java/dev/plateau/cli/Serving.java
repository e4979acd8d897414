package dev.plateau.cli;

import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.Trace;
import dev.plateau.fleet.TraceRun;
import java.util.Locale;

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
     * Requests per second that the fleet does when it is never short of them: the rate at which it works off the trace when all
     * of it is there at once. NaN if it was, or has one request.
     */
    double sustained(Trace trace) {
        double rate = trace.rate();
        return rate > 0 && rate < Double.POSITIVE_INFINITY
                ? trace.size()
                        / serve(trace.atOnce(), "sustainable rate: %,d of %,d requests served at once")
                                .seconds()
                : Double.NaN;
    }

    @Override
    public void close() {
        display.close();
    }
}
