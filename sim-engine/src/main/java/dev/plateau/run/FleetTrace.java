package dev.plateau.run;

import dev.plateau.fleet.Client;
import dev.plateau.fleet.Journal;
import dev.plateau.fleet.Request;
import dev.plateau.kernel.Kernel;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what happens in a replication, a line for each event, in columns; {@link #LEGEND} says what they are. */
final class FleetTrace implements Journal {
    static final List<String> LEGEND = List.of(
            "# seconds  simulated; tasks are numbered in the order of arrival",
            "# event    arrive, answer, cut (by the deadline): of a task; route, admit (to the batch), read (its prompt, and",
            "#          written its first token), preempt (it loses its memory), leave (taken back, or lost in a failure),",
            "#          done: of a request; batch: a replica begins iterations that end together; fail, repair: of a replica",
            "# request  number within the task, and whether it is to write, to verify or to embed; machine: the replica");

    private static final List<String> KINDS = List.of("write", "verify", "embed");

    private final Kernel kernel;
    private final Consumer<String> out;

    FleetTrace(Kernel kernel, Consumer<String> out) {
        this.kernel = kernel;
        this.out = out;
        LEGEND.forEach(out);
        out.accept("     seconds  event       task request        machine  what");
    }

    private void row(String event, String task, String request, String machine, String what) {
        out.accept(String.format(
                        Locale.ROOT,
                        "%12.6f  %-8s %7s %-14s %7s  %s",
                        kernel.now(),
                        event,
                        task,
                        request,
                        machine,
                        what)
                .stripTrailing());
    }

    private void row(String event, @Nullable Client client, Request request, int replica, String what) {
        String task = client instanceof ServedTask served ? Long.toString(served.number) : "-";
        int kinds = KINDS.size();
        row(
                event,
                task,
                request.tag() / kinds + " " + KINDS.get((int) (request.tag() % kinds)),
                replica < 0 ? "-" : Integer.toString(replica),
                what);
    }

    void arrived(ServedTask task, long ofWorld) {
        row(
                "arrive",
                Long.toString(task.number),
                "",
                "",
                "task " + ofWorld + " of the world, " + task.script.requests() + " requests, priority "
                        + task.priority);
    }

    void answered(ServedTask task, boolean right, boolean cut) {
        row(
                cut ? "cut" : "answer",
                Long.toString(task.number),
                "",
                "",
                String.format(Locale.ROOT, "%s after %.6f s", right ? "right" : "wrong", kernel.now() - task.arrived));
    }

    @Override
    public void routed(@Nullable Client client, Request request, int replica) {
        row("route", client, request, replica, replica < 0 ? "no replica is up" : "");
    }

    @Override
    public void admitted(@Nullable Client client, Request request, int replica, long unread) {
        row("admit", client, request, replica, unread + " tokens to read");
    }

    @Override
    public void read(@Nullable Client client, Request request, int replica) {
        row("read", client, request, replica, "");
    }

    @Override
    public void preempted(@Nullable Client client, Request request, int replica) {
        row("preempt", client, request, replica, "");
    }

    @Override
    public void finished(@Nullable Client client, Request request, int replica) {
        row("done", client, request, replica, "");
    }

    @Override
    public void left(@Nullable Client client, Request request, int replica) {
        row("leave", client, request, replica, "");
    }

    @Override
    public void iterates(int replica, long read, int sequences, long iterations, double seconds) {
        row(
                "batch",
                "",
                "",
                Integer.toString(replica),
                String.format(
                        Locale.ROOT,
                        "reads %d tokens, writes %d sequence%s x %d, %.6f s",
                        read,
                        sequences,
                        sequences == 1 ? "" : "s",
                        iterations,
                        seconds));
    }

    @Override
    public void failed(int replica) {
        row("fail", "", "", Integer.toString(replica), "");
    }

    @Override
    public void repaired(int replica) {
        row("repair", "", "", Integer.toString(replica), "");
    }
}
