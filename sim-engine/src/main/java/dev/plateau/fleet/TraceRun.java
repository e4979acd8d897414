package dev.plateau.fleet;

import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A trace served by the first model of a pool until every request is done, and what became of each. */
public final class TraceRun {
    private final Trace trace;
    private final double[] firstToken;
    private final double[] done;
    private final int[] preemptions;
    private final int[] restarts;
    private final List<Meter> meters;
    private final double seconds;

    private TraceRun(
            List<PoolSpec> pools, int pool, Trace trace, long seed, @Nullable Timeline timeline, IntConsumer progress) {
        this.trace = trace;
        int size = trace.size();
        firstToken = new double[size];
        done = new double[size];
        preemptions = new int[size];
        restarts = new int[size];
        Kernel kernel = new Kernel();
        Fleet fleet = new Fleet(kernel, pools, seed, timeline);
        if (size > 0) {
            new Arrivals(kernel, fleet, pool, progress).run();
        }
        meters = fleet.pools().stream().map(Pool::meter).toList();
        seconds = kernel.now();
    }

    /**
     * Serves a trace.
     *
     * @param pools of the fleet
     * @param pool number of the one that serves
     * @param trace its requests
     * @param seed of failures and stragglers
     * @param timeline observes the fleet, or null
     * @throws IllegalArgumentException if a request does not fit in the memory of a replica
     */
    public static TraceRun serve(List<PoolSpec> pools, int pool, Trace trace, long seed, @Nullable Timeline timeline) {
        return serve(pools, pool, trace, seed, timeline, left -> {});
    }

    /**
     * Serves a trace.
     *
     * @param pools of the fleet
     * @param pool number of the one that serves
     * @param trace its requests
     * @param seed of failures and stragglers
     * @param timeline observes the fleet, or null
     * @param progress told after each request how many are left; may throw to end the run
     * @throws IllegalArgumentException if a request does not fit in the memory of a replica
     */
    public static TraceRun serve(
            List<PoolSpec> pools, int pool, Trace trace, long seed, @Nullable Timeline timeline, IntConsumer progress) {
        return new TraceRun(pools, pool, trace, seed, timeline, progress);
    }

    /** Submits each request when it arrives; the next arrival is scheduled by the one before. */
    private final class Arrivals implements Client {
        private final Kernel kernel;
        private final Fleet fleet;
        private final int pool;
        private final IntConsumer progress;
        private final EventType arrival;
        private int left = trace.size();

        Arrivals(Kernel kernel, Fleet fleet, int pool, IntConsumer progress) {
            this.progress = progress;
            this.kernel = kernel;
            this.fleet = fleet;
            this.pool = pool;
            this.arrival = kernel.eventType("arrival", request -> arrive((int) request));
        }

        void run() {
            kernel.at(trace.arrival(0), arrival, 0);
            kernel.run();
        }

        private void arrive(int i) {
            if (i + 1 < trace.size()) {
                kernel.at(trace.arrival(i + 1), arrival, i + 1);
            }
            fleet.submit(pool, fleet.request(this, i, 0, trace.priority(i), trace.prompt(i), trace.output(i)));
        }

        @Override
        public void begun(Request request) {
            // All is known when it is finished.
        }

        @Override
        public void finished(Request request) {
            int i = (int) request.tag();
            firstToken[i] = request.firstToken() - request.submitted();
            done[i] = kernel.now() - request.submitted();
            preemptions[i] = request.preemptions();
            restarts[i] = request.restarts();
            left--;
            progress.accept(left);
            if (left == 0) {
                kernel.stop(); // failures and repairs would go on
            }
        }
    }

    /** What was served. */
    public Trace trace() {
        return trace;
    }

    /** Seconds from a request's arrival to its first token. */
    public double firstTokenSeconds(int request) {
        return firstToken[request];
    }

    /** Seconds from a request's arrival to its last token. */
    public double endToEndSeconds(int request) {
        return done[request];
    }

    /** How often a request lost its memory to others. */
    public int preemptions(int request) {
        return preemptions[request];
    }

    /** How often a failure sent a request back to the beginning. */
    public int restarts(int request) {
        return restarts[request];
    }

    /** What each pool has done. */
    public List<Meter> meters() {
        return meters;
    }

    /** From time 0 until the last request was done. */
    public double seconds() {
        return seconds;
    }
}
