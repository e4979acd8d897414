package dev.plateau.bench;

import com.sun.management.ThreadMXBean;
import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * The speed of the kernel on this machine: medians of timed rounds after a warm-up, about two seconds for all figures.
 *
 * <p>For a comparison with other software, and for figures with errors, see the JMH benchmarks.
 */
public final class KernelSpeed {
    private static final int ROUNDS = 9;
    private static final int DELAYS = 1 << 16;
    private static final long SEED = 1;

    private KernelSpeed() {}

    /**
     * The time of a hold operation: fire the earliest of so many pending events, which schedules itself again after an
     * exponential delay. The delays are drawn beforehand.
     *
     * @param pending 1 to 2^24
     * @return nanoseconds for each
     */
    public static double holdNanos(final int pending) {
        return medianNanos(holds(pending), Math.max(200_000, pending));
    }

    /** The time of a customer in M/M/1 at load 0.8, random numbers and statistics included, in nanoseconds. */
    public static double mm1NanosPerCustomer() {
        final Kernel kernel = new Kernel();
        QueueModels.mm1(kernel, SEED, 0.8, 1);
        return 2 * medianNanos(kernel, 400_000);
    }

    /** The time of a customer in M/M/c at load 0.8, random numbers and statistics included, in nanoseconds. */
    public static double mmcNanosPerCustomer(final int servers) {
        final Kernel kernel = new Kernel();
        QueueModels.mmc(kernel, SEED, 0.8 * servers, 1, servers);
        return 2 * medianNanos(kernel, 400_000);
    }

    /** Bytes allocated for each event in steady state, in M/M/64 and in holds of 10,000 events together: 0. */
    public static double allocatedBytesPerEvent() {
        final Kernel queue = new Kernel();
        QueueModels.mmc(queue, SEED, 0.8 * 64, 1, 64);
        final Kernel holds = holds(10_000);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final int events = 500_000;
        queue.run(events);
        holds.run(events);
        final long before = threads.getCurrentThreadAllocatedBytes();
        queue.run(events);
        holds.run(events);
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / (2 * events);
    }

    private static Kernel holds(final int pending) {
        final ContinuousSampler exponential = QueueModels.exponential(QueueModels.stream(SEED, 0), 1);
        final double[] delays = exponential.samples(DELAYS).toArray();
        final Kernel kernel = new Kernel();
        final Holder holder = new Holder(kernel, delays);
        for (int i = 0; i < pending; i++) {
            kernel.at(exponential.sample(), holder.type, i);
        }
        return kernel;
    }

    /** Median over the rounds of the time of one event. */
    private static double medianNanos(final Kernel kernel, final int events) {
        kernel.run(2L * events);
        final double[] nanos = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            final long start = System.nanoTime();
            kernel.run(events);
            nanos[i] = (System.nanoTime() - start) / (double) events;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2];
    }

    private static final class Holder {
        private final EventType type;
        private final Kernel kernel;
        private final double[] delays;
        private int next;

        Holder(final Kernel kernel, final double[] delays) {
            this.kernel = kernel;
            this.delays = delays;
            type = kernel.eventType("hold", this::fire);
        }

        private void fire(final long argument) {
            kernel.after(delays[next++ & DELAYS - 1], type, argument);
        }
    }
}
