package dev.plateau.benchmark;

import dev.plateau.bench.QueueModels;
import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * The hold operation: the earliest of so many pending events fires and schedules itself again after an exponential
 * delay, drawn beforehand. Both sides run their whole event loop, clock included; ours also its fingerprint.
 *
 * <p>{@code DOUBLY_LINKED} takes a time proportional to the number pending; {@link Ratios} leaves it out above 100.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@OperationsPerInvocation(HoldBenchmark.EVENTS)
public class HoldBenchmark {
    static final int EVENTS = 1000;

    /** Exponential delays of mean 1, the same for all. */
    static final class Delays {
        private final double[] values;
        private int next;

        Delays() {
            final ContinuousSampler exponential = QueueModels.exponential(QueueModels.stream(1, 0), 1);
            values = exponential.samples(1 << 16).toArray();
        }

        double next() {
            return values[next++ & 0xFFFF];
        }
    }

    @State(Scope.Benchmark)
    public static class Plateau {
        @Param({"100", "10000", "1000000"})
        public int pending;

        final Delays delays = new Delays();
        Kernel kernel = new Kernel();
        EventType type = kernel.eventType("hold", this::hold);

        private void hold(final long argument) {
            kernel.after(delays.next(), type, argument);
        }

        @Setup
        public void schedule() {
            for (int i = 0; i < pending; i++) {
                kernel.after(delays.next() * (1 + 1e-9 * i), type, i);
            }
            kernel.run(3L * pending);
        }
    }

    @State(Scope.Benchmark)
    public static class Ssj {
        @Param({"100", "10000", "1000000"})
        public int pending;

        @Param
        public SsjEventList list;

        final Delays delays = new Delays();
        Simulator simulator = new Simulator();
        int left;

        private final class Hold extends Event {
            Hold() {
                super(simulator);
            }

            @Override
            public void actions() {
                schedule(delays.next());
                if (--left == 0) {
                    simulator.stop();
                }
            }
        }

        @Setup
        public void schedule() {
            simulator = new Simulator(list.create());
            simulator.init();
            for (int i = 0; i < pending; i++) {
                new Hold().schedule(delays.next() * (1 + 1e-9 * i));
            }
            run(3 * pending);
        }

        void run(final int events) {
            left = events;
            simulator.start();
        }
    }

    /** What is measured without any event list: taking the delays. */
    @Benchmark
    public double baselineDelays(final BaselineState state) {
        double sum = 0;
        for (int i = 0; i < EVENTS; i++) {
            sum += state.delays.next();
        }
        return sum;
    }

    @State(Scope.Benchmark)
    public static class BaselineState {
        final Delays delays = new Delays();
    }

    /** The cost of measuring: nothing. */
    @Benchmark
    public void baselineEmpty() {}

    @Benchmark
    public long plateau(final Plateau state) {
        return state.kernel.run((long) EVENTS);
    }

    @Benchmark
    public double ssj(final Ssj state) {
        state.run(EVENTS);
        return state.simulator.time();
    }
}
