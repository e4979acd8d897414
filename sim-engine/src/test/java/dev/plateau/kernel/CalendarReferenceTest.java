package dev.plateau.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random operations on the calendar, each compared with a sorted set that orders events by (time, priority, sequence).
 *
 * <p>Nothing statistical: one difference fails. 1.5 million operations for each of seven distributions by default, more
 * than 10 million in total; 10 million for each in the long run.
 */
class CalendarReferenceTest {
    private static final class Expected {
        final long id;
        final int priority;
        long sequence;
        double time;
        long handle;
        int place;

        Expected(final long id, final double time, final int priority) {
            this.id = id;
            this.time = time;
            this.priority = priority;
        }
    }

    private static final Comparator<Expected> ORDER = Comparator.<Expected>comparingDouble(e -> e.time)
            .thenComparingInt(e -> e.priority)
            .thenComparingLong(e -> e.sequence);

    private final TreeSet<Expected> expected = new TreeSet<>(ORDER);
    /** The same events, for picking one at random. */
    private final List<Expected> list = new ArrayList<>();

    private final Kernel kernel = new Kernel(1);
    private long firedArgument;
    private final EventType type = kernel.eventType("any", argument -> firedArgument = argument);
    private long ids;

    @ParameterizedTest
    @EnumSource
    void agreesWithASortedSet(final Delays delays) {
        operate(delays, 1_500_000, new SplittableRandom(41));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void agreesWithASortedSetForLong(final Delays delays) {
        operate(delays, 10_000_000, new SplittableRandom(43));
    }

    private void operate(final Delays delays, final int operations, final SplittableRandom random) {
        final int[] targets = {3, 40, 60, 700, 0, 5000, 20_000, 10};
        for (int i = 0; i < operations; i++) {
            final int target = targets[(int) ((long) i * targets.length * 3 / operations) % targets.length];
            final int choice = random.nextInt(100);
            if (choice < 8 && !list.isEmpty()) {
                cancel(random);
            } else if (choice < 18 && !list.isEmpty()) {
                reschedule(delays, random);
            } else if (choice < (list.size() < target ? 80 : 40)) {
                push(delays, random);
            } else {
                pop();
            }
        }
        while (!list.isEmpty()) {
            pop();
        }
        assertThat(kernel.step()).isFalse();
        assertThat(kernel.pending()).isZero();
    }

    private double time(final Delays delays, final SplittableRandom random) {
        final int choice = random.nextInt(50);
        if (choice == 0) {
            return kernel.now();
        }
        // One in 50 takes the very time of another event, so that ties are common in every distribution.
        return choice == 1 && !list.isEmpty()
                ? list.get(random.nextInt(list.size())).time
                : kernel.now() + delays.draw(random);
    }

    private void push(final Delays delays, final SplittableRandom random) {
        final int priority = random.nextInt(4) == 0 ? random.nextInt(Kernel.FIRST, Kernel.LAST + 1) : 0;
        final Expected event = new Expected(ids, time(delays, random), priority);
        event.handle = kernel.at(event.time, priority, type, ids);
        event.sequence = ++ids;
        event.place = list.size();
        list.add(event);
        expected.add(event);
    }

    private void pop() {
        if (expected.isEmpty()) {
            check(!kernel.step(), "nothing is pending");
            return;
        }
        final Expected event = expected.first();
        check(kernel.pending() == list.size(), "pending");
        check(kernel.timeOf(event.handle) == event.time, "time of handle");
        check(kernel.step(), "an event fires");
        check(firedArgument == event.id && kernel.now() == event.time, "the first event fires");
        check(!kernel.cancel(event.handle), "its handle is stale");
        forget(event);
    }

    private void cancel(final SplittableRandom random) {
        final Expected event = list.get(random.nextInt(list.size()));
        check(kernel.cancel(event.handle), "cancel");
        check(!kernel.cancel(event.handle) && !kernel.reschedule(event.handle, kernel.now()), "stale after cancel");
        forget(event);
    }

    private void reschedule(final Delays delays, final SplittableRandom random) {
        final Expected event = list.get(random.nextInt(list.size()));
        final double time = time(delays, random);
        check(kernel.reschedule(event.handle, time), "reschedule");
        expected.remove(event);
        event.time = time;
        expected.add(event);
    }

    private void forget(final Expected event) {
        expected.remove(event);
        final Expected last = list.remove(list.size() - 1);
        if (last != event) {
            list.set(event.place, last);
            last.place = event.place;
        }
    }

    private void check(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what + ", after " + ids + " events at " + kernel.now());
        }
    }
}
