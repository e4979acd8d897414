package dev.plateau.explore;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A few threads that serve many clients in turn: each turn is one slice of a client's work, then the next client's turn comes. A
 * client has one piece of work at a time; a newer one takes the place of the older.
 */
final class Turns implements AutoCloseable {
    /** Time that the slices of one piece of work may take together. */
    private static final long MOST_NANOSECONDS = TimeUnit.SECONDS.toNanos(600);

    private final BlockingQueue<Turn> queue = new LinkedBlockingQueue<>();
    private final Map<String, Turn> current = new ConcurrentHashMap<>();
    private final Thread[] threads;
    private volatile boolean closed;

    /** Work that can be done in slices, by several threads at once. */
    interface Work {
        /** Does a slice. */
        void slice();

        /** Whether nothing is left that could be begun. */
        boolean over();

        /** Takes note that it ends before its time, with the reason. */
        void end(String reason);
    }

    private record Turn(String client, long generation, Work work, AtomicLong nanoseconds) {}

    /**
     * Starts the threads.
     *
     * @param count at least 1
     */
    Turns(int count) {
        threads = IntStream.range(0, count)
                .mapToObj(i -> new Thread(this::serve, "explorer-" + i))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Queues work of a client, and ends what it asked for before.
     *
     * @param generation grows with every request of the client
     */
    void submit(String client, long generation, Work work) throws RefusedException {
        Turn turn = new Turn(client, generation, work, new AtomicLong());
        Turn[] before = new Turn[1];
        Turn now = current.compute(client, (name, old) -> {
            if (old != null && old.generation() >= generation) {
                return old;
            }
            before[0] = old;
            return turn;
        });
        if (!turn.equals(now)) {
            throw new RefusedException(409, "a newer request of this client is under way");
        }
        if (before[0] != null) {
            before[0].work().end("superseded");
        }
        queue.add(turn);
    }

    /** Forgets work that nobody waits for any more. */
    void withdraw(String client, Work work) {
        current.computeIfPresent(client, (name, turn) -> turn.work() == work ? null : turn);
    }

    /** Ends what a client asked for. */
    void withdraw(String client) {
        Turn turn = current.remove(client);
        if (turn != null) {
            turn.work().end("withdrawn");
        }
    }

    /** Clients with work that is not over. */
    int clients() {
        return current.size();
    }

    private boolean wanted(Turn turn) {
        return turn.equals(current.get(turn.client())) && !turn.work().over();
    }

    private void serve() {
        while (!closed) {
            try {
                Turn turn = queue.take();
                if (!wanted(turn)) {
                    continue;
                }
                // First back into the queue: with few clients several threads work for one.
                queue.add(turn);
                try {
                    long begun = System.nanoTime();
                    turn.work().slice();
                    if (turn.nanoseconds().addAndGet(System.nanoTime() - begun) > MOST_NANOSECONDS) {
                        turn.work().end("it is too much work for one request");
                    }
                } catch (RuntimeException | Error e) {
                    withdraw(turn.client(), turn.work());
                    turn.work().end("internal fault: " + e);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Ends all work and all threads. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            thread.interrupt();
        }
        current.values().forEach(turn -> turn.work().end("the explorer ends"));
        current.clear();
        queue.clear();
    }
}
