package dev.plateau.fleet;

import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The usual way to simulate a replica: an event for each iteration, which goes through all active sequences. Prompts first, first
 * come first served, memory that suffices, no contexts in common: nothing but what a trace needs.
 */
public final class NaiveReplica {
    private static final class Sequence {
        final int number;
        final int prompt;
        final int output;
        int written;

        Sequence(int number, int prompt, int output) {
            this.number = number;
            this.prompt = prompt;
            this.output = output;
        }
    }

    private final Trace trace;
    private final StepTime time;
    private final Batching batching;
    private final double[] done;
    private final Kernel kernel = new Kernel();
    private final EventType arrival = kernel.eventType("arrival", i -> arrive((int) i));
    private final EventType boundary = kernel.eventType("end of iteration", none -> boundary());
    private final ArrayDeque<Sequence> waiting = new ArrayDeque<>();
    private final List<Sequence> read = new ArrayList<>();
    private final List<Sequence> active = new ArrayList<>();
    private final Reading plan = new Reading();
    private boolean busy;

    private NaiveReplica(Trace trace, StepTime time, Batching batching) {
        this.trace = trace;
        this.time = time;
        this.batching = batching;
        this.done = new double[trace.size()];
        kernel.at(trace.arrival(0), arrival, 0);
        kernel.run();
    }

    /** Seconds from the arrival of each request to its last token. */
    public static double[] serve(Trace trace, StepTime time, Batching batching) {
        return new NaiveReplica(trace, time, batching).done;
    }

    private void arrive(int i) {
        if (i + 1 < trace.size()) {
            kernel.at(trace.arrival(i + 1), arrival, i + 1);
        }
        waiting.add(new Sequence(i, trace.prompt(i), trace.output(i)));
        if (!busy) {
            begin();
        }
    }

    private void begin() {
        plan.clear();
        while (!waiting.isEmpty()
                && active.size() + read.size() < batching.maxSequences()
                && (read.isEmpty() || plan.tokens() + waiting.getFirst().prompt <= batching.maxTokens())) {
            Sequence sequence = waiting.removeFirst();
            read.add(sequence);
            plan.add(sequence.prompt, 0);
        }
        busy = !read.isEmpty() || !active.isEmpty();
        if (!read.isEmpty()) {
            kernel.after(time.read(0, 0, plan), 1, boundary, 0);
        } else if (!active.isEmpty()) {
            long contexts = 0;
            for (Sequence sequence : active) {
                contexts += sequence.prompt + sequence.written;
            }
            kernel.after(time.decode(active.size(), contexts, 1), 1, boundary, 0);
        }
    }

    private void boundary() {
        if (read.isEmpty()) {
            for (Sequence sequence : active) {
                sequence.written++;
            }
            active.removeIf(this::isDone);
        } else {
            for (Sequence sequence : read) {
                sequence.written = 1;
                if (!isDone(sequence)) {
                    active.add(sequence);
                }
            }
            read.clear();
        }
        begin();
    }

    private boolean isDone(Sequence sequence) {
        if (sequence.written < sequence.output) {
            return false;
        }
        done[sequence.number] = kernel.now() - trace.arrival(sequence.number);
        return true;
    }
}
