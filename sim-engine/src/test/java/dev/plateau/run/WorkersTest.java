package dev.plateau.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.policy.PolicyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final ExecutorService pool = Workers.of(2, Optional.of(PATIENCE));
    private final AtomicBoolean released = new AtomicBoolean();

    @AfterEach
    void shutDown() {
        released.set(true);
        pool.shutdownNow();
    }

    private int loop() {
        Workers.name("mine");
        Workers.begin(this);
        int turns = 0;
        while (!released.get()) {
            turns++;
        }
        Workers.end();
        return turns;
    }

    @Test
    void whoDoesNotAnswerIsLeftBehind() {
        Future<Integer> one = pool.submit(this::loop);
        Future<Integer> two = pool.submit(this::loop);
        Future<Integer> after = pool.submit(() -> 7);
        for (Future<Integer> late : List.of(one, two)) {
            assertThatThrownBy(() -> Jobs.results(List.of(late)))
                    .isInstanceOfSatisfying(
                            PolicyException.class,
                            fault -> assertThat(fault.isLeftBehind()).isTrue())
                    .hasMessageStartingWith("policy mine did not answer within 0.2 s, at ")
                    .hasMessageContaining("WorkersTest.loop(WorkersTest.java:");
        }
        assertThat(Jobs.results(List.of(after))).containsExactly(7);
    }

    /** Who comes back finds that nobody waits, and its thread is one of the two again. */
    @Test
    void whoComesBackWorksAgain() throws Exception {
        Future<Integer> late = pool.submit(this::loop);
        assertThatThrownBy(() -> Jobs.results(List.of(late))).isInstanceOf(PolicyException.class);
        released.set(true);
        for (int wait = 0; wait < 500 && ((Workers) pool).getMaximumPoolSize() > 2; wait++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(((Workers) pool).getMaximumPoolSize()).isEqualTo(2);
        CountDownLatch both = new CountDownLatch(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Future<Boolean>> jobs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            jobs.add(pool.submit(() -> {
                threads.add(Thread.currentThread());
                both.countDown();
                return both.await(20, TimeUnit.SECONDS);
            }));
        }
        assertThat(Jobs.results(jobs)).containsExactly(true, true);
        assertThat(threads).hasSize(2).allMatch(Thread::isDaemon);
    }

    /** Many turns that are each short take no time together, and what is no policy's turn may take long. */
    @Test
    void nobodyIsAccusedWhoAnswers() {
        Future<Integer> many = pool.submit(() -> {
            long start = System.nanoTime();
            int turns = 0;
            while (System.nanoTime() - start < 3 * PATIENCE.toNanos()) {
                Workers.begin(this);
                turns++;
                Workers.end();
            }
            return turns;
        });
        Future<Integer> none = pool.submit(() -> {
            TimeUnit.NANOSECONDS.sleep(3 * PATIENCE.toNanos());
            return 1;
        });
        assertThat(Jobs.results(List.of(many, none))).allMatch(turns -> turns > 0);
    }

    @Test
    void trustedPoliciesAreNotWatched() {
        ExecutorService plain = Workers.of(1, Optional.empty());
        assertThat(plain).isNotInstanceOf(Workers.class);
        plain.shutdownNow();
    }
}
