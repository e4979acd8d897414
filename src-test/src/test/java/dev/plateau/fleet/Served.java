package dev.plateau.fleet;

import dev.plateau.fleet.SteppedReplica.Happening;
import dev.plateau.fleet.SteppedReplica.Job;
import dev.plateau.fleet.SteppedReplica.Text;
import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A workload served by a fleet of one pool, and what became of each of its jobs. */
final class Served implements Client {
    /** Seconds until all is cancelled where replicas fail: some would never be done between two failures. */
    static final double PATIENCE = 300;

    final Workload work;
    final Kernel kernel = new Kernel();
    final Fleet fleet;
    final double[] submitted;
    final double[] started;
    final double[] firstToken;
    final double[] done;
    final int[] preemptions;
    final int[] restarts;
    final boolean[] cancelled;

    private final Map<Job, Integer> numbers = new HashMap<>();
    private final Map<Text, Context> contexts = new HashMap<>();
    private final Request[] requests;
    private int left;

    Served(Workload work, long seed, Timeline timeline) {
        this.work = work;
        int size = work.jobs.size();
        submitted = nothing(size);
        started = nothing(size);
        firstToken = nothing(size);
        done = nothing(size);
        preemptions = new int[size];
        restarts = new int[size];
        cancelled = new boolean[size];
        requests = new Request[size];
        fleet = new Fleet(kernel, List.of(work.pool), seed, timeline);
        for (int i = 0; i < size; i++) {
            numbers.put(work.jobs.get(i), i);
        }
        EventType happening = kernel.eventType("happening", i -> happen(work.happenings.get((int) i)));
        for (int i = 0; i < work.happenings.size(); i++) {
            kernel.at(work.happenings.get(i).time(), happening, i);
        }
        left = work.happenings.size();
        if (!work.pool.failures().equals(Failures.NONE)) {
            kernel.at(PATIENCE, kernel.eventType("patience is over", none -> work.jobs.forEach(this::cancel)), 0);
        }
    }

    private static double[] nothing(int size) {
        double[] times = new double[size];
        java.util.Arrays.fill(times, Double.NaN);
        return times;
    }

    /** Until nothing is left to do. */
    Served run() {
        kernel.runUntil(() -> left == 0 && fleet.active() == 0);
        return this;
    }

    private void happen(Happening happening) {
        left--;
        if (happening.cancels()) {
            cancel(happening.job());
        } else {
            submit(happening.job());
        }
    }

    private void submit(Job job) {
        int i = numbers.get(job);
        Request request = fleet.request(this, i, job.model, job.priority, job.prompt, job.output);
        requests[i] = fleet.standing(request, context(job.context), context(job.product));
        submitted[i] = kernel.now();
        fleet.submit(0, request);
    }

    private Context context(Text text) {
        if (text == null) {
            return null;
        }
        Context known = contexts.get(text);
        if (known == null) {
            known = new Context(context(text.parent), text.tokens);
            contexts.put(text, known);
        }
        return known;
    }

    private void cancel(Job job) {
        int i = numbers.get(job);
        if (requests[i] != null) {
            cancelled[i] = true;
            fleet.cancel(requests[i]);
            requests[i] = null;
        }
    }

    private Job alive(Request request) {
        int i = (int) request.tag();
        if (requests[i] != request) {
            throw new IllegalStateException("job " + i + " is not active");
        }
        return work.jobs.get(i);
    }

    @Override
    public void begun(Request request) {
        Job job = alive(request);
        firstToken[numbers.get(job)] = request.firstToken();
        job.losers.forEach(this::cancel);
    }

    @Override
    public void finished(Request request) {
        Job job = alive(request);
        int i = numbers.get(job);
        requests[i] = null;
        started[i] = request.started();
        firstToken[i] = request.firstToken();
        done[i] = kernel.now();
        preemptions[i] = request.preemptions();
        restarts[i] = request.restarts();
        job.next.forEach(this::submit);
        job.rivals.forEach(this::cancel);
    }
}
