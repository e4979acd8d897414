package dev.plateau.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Makes numbered replicates on several threads; what each is depends on its number alone. */
final class Replicates<T> implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    Replicates(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads);
    }

    /** Is told the share that is done; returns whether to stop. */
    interface Watch {
        boolean done(double share);
    }

    /** The replicates 0 to {@code count} - 1 in order, or the first of them if it is stopped. */
    List<T> run(int count, IntFunction<T> make, Watch watch) {
        List<T> made = new ArrayList<>();
        while (made.size() < count && !watch.done((double) made.size() / count)) {
            List<Future<T>> wave = new ArrayList<>();
            for (int i = made.size(); i < Math.min(count, made.size() + 4 * threads); i++) {
                int number = i;
                wave.add(pool.submit(() -> make.apply(number)));
            }
            wave.forEach(job -> made.add(result(job)));
        }
        return made;
    }

    private static <T> T result(Future<T> job) {
        try {
            return job.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
