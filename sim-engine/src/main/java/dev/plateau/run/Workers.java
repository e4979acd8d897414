package dev.plateau.run;

import dev.plateau.policy.PolicyException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Threads that simulate and go on without a policy that does not answer. A loop in Java cannot be ended from outside: its job
 * fails with a {@link PolicyException} that says so, its thread is left behind, and another takes the place of that. All are
 * daemons, so that none keeps the process from ending.
 *
 * <p>The time is counted in looks of a thread that watches, not by a clock: a process that was halted, a laptop that slept,
 * accuse nobody.
 */
public final class Workers extends ThreadPoolExecutor {
    /** Looks in the time that a policy has. */
    private static final int LOOKS = 20;

    private final Duration patience;
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();

    private Workers(int threads, Duration patience) {
        super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        this.patience = patience;
        setThreadFactory(job -> {
            Worker worker = new Worker(job);
            workers.add(worker);
            return worker;
        });
        Thread watch = new Thread(this::watch, "watch over policies");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * Threads to simulate with.
     *
     * @param threads at least 1
     * @param patience time that a decision of a policy may take; empty if policies are trusted
     */
    public static ExecutorService of(int threads, Optional<Duration> patience) {
        return patience.isPresent() ? new Workers(threads, patience.get()) : Executors.newFixedThreadPool(threads);
    }

    /**
     * Has work done by threads of {@link #of}.
     *
     * @return completed with what it gives or throws, or if it does not answer; if it is cancelled, work that has not begun is
     *     not done
     */
    public static <T> CompletableFuture<T> start(ExecutorService threads, Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        FutureTask<T> job = new Job<>(work) {
            @Override
            protected void done() {
                if (isCancelled()) {
                    return;
                }
                try {
                    answer.complete(get());
                } catch (ExecutionException e) {
                    answer.completeExceptionally(e.getCause());
                } catch (InterruptedException e) {
                    throw new IllegalStateException("it is done", e);
                }
            }
        };
        CompletableFuture<T> unused = answer.whenComplete((given, failure) -> {
            if (answer.isCancelled()) {
                job.cancel(false);
            }
        });
        threads.execute(job);
        return answer;
    }

    /** A thread, and whose turn it is on it. */
    private static final class Worker extends Thread {
        /** Odd while a policy has its turn, {@link #LEFT} if it was left alone with it. */
        private final AtomicLong turn = new AtomicLong();

        private static final long LEFT = -1;

        /** Held while it is left behind, and when it comes back: no later job of it is taken for the late one. */
        private final Object leaving = new Object();

        private volatile @Nullable Object policy;
        private volatile String label = "";
        private volatile @Nullable Job<?> job;
        private long seen;
        private int looks;

        Worker(Runnable work) {
            super(work, "simulation");
            setDaemon(true);
        }

        /** Whether the policy has had its turn over all of the last looks. */
        boolean isLate() {
            long now = turn.get();
            looks = now == seen && (now & 1) == 1 && now != LEFT ? looks + 1 : 0;
            seen = now;
            return looks >= LOOKS && turn.compareAndSet(now, LEFT);
        }
    }

    /** A job that can fail from outside. */
    private static class Job<T> extends FutureTask<T> {
        Job(Callable<T> work) {
            super(work);
        }

        @Override
        public void setException(Throwable failure) {
            super.setException(failure);
        }
    }

    /** A policy gets its turn on this thread. */
    public static void begin(Object policy) {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.policy = policy;
            worker.turn.incrementAndGet();
        }
    }

    /**
     * Its turn is over, if it was not already.
     *
     * @throws IllegalStateException if nobody waits for its answer any more
     */
    public static void end() {
        if (Thread.currentThread() instanceof Worker worker) {
            long turn = worker.turn.get();
            if ((turn & 1) == 1 && (turn == Worker.LEFT || !worker.turn.compareAndSet(turn, turn + 1))) {
                throw new IllegalStateException("answered when nobody waited any more");
            }
        }
    }

    /** Names the policies that will have their turns on this thread. */
    public static void name(String label) {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.label = label;
        }
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> work) {
        return new Job<>(work);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable job) {
        ((Worker) thread).job = job instanceof Job<?> own ? own : null;
    }

    /** A thread that was left behind and comes back takes its place again. */
    @Override
    protected void afterExecute(Runnable job, @Nullable Throwable failure) {
        Worker worker = (Worker) Thread.currentThread();
        synchronized (worker.leaving) {
            worker.job = null;
            if (worker.turn.get() == Worker.LEFT) {
                Thread.interrupted();
                worker.turn.set(0);
                resize(-1);
            }
        }
    }

    private synchronized void resize(int more) {
        if (more > 0) {
            setMaximumPoolSize(getMaximumPoolSize() + more);
            setCorePoolSize(getCorePoolSize() + more);
        } else {
            setCorePoolSize(getCorePoolSize() + more);
            setMaximumPoolSize(getMaximumPoolSize() + more);
        }
    }

    private void watch() {
        try {
            while (!isShutdown()) {
                TimeUnit.NANOSECONDS.sleep(patience.toNanos() / LOOKS + 1);
                workers.removeIf(worker -> worker.getState() == Thread.State.TERMINATED);
                workers.forEach(this::leaveIfLate);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leaveIfLate(Worker worker) {
        synchronized (worker.leaving) {
            if (worker.isLate()) {
                leave(worker);
            }
        }
    }

    private void leave(Worker worker) {
        Object policy = worker.policy;
        Job<?> job = worker.job;
        if (policy != null && job != null) {
            TimeoutException where = new TimeoutException("late");
            where.setStackTrace(worker.getStackTrace());
            PolicyException late = PolicyException.late(policy.getClass(), where, patience);
            job.setException(worker.label.isEmpty() ? late : late.of(worker.label));
        }
        worker.interrupt();
        resize(1);
    }
}
