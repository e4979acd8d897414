package dev.plateau.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In steady state an event, a cancellation and a request allocate nothing at all: 0 bytes in a million events. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static long allocatedBytes(final Kernel kernel) {
        kernel.run(1_000_000L);
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        kernel.run(1_000_000L);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static double[] delays(final Delays delays) {
        final SplittableRandom random = new SplittableRandom(3);
        final double[] drawn = new double[1 << 16];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = delays.draw(random);
        }
        return drawn;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100, 10_000})
    void eventsAllocateNothing(final int pending) {
        final Kernel kernel = new Kernel();
        final double[] delays = delays(Delays.EXPONENTIAL);
        final int[] next = new int[1];
        final EventType[] hold = new EventType[1];
        hold[0] = kernel.eventType("hold", a -> kernel.after(delays[next[0]++ & 0xFFFF], hold[0], a));
        for (int i = 0; i < pending; i++) {
            kernel.after(delays[next[0]++ & 0xFFFF], hold[0], i);
        }
        assertThat(allocatedBytes(kernel)).isZero();
    }

    /** Each event has a time-out that is moved once and cancelled. */
    @ParameterizedTest
    @EnumSource
    void cancellingAndReschedulingAllocateNothing(final Delays distribution) {
        final Kernel kernel = new Kernel();
        final double[] delays = delays(distribution);
        final int[] next = new int[1];
        final int pending = 1000;
        final long[] timeouts = new long[pending];
        final EventType timeout = kernel.eventType("timeout", a -> {});
        final EventType[] hold = new EventType[1];
        hold[0] = kernel.eventType("hold", a -> {
            kernel.cancel(timeouts[(int) a]);
            timeouts[(int) a] = kernel.after(3, -1, timeout, a);
            kernel.reschedule(timeouts[(int) ((a + 1) % pending)], kernel.now() + 2);
            kernel.after(delays[next[0]++ & 0xFFFF], hold[0], a);
        });
        for (int i = 0; i < pending; i++) {
            kernel.after(delays[next[0]++ & 0xFFFF], hold[0], i);
        }
        assertThat(allocatedBytes(kernel)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void requestsAllocateNothing(final Discipline discipline) {
        final Kernel kernel = new Kernel();
        final double[] delays = delays(Delays.EXPONENTIAL);
        final int[] next = new int[1];
        final Resource resource = new Resource(kernel, "resource", 4, discipline, job -> {});
        final EventType[] arrival = new EventType[1];
        arrival[0] = kernel.eventType("arrival", a -> {
            resource.request(1 + (int) (a & 1), (int) (a & 3), 2 * delays[next[0]++ & 0xFFFF], a);
            kernel.after(delays[next[0]++ & 0xFFFF], arrival[0], a + 1);
        });
        kernel.after(0, arrival[0], 0);
        assertThat(allocatedBytes(kernel)).isZero();
    }
}
