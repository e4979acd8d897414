package dev.plateau.calibrate;

import dev.plateau.fleet.Trace;

/** What a serving engine logged of each request: when it came, how much it was, and when it was served. */
public final class ServingLog implements Observations {
    private final Trace trace;
    private final double[] firstToken;
    private final double[] endToEnd;

    /**
     * A log.
     *
     * @param trace the requests in the order of their arrival
     * @param firstToken seconds from the arrival of each to its first token
     * @param endToEnd seconds from the arrival of each to its last token
     */
    public ServingLog(Trace trace, double[] firstToken, double[] endToEnd) {
        if (firstToken.length != trace.size() || endToEnd.length != trace.size()) {
            throw new IllegalArgumentException(
                    "times for " + firstToken.length + " and " + endToEnd.length + " of " + trace.size() + " requests");
        }
        this.trace = trace;
        this.firstToken = firstToken.clone();
        this.endToEnd = endToEnd.clone();
    }

    /** The requests. */
    public Trace trace() {
        return trace;
    }

    /** Seconds from the arrival of a request to its first token. */
    public double firstToken(int request) {
        return firstToken[request];
    }

    /** Seconds from the arrival of a request to its last token. */
    public double endToEnd(int request) {
        return endToEnd[request];
    }

    /**
     * The most requests between their first and last token at once: what the engine was allowed, if the log has a queue while
     * memory was left.
     */
    public int mostAtOnce() {
        int most = 0;
        for (int i = 0; i < trace.size(); i++) {
            double at = trace.arrival(i) + firstToken[i];
            int running = 0;
            for (int j = 0; j < trace.size(); j++) {
                double begun = trace.arrival(j) + firstToken[j];
                running += begun <= at && at < trace.arrival(j) + endToEnd[j] ? 1 : 0;
            }
            most = Math.max(most, running);
        }
        return most;
    }
}
