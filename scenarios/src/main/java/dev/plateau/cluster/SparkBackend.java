package dev.plateau.cluster;

import dev.plateau.experiment.Backend;
import dev.plateau.experiment.Grouping;
import dev.plateau.experiment.Piece;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Executors of a cluster. Pieces wait in one queue; whenever cores have too little to do, groups of pieces are sent to them, each
 * a task of Spark, together a job. What a task shows is taken when it ends, not when its job does. Tasks that Spark runs twice,
 * because an executor was lost or seemed slow, show the same, and one of them is taken.
 */
final class SparkBackend implements Backend {
    /** Tasks that are sent for each core, so that the next is there when one ends. */
    private static final int TASKS_PER_CORE = 2;

    private static final long LOOK_MS = 10;

    private final Cluster cluster;
    private final JavaSparkContext context;
    private final Broadcast<SentStudy> study;

    private final Object lock = new Object();
    private final Deque<Asked> waiting = new ArrayDeque<>();
    private final Map<Class<?>, Grouping> groupings = new HashMap<>();
    private final List<Job> jobs = new ArrayList<>();
    private int tasks;
    private boolean closed;
    private @Nullable RuntimeException broken;

    /** Takes what tasks show: neither Spark's threads nor those that ask wait for an archive. */
    private final ExecutorService taker = Executors.newSingleThreadExecutor(work -> daemon(work, "results of tasks"));

    /** A piece and who waits for it. */
    private record Asked(Piece<?> piece, CompletableFuture<Serializable> answer) {}

    /** Groups of pieces that were sent together. */
    private record Job(List<List<Asked>> groups, SimpleFutureAction<Boolean> action) {}

    SparkBackend(Cluster cluster, JavaSparkContext context, SentStudy sent) {
        this.cluster = cluster;
        this.context = context;
        this.study = context.broadcast(sent);
        daemon(this::send, "pieces to a cluster").start();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public int slots() {
        return Math.max(1, cluster.cores());
    }

    @Override
    public int depth() {
        int slots = slots();
        synchronized (lock) {
            return groupings.values().stream()
                    .mapToInt(grouping -> grouping.depth(slots))
                    .max()
                    .orElse(TASKS_PER_CORE * slots);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a piece shows what it says
    public <R extends Serializable> CompletableFuture<R> submit(Piece<R> piece) {
        CompletableFuture<Serializable> answer = new CompletableFuture<>();
        synchronized (lock) {
            if (broken != null) {
                answer.completeExceptionally(broken);
            } else {
                waiting.add(new Asked(piece, answer));
                lock.notifyAll();
            }
        }
        return (CompletableFuture<R>) (CompletableFuture<?>) answer;
    }

    /** Sends pieces as long as it is open, and looks for what went wrong. */
    private void send() {
        long seen = System.nanoTime();
        try {
            while (true) {
                List<List<Asked>> groups;
                synchronized (lock) {
                    lock.wait(LOOK_MS);
                    if (closed) {
                        return;
                    }
                    failed();
                    boolean idle = waiting.isEmpty() && tasks == 0;
                    if (idle || cluster.cores() > 0) {
                        seen = System.nanoTime();
                    }
                    groups = groups();
                }
                if (System.nanoTime() - seen > cluster.patience().toNanos()) {
                    fail(ClusterException.failed(cluster.noExecutors(), null));
                    return;
                }
                if (!groups.isEmpty()) {
                    send(groups);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(ClusterException.failed(
                    "the connection to " + context.master() + " is lost: " + Cluster.reason(e), e));
        }
    }

    /** Takes as many groups as there is room for from the queue. */
    private List<List<Asked>> groups() {
        List<List<Asked>> groups = new ArrayList<>();
        int cores = cluster.cores();
        while (tasks < TASKS_PER_CORE * cores && !waiting.isEmpty()) {
            Class<?> kind = waiting.element().piece().getClass();
            int size = grouping(kind).size(waiting.size(), cores);
            List<Asked> group = new ArrayList<>();
            while (group.size() < size
                    && !waiting.isEmpty()
                    && waiting.element().piece().getClass() == kind) {
                Asked next = waiting.remove();
                if (!next.answer().isDone()) {
                    group.add(next);
                }
            }
            if (!group.isEmpty()) {
                groups.add(group);
                tasks++;
            }
        }
        return groups;
    }

    private Grouping grouping(Class<?> kind) {
        return groupings.computeIfAbsent(kind, any -> new Grouping());
    }

    private void send(List<List<Asked>> groups) {
        List<List<Piece<?>>> sent = new ArrayList<>();
        List<Object> numbers = new ArrayList<>();
        for (List<Asked> group : groups) {
            numbers.add(numbers.size());
            sent.add(group.stream().<Piece<?>>map(Asked::piece).toList());
        }
        RDD<List<Piece<?>>> rdd = context.parallelize(sent, sent.size()).rdd();
        SimpleFutureAction<Boolean> action = context.sc()
                .submitJob(
                        rdd,
                        new SimulateGroup(study),
                        CollectionConverters.asScala(numbers).toSeq(),
                        new AbstractFunction2<Object, Shown.Group, BoxedUnit>() {
                            @Override
                            public BoxedUnit apply(Object index, Shown.Group shown) {
                                List<Asked> group = groups.get((Integer) index);
                                taker.execute(() -> take(group, shown));
                                return BoxedUnit.UNIT;
                            }
                        },
                        new AbstractFunction0<Boolean>() {
                            @Override
                            public Boolean apply() {
                                return true;
                            }
                        });
        synchronized (lock) {
            jobs.add(new Job(groups, action));
        }
    }

    private void take(List<Asked> group, Shown.Group shown) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            tasks--;
            grouping(group.get(0).piece().getClass()).measured(group.size(), shown.seconds());
            lock.notifyAll();
        }
        for (int i = 0; i < group.size(); i++) {
            CompletableFuture<Serializable> answer = group.get(i).answer();
            if (shown.pieces().get(i) instanceof Shown.Result result) {
                answer.complete(result.value());
            } else {
                answer.completeExceptionally(((Shown.Failure) shown.pieces().get(i)).thrown());
            }
        }
    }

    /** Ends those whose job has failed: a task that fails on several executors fails its job. */
    private void failed() {
        jobs.removeIf(job -> {
            if (!job.action().isCompleted()) {
                return false;
            }
            var outcome = job.action().value().get();
            if (outcome.isFailure()) {
                fail(described(outcome.failed().get()));
            }
            return true;
        });
    }

    private ClusterException described(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        if (said.contains("InvalidClassException") && said.contains("dev.plateau")) {
            return ClusterException.unusable(
                    "the workers have another Plateau in their class path. Take it out of Spark's jars: a run sends its own",
                    failure);
        }
        return ClusterException.failed("the cluster gave up: " + Cluster.reason(failure), failure);
    }

    /** Everyone who waits hears of it, and who asks from now on. */
    private void fail(RuntimeException failure) {
        List<Asked> left = new ArrayList<>();
        synchronized (lock) {
            broken = failure;
            left.addAll(waiting);
            waiting.clear();
            jobs.forEach(job -> job.groups().forEach(left::addAll));
        }
        left.forEach(asked -> asked.answer().completeExceptionally(failure));
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            waiting.clear();
            jobs.forEach(job -> job.action().cancel());
            lock.notifyAll();
        }
        if (!context.sc().isStopped()) {
            study.destroy();
        }
        // Its thread is a daemon, and tasks that end now still find it.
    }
}
