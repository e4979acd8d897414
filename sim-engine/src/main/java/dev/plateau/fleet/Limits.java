package dev.plateau.fleet;

import java.util.Locale;

/** What no replica of a pool can serve, said before it is tried in vain. */
final class Limits {
    private static final double GIBI = 1L << 30;
    /** Mean times between failures that a request may take: it begins e^10 = 22,000 times in the mean until none comes. */
    private static final double LONGEST_LIVES = 10;
    /** Failures in a row that a request may meet: 4.6 mean times between failures long, one in 25,000 meets as many. */
    private static final int MOST_RESTARTS = 1000;

    private Limits() {}

    /**
     * Checks a request.
     *
     * @param text tokens of its context, prompt and output
     */
    static void check(PoolSpec pool, Request request, long text) {
        ServedModel model = pool.models().get(request.model);
        if (text > model.maxContext()) {
            throw new UnservableException(of(request, text) + " is longer than " + model.name() + where(pool)
                    + " can be served, " + model.maxContext()
                    + " tokens. Maybe shorten the lengths, or take a model (or a step-table) that reaches further");
        }
        double bytes = (double) text * model.cacheBytesPerToken();
        if (bytes > pool.cacheBytes()) {
            throw new UnservableException(String.format(
                    Locale.ROOT,
                    "%s needs %.4g GiB of KV cache for %s, and a replica%s has %.4g GiB, which is %d tokens. Maybe shorten the"
                            + " lengths, raise tensor-parallel, memory-utilisation or kv-capacity, or take an accelerator with"
                            + " more memory",
                    of(request, text),
                    bytes / GIBI,
                    model.name(),
                    where(pool),
                    pool.cacheBytes() / GIBI,
                    pool.cacheBytes() / model.cacheBytesPerToken()));
        }
        double mean = pool.failures().meanSecondsBetween();
        if (mean < Double.POSITIVE_INFINITY && request.output > 1) {
            long before = text - request.output + 1;
            double seconds = pool.times().get(request.model).decode(1, before, request.output - 1L);
            if (seconds > LONGEST_LIVES * mean) {
                throw new UnservableException(endless(
                        pool,
                        of(request, text)
                                + String.format(Locale.ROOT, " takes %.4g s at least, alone on a replica", seconds)));
            }
        }
    }

    /** Checks that a request which has failed again gets on. */
    static void checkRestarts(PoolSpec pool, Request request) {
        if (request.restarts >= MOST_RESTARTS) {
            long text = (request.context == null ? 0 : request.context.length()) + request.prompt + request.output;
            throw new UnservableException(
                    endless(pool, of(request, text) + " has begun again " + MOST_RESTARTS + " times and is not done"));
        }
    }

    private static String endless(PoolSpec pool, String what) {
        return String.format(
                Locale.ROOT,
                "the fleet never ends: %s, and a replica%s fails every %.4g s in the mean and then begins anew. Maybe raise"
                        + " failures.hours-between, or shorten the lengths",
                what,
                where(pool),
                pool.failures().meanSecondsBetween());
    }

    private static String of(Request request, long text) {
        long context = text - request.prompt - request.output;
        return "a request of " + text + " tokens (" + context + " of context, " + request.prompt + " to read, "
                + request.output + " to write)";
    }

    private static String where(PoolSpec pool) {
        return pool.name().isEmpty() ? "" : " of the pool " + pool.name();
    }
}
