package dev.plateau.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final int SLICES = 100;

    /** Counts its slices, and how far the others had come when it was over. */
    private static class Counting implements Turns.Work {
        final AtomicInteger slices = new AtomicInteger();
        final CountDownLatch over = new CountDownLatch(1);
        volatile String reason = "";
        private final CountDownLatch start;

        Counting(CountDownLatch start) {
            this.start = start;
        }

        @Override
        public void slice() {
            try {
                start.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (slices.incrementAndGet() >= SLICES) {
                over.countDown();
            }
        }

        @Override
        public boolean over() {
            return slices.get() >= SLICES || !reason.isEmpty();
        }

        @Override
        public void end(String why) {
            reason = why;
        }
    }

    @Test
    void clientsTakeTurns() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Counting> works = new ArrayList<>();
        try (Turns turns = new Turns(1)) {
            for (int client = 0; client < 64; client++) {
                works.add(new Counting(start));
                turns.submit("client" + client, 1, works.get(client));
            }
            // Each notes nothing: with one thread nobody runs between two looks of the last.
            start.countDown();
            assertThat(works.get(0).over.await(30, TimeUnit.SECONDS)).isTrue();
            for (Counting work : works) {
                // The first was ahead by the slice that it began before the others came, and ends first.
                assertThat(work.slices.get()).isGreaterThanOrEqualTo(SLICES - 2);
            }
        }
    }

    @Test
    void aNewerRequestOfAClientEndsItsOlderOne() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (Turns turns = new Turns(1)) {
            Counting older = new Counting(start);
            Counting newer = new Counting(start);
            turns.submit("a", 1, older);
            turns.submit("a", 2, newer);
            assertThat(older.reason).isEqualTo("superseded");
            assertThatThrownBy(() -> turns.submit("a", 1, new Counting(start)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("newer");
            start.countDown();
            assertThat(newer.over.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(older.slices.get()).isLessThanOrEqualTo(1);
            turns.withdraw("a", newer);
            assertThat(turns.clients()).isZero();
        }
    }

    @Test
    void workThatFailsEndsAlone() throws Exception {
        CountDownLatch start = new CountDownLatch(0);
        try (Turns turns = new Turns(1)) {
            Counting failing = new Counting(start) {
                @Override
                public void slice() {
                    throw new IllegalStateException("on purpose");
                }
            };
            Counting other = new Counting(start);
            turns.submit("a", 1, failing);
            turns.submit("b", 1, other);
            assertThat(other.over.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(failing.reason).contains("on purpose");
        }
    }
}
