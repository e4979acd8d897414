package dev.plateau.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.fleet.SteppedReplica.Job;
import dev.plateau.kernel.EventType;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Laws that hold in every workload on several replicas with failures, stragglers, cancelling and every router:
 *
 * <ul>
 *   <li>each request is finished or cancelled once, none both, none is left;
 *   <li>tokens written are those of what is finished, and those lost;
 *   <li>at the end no memory is in use, and none is held but by contexts that are kept ({@link Memory} itself throws when it is
 *       over capacity);
 *   <li>no replica is idle while requests wait at it, and no request is without a replica while one is up;
 *   <li>the same seed gives the same run, and ending every jump after one iteration does not change it (unless iterations of two
 *       replicas end at one instant, but for rounding).
 * </ul>
 */
class ConservationTest {
    /** Less than any iteration of a {@link Workload}. */
    private static final double MOMENT = 0x1p-10;

    private static Workload workload(long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5eed);
        Failures failures = random.nextInt(3) == 0
                ? Failures.NONE
                : new Failures(10 + 40 * random.nextDouble(), random.nextDouble());
        return new Workload(seed, 1 + random.nextInt(5), Router.values()[random.nextInt(3)], failures);
    }

    private static void check(long seed) {
        String name = "seed " + seed;
        Workload work = workload(seed);
        Served served = new Served(work, seed, null);
        EventType look = served.kernel.eventType("look", none -> assertBusy(served, name));
        for (int i = 0; i < 50; i++) {
            served.kernel.at(i * 0.037, look, 0);
        }
        served.run();
        long written = 0;
        for (int i = 0; i < work.jobs.size(); i++) {
            Job job = work.jobs.get(i);
            boolean submitted = !Double.isNaN(served.submitted[i]);
            boolean finished = !Double.isNaN(served.done[i]);
            assertThat(finished || served.cancelled[i]).as(name).isEqualTo(submitted);
            assertThat(finished && served.cancelled[i]).as(name).isFalse();
            if (finished) {
                written += job.output;
                assertThat(served.started[i]).as(name).isGreaterThanOrEqualTo(served.submitted[i]);
                assertThat(served.firstToken[i]).as(name).isGreaterThan(served.started[i]);
                assertThat(served.done[i]).as(name).isGreaterThanOrEqualTo(served.firstToken[i]);
            }
        }
        // Those cancelled leave at the end of an iteration.
        served.kernel.runUntil(served.kernel.now() + 10);
        Meter meter = served.fleet.pools().get(0).meter();
        assertThat(meter.tokensWritten()).as(name).isEqualTo(written + meter.tokensLost());
        for (Replica replica : served.fleet.pools().get(0).replicas()) {
            assertThat(replica.load()).as(name).isZero();
            assertThat(replica.memory.busy()).as(name).isZero();
            assertThat(replica.memory.used()).as(name).isBetween(0L, replica.memory.capacity());
            if (!work.pool.keepsContexts()) {
                assertThat(replica.memory.used()).as(name).isZero();
            }
        }
        assertThat(served.fleet.active()).as(name).isZero();
    }

    private static void assertBusy(Served served, String name) {
        boolean up = false;
        int load = 0;
        for (Replica replica : served.fleet.pools().get(0).replicas()) {
            up |= replica.up();
            load += replica.load();
            assertThat(replica.load() > 0 && replica.idle()).as(name).isFalse();
        }
        if (up) {
            assertThat(load).as(name).isEqualTo(served.fleet.active());
        }
    }

    private static void compare(long seed) {
        String name = "seed " + seed;
        Served one = new Served(workload(seed), seed, null);
        boolean[] tie = new boolean[1];
        double[] last = {-1};
        one.kernel.trace((time, priority, sequence, type, replica) -> {
            if (type.name().equals("end of iteration")) {
                tie[0] |= time - last[0] < 1e-9;
                last[0] = time;
            }
        });
        one.run();
        Served same = new Served(workload(seed), seed, null).run();
        assertThat(same.done).as(name).isEqualTo(one.done);
        assertThat(same.kernel.fingerprint()).as(name).isEqualTo(one.kernel.fingerprint());

        if (tie[0] && !one.work.exact) {
            return; // rounding decides which replica's iteration ends first
        }
        Served stepped = new Served(workload(seed), seed, null);
        EventType[] look = new EventType[1];
        look[0] = stepped.kernel.eventType("look", none -> {
            stepped.fleet.pools().get(0).replicas().forEach(Replica::interrupt);
            stepped.kernel.after(MOMENT, look[0], 0);
        });
        stepped.kernel.after(MOMENT / 3, look[0], 0);
        stepped.run();
        assertThat(stepped.cancelled).as(name).isEqualTo(one.cancelled);
        assertThat(stepped.preemptions).as(name).isEqualTo(one.preemptions);
        assertThat(stepped.restarts).as(name).isEqualTo(one.restarts);
        for (int i = 0; i < one.done.length; i++) {
            if (Double.isNaN(one.done[i])) {
                assertThat(stepped.done[i]).as(name).isNaN();
            } else {
                assertThat(stepped.done[i]).as(name).isCloseTo(one.done[i], within(1e-9 * (1 + one.done[i])));
            }
        }
    }

    @Test
    void nothingIsLost() {
        checkAll(0, 5_000);
    }

    @Test
    @Tag("long")
    void nothingIsLostInManyWorkloads() {
        checkAll(5_000, 105_000);
    }

    /** A few workloads have requests that take far longer than their machines live, and are refused: one in a thousand at most. */
    private static void checkAll(long from, long to) {
        int refused = 0;
        for (long seed = from; seed < to; seed++) {
            try {
                check(seed);
            } catch (UnservableException e) {
                refused++;
            }
        }
        assertThat(refused).isLessThanOrEqualTo((int) ((to - from) / 1000));
    }

    @Test
    void fleetsAreTheSameStepByStep() {
        for (long seed = 0; seed < 500; seed++) {
            compare(seed);
        }
    }

    @Test
    @Tag("long")
    void manyFleetsAreTheSameStepByStep() {
        for (long seed = 500; seed < 10_000; seed++) {
            compare(seed);
        }
    }
}
