package dev.plateau.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Simulations that run side by side. */
public final class Jobs {
    private Jobs() {}

    /** Waits for all, in their order; what one of them throws is thrown as it is. */
    public static <T> List<T> results(List<? extends Future<T>> jobs) {
        List<T> results = new ArrayList<>();
        for (Future<T> job : jobs) {
            results.add(result(job));
        }
        return results;
    }

    /** Waits for one; what it throws is thrown as it is. */
    public static <T> T result(Future<T> job) {
        try {
            return job.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the simulation failed: " + e.getCause(), e.getCause());
        }
    }
}
