package dev.plateau.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One replica, stepped plainly through every iteration and every sequence of it: what {@link Replica} must come to. Written from
 * the rules, without a calendar and without heaps:
 *
 * <ol>
 *   <li>Before an iteration, while a token of each sequence does not fit in memory, the request that is last by (priority,
 *       sequence) of those read or written goes back to the queue; after that nobody is admitted to this iteration.
 *   <li>Those that are half read go on, in their order. Then the queue, by (priority, sequence), is admitted while seats, memory
 *       and tokens allow; the first that does not fit bars the way. An iteration reads for one model: that of those half read,
 *       else of the first in the queue; if another model's request is the first, none joins those half read.
 *   <li>At the end of an iteration the tokens are written, then requests are done in the order in which they were admitted
 *       (those read) and submitted (those written), then the cancelled leave, in the order of submission.
 * </ol>
 */
public final class SteppedReplica {
    private static final Comparator<Job> FIRST_COME =
            Comparator.<Job>comparingInt(job -> job.priority).thenComparingLong(job -> job.sequence);

    /** A text that several requests continue. */
    static final class Text {
        final Text parent;
        final int tokens;
        final int model;
        private boolean resident;
        private int users;
        private long unusedSince;

        Text(Text parent, int tokens, int model) {
            this.parent = parent;
            this.tokens = tokens;
            this.model = model;
        }

        long length() {
            return tokens + (parent == null ? 0 : parent.length());
        }
    }

    /** A request, and what comes of it. */
    public static final class Job {
        final int model;
        final int priority;
        final int prompt;
        final int output;
        Text context;
        Text product;
        /** Submitted when this is done. */
        final List<Job> next = new ArrayList<>();
        /** Cancelled when this is done. */
        final List<Job> rivals = new ArrayList<>();
        /** Cancelled when this has its first token. */
        final List<Job> losers = new ArrayList<>();

        double submitted = Double.NaN;
        double started = Double.NaN;
        double firstToken = Double.NaN;
        double done = Double.NaN;
        int preemptions;
        boolean cancelled;

        private long sequence;
        private int written;
        private long unread;
        private long chunk;

        /** A request without a context. */
        public Job(int model, int priority, int prompt, int output) {
            this.model = model;
            this.priority = priority;
            this.prompt = prompt;
            this.output = output;
        }

        /** When it was done; NaN if it never was. */
        public double done() {
            return done;
        }

        private boolean active() {
            return !Double.isNaN(submitted) && Double.isNaN(done) && !cancelled;
        }

        private long length() {
            return (context == null ? 0 : context.length()) + prompt + written;
        }
    }

    /** Something that happens from outside: a job arrives, or is cancelled. */
    record Happening(double time, Job job, boolean cancels) {}

    private final List<StepTime> times;
    private final long[] bytes;
    private final long capacity;
    private final boolean keeps;
    private final Batching batching;
    private final double slowdown;

    private final List<Job> waiting = new ArrayList<>();
    private final List<Job> reading = new ArrayList<>();
    private final List<Job> writing = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();
    private final Reading plan = new Reading();
    private double clock;
    private long sequence;
    private long unusedStamp;
    private int reader;

    double readSeconds;
    double writeSeconds;
    double sequenceSeconds;
    double memorySeconds;
    long tokensRead;
    long tokensWritten;
    long tokensLost;
    long iterations;
    private double queueSince;
    /** What was the case from when to when. */
    final List<Span> work = new ArrayList<>();

    final List<Span> queues = new ArrayList<>();

    /** A while. */
    record Span(double from, double to, int count, double memory) {
        /** The part of it between two times. */
        double within(double a, double b) {
            return Math.max(0, Math.min(to, b) - Math.max(from, a));
        }
    }

    /** An empty replica of a pool. */
    public SteppedReplica(PoolSpec pool, double slowdown) {
        this.times = pool.times();
        this.bytes = pool.models().stream()
                .mapToLong(ServedModel::cacheBytesPerToken)
                .toArray();
        this.capacity = pool.cacheBytes();
        this.keeps = pool.keepsContexts();
        this.batching = pool.batching();
        this.slowdown = slowdown;
    }

    /** Serves jobs that arrive at given times, ascending. */
    public void serve(List<Job> jobs, double[] arrivals) {
        List<Happening> happenings = new ArrayList<>();
        for (int i = 0; i < arrivals.length; i++) {
            happenings.add(new Happening(arrivals[i], jobs.get(i), false));
        }
        run(happenings);
    }

    void run(List<Happening> happenings) {
        int next = 0;
        while (next < happenings.size() || !waiting.isEmpty() || !reading.isEmpty() || !writing.isEmpty()) {
            double end = waiting.isEmpty() && reading.isEmpty() && writing.isEmpty()
                    ? happenings.get(next).time()
                    : clock + slowdown * form();
            while (next < happenings.size() && happenings.get(next).time() <= end) {
                Happening happening = happenings.get(next++);
                if (happening.cancels()) {
                    cancel(happening.job(), happening.time());
                } else {
                    submit(happening.job(), happening.time());
                }
            }
            finishIteration(end);
        }
    }

    /** When the last iteration ended. */
    double clock() {
        return clock;
    }

    private void submit(Job job, double now) {
        job.submitted = now;
        job.sequence = sequence++;
        queue(now);
        waiting.add(job);
    }

    private void cancel(Job job, double now) {
        if (!job.active()) {
            return;
        }
        job.cancelled = true;
        queue(now);
        if (waiting.remove(job)) {
            tokensLost += job.written;
        }
    }

    private void queue(double now) {
        queues.add(new Span(queueSince, now, waiting.size(), 0));
        queueSince = now;
    }

    // --- memory ---

    private long own(Job job) {
        boolean half = job.unread > 0 && job.output > job.written;
        return ((long) job.prompt + job.written + (half ? 1 : 0)) * bytes[job.model];
    }

    private long busy() {
        long sum = 0;
        for (Job job : writing) {
            sum += own(job);
        }
        for (Job job : reading) {
            sum += own(job);
        }
        for (Text text : texts) {
            sum += text.users > 0 ? bytesOf(text) : 0;
        }
        return sum;
    }

    private long bytesOf(Text text) {
        return text.tokens * bytes[text.model];
    }

    private void evict() {
        long left = capacity - busy();
        if (left < 0) {
            throw new IllegalStateException("over capacity");
        }
        while (true) {
            long idle = 0;
            Text oldest = null;
            for (Text text : texts) {
                if (text.users == 0) {
                    idle += bytesOf(text);
                    oldest = oldest == null || text.unusedSince < oldest.unusedSince ? text : oldest;
                }
            }
            if (idle <= left) {
                return;
            }
            forget(oldest);
        }
    }

    private void forget(Text text) {
        text.resident = false;
        texts.remove(text);
    }

    private void hold(Text text) {
        for (Text t = text; t != null; t = t.parent) {
            if (!t.resident) {
                t.resident = true;
                texts.add(t);
            }
            t.users++;
        }
    }

    private void release(Text text) {
        for (Text t = text; t != null; t = t.parent) {
            t.users--;
            if (t.users == 0) {
                t.unusedSince = unusedStamp++;
                if (!keeps) {
                    forget(t);
                }
            }
        }
    }

    private static long held(Text text) {
        Text t = text;
        while (t != null && !t.resident) {
            t = t.parent;
        }
        return t == null ? 0 : t.length();
    }

    // --- iterations ---

    /** Forms an iteration and returns how long it takes. */
    private double form() {
        boolean shortage = false;
        while (!writing.isEmpty() && capacity - busy() < writing.size() * bytes[0]) {
            shortage = true;
            preempt();
        }
        Job first = waiting.stream().min(FIRST_COME).orElse(null);
        int model = !reading.isEmpty() ? reading.get(0).model : shortage || first == null ? -1 : first.model;
        boolean chunked = batching.mode() == Batching.Mode.CHUNKED;
        boolean writes = chunked && model == 0;
        long budget = batching.maxTokens() - (writes ? writing.size() : 0);
        plan.clear();
        reader = 0;
        for (Job job : reading) {
            if (budget > 0) {
                job.chunk = chunked ? Math.min(job.unread, budget) : job.unread;
                budget -= job.chunk;
                plan.add(job.chunk, Math.max(0, job.length() - job.unread));
                reader++;
            }
        }
        if (!shortage && first != null && first.model == model) {
            admit(model, budget, writes ? writing.size() * bytes[0] : 0);
        }
        iterations++;
        long contexts = 0;
        for (Job job : writing) {
            contexts += job.length();
        }
        if (reader > 0) {
            double seconds = times.get(model).read(writes ? writing.size() : 0, writes ? contexts : 0, plan);
            readSeconds += slowdown * seconds;
            observe(seconds);
            return seconds;
        }
        double seconds = times.get(0).decode(writing.size(), contexts, 1);
        writeSeconds += slowdown * seconds;
        observe(seconds);
        return seconds;
    }

    private void observe(double seconds) {
        sequenceSeconds += slowdown * seconds * writing.size();
        double memory = (double) busy() / capacity;
        memorySeconds += slowdown * seconds * memory;
        work.add(new Span(clock, clock + slowdown * seconds, writing.size(), memory));
    }

    private void preempt() {
        List<Job> all = new ArrayList<>(writing);
        all.addAll(reading);
        Job last = all.stream().max(FIRST_COME).orElseThrow();
        writing.remove(last);
        reading.remove(last);
        release(last.context);
        last.preemptions++;
        last.unread = 0;
        queue(clock);
        waiting.add(last);
    }

    private void admit(int model, long budget, long reserve) {
        boolean chunked = batching.mode() == Batching.Mode.CHUNKED;
        long left = budget;
        long longest = 0;
        while (writing.size() + reading.size() < batching.maxSequences()) {
            Job job = waiting.stream()
                    .filter(j -> j.model == model)
                    .min(FIRST_COME)
                    .orElse(null);
            if (job == null) {
                return;
            }
            long need = (job.prompt + job.written + (job.output > job.written ? 1 : 0)) * bytes[model];
            for (Text t = job.context; t != null; t = t.parent) {
                need += t.users > 0 ? 0 : bytesOf(t);
            }
            if (need + reserve > capacity - busy()) {
                return;
            }
            long unread = Math.max(1, job.length() - held(job.context));
            longest = Math.max(longest, unread);
            if (chunked && left <= 0) {
                return;
            }
            if (!chunked && reader > 0) {
                long tokens = batching.padded() ? longest * (reader + 1) : plan.tokens() + unread;
                if (tokens > batching.maxTokens()) {
                    return;
                }
            }
            queue(clock);
            waiting.remove(job);
            reading.add(job);
            reader++;
            job.unread = unread;
            if (Double.isNaN(job.started)) {
                job.started = clock;
            }
            hold(job.context);
            evict();
            job.chunk = chunked ? Math.min(unread, left) : unread;
            left -= job.chunk;
            plan.add(job.chunk, Math.max(0, job.length() - unread));
        }
    }

    private void finishIteration(double end) {
        boolean idle = reading.isEmpty() && writing.isEmpty();
        clock = end;
        if (idle) {
            return;
        }
        boolean reads = reader > 0;
        if (!reads || (batching.mode() == Batching.Mode.CHUNKED && reading.get(0).model == 0)) {
            for (Job job : writing) {
                job.written++;
                tokensWritten++;
            }
            evict();
        }
        for (int i = 0; i < reader; i++) {
            Job job = reading.get(i);
            job.unread -= job.chunk;
            tokensRead += job.chunk;
        }
        reader = 0;
        List<Job> written = new ArrayList<>();
        for (Job job : writing) {
            if (job.written == job.output) {
                written.add(job);
            }
        }
        for (Job job : List.copyOf(reading)) {
            if (job.unread == 0) {
                reading.remove(job);
                hasRead(job);
            }
        }
        written.sort(Comparator.comparingLong(job -> job.sequence));
        for (Job job : written) {
            writing.remove(job);
            leave(job);
        }
        Stream.concat(reading.stream(), writing.stream())
                .filter(job -> job.cancelled)
                .sorted(Comparator.comparingLong(job -> job.sequence))
                .toList()
                .forEach(job -> {
                    reading.remove(job);
                    writing.remove(job);
                    leave(job);
                });
    }

    private void hasRead(Job job) {
        if (!job.cancelled) {
            boolean first = Double.isNaN(job.firstToken);
            job.firstToken = first ? clock : job.firstToken;
            if (job.output > 0) {
                job.written++;
                tokensWritten++;
                if (first) {
                    job.losers.forEach(loser -> cancel(loser, clock));
                }
            }
        }
        if (job.cancelled || job.written == job.output) {
            leave(job);
        } else {
            writing.add(job);
        }
    }

    /** A request that is done or cancelled goes, with its memory. */
    private void leave(Job job) {
        Text product = job.product;
        if (!job.cancelled && product != null && keeps && !product.resident) {
            product.resident = true;
            product.unusedSince = unusedStamp++;
            texts.add(product);
        }
        release(job.context);
        if (job.cancelled) {
            tokensLost += job.written;
            return;
        }
        job.done = clock;
        job.next.forEach(child -> submit(child, clock));
        job.rivals.forEach(rival -> cancel(rival, clock));
    }
}
