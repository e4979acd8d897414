package dev.plateau.explore;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The latest word to a reader: one that comes before the last was read takes its place, so that a slow reader costs nothing. */
final class Mailbox {
    private @Nullable String latest;
    private boolean ended;

    /** What a reader finds. */
    record Mail(@Nullable String message, boolean last) {}

    /** Leaves a message. */
    synchronized void put(String message) {
        if (!ended) {
            latest = message;
            notifyAll();
        }
    }

    /** Leaves the last message. */
    synchronized void end(String message) {
        put(message);
        ended = true;
        notifyAll();
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Takes the latest message; without one after the time given. */
    synchronized Mail take(long milliseconds) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (latest == null && !ended) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        Mail mail = new Mail(latest, ended);
        latest = null;
        return mail;
    }
}
