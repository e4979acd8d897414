package dev.plateau.benchmark;

import dev.plateau.bench.QueueModel;
import dev.plateau.bench.QueueModels;
import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import java.util.LinkedList;
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
 * M/M/1 at load 0.8, per customer: both sides as events (SSJ's example {@code QueueEv} without its statistics), the
 * same samplers over the same generators on both.
 *
 * <p>{@code plateauResource} is our model with a resource and all its statistics, for which SSJ has no counterpart here.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@OperationsPerInvocation(Mm1Benchmark.CUSTOMERS)
public class Mm1Benchmark {
    static final int CUSTOMERS = 1000;

    private static ContinuousSampler interarrivals() {
        return QueueModels.exponential(QueueModels.stream(1, 0), 1 / 0.8);
    }

    private static ContinuousSampler services() {
        return QueueModels.exponential(QueueModels.stream(1, 1), 1);
    }

    @State(Scope.Benchmark)
    public static class Plateau {
        final ContinuousSampler interarrivals = interarrivals();
        final ContinuousSampler services = services();
        final Kernel kernel = new Kernel();
        final EventType arrival = kernel.eventType("arrival", this::arrive);
        final EventType departure = kernel.eventType("departure", this::depart);
        /** Service times of those who wait, a ring. */
        private double[] waiting = new double[1 << 16];

        private int first;
        private int last;
        private boolean busy;
        private int left;

        @Setup
        public void schedule() {
            kernel.after(interarrivals.sample(), arrival, 0);
        }

        void run(final int customers) {
            left = customers;
            kernel.run();
        }

        private void arrive(final long customer) {
            kernel.after(interarrivals.sample(), arrival, customer + 1);
            final double service = services.sample();
            if (busy) {
                waiting[last++ & 0xFFFF] = service;
            } else {
                busy = true;
                kernel.after(service, departure, 0);
            }
            if (--left == 0) {
                kernel.stop();
            }
        }

        private void depart(final long none) {
            if (first == last) {
                busy = false;
            } else {
                kernel.after(waiting[first++ & 0xFFFF], departure, 0);
            }
        }
    }

    @State(Scope.Benchmark)
    public static class PlateauResource {
        final Kernel kernel = new Kernel();
        QueueModel model = QueueModels.mm1(kernel, 1, 0.8, 1);

        void run(final int customers) {
            final long end = model.arrived(0) + customers;
            kernel.runUntil(() -> model.arrived(0) >= end);
        }
    }

    @State(Scope.Benchmark)
    public static class Ssj {
        @Param
        public SsjEventList list;

        /** Whether event objects are used again; the example makes new ones. */
        @Param({"false", "true"})
        public boolean reuse;

        final ContinuousSampler interarrivals = interarrivals();
        final ContinuousSampler services = services();
        final LinkedList<Customer> waiting = new LinkedList<>();
        final LinkedList<Customer> serving = new LinkedList<>();
        Simulator simulator = new Simulator();
        int left;

        static final class Customer {
            double arrivalTime;
            double service;
        }

        final class Arrival extends Event {
            Arrival() {
                super(simulator);
            }

            @Override
            public void actions() {
                (reuse ? this : new Arrival()).schedule(interarrivals.sample());
                final Customer customer = new Customer();
                customer.arrivalTime = simulator.time();
                customer.service = services.sample();
                if (serving.isEmpty()) {
                    serving.addLast(customer);
                    (reuse ? departure : new Departure()).schedule(customer.service);
                } else {
                    waiting.addLast(customer);
                }
                if (--left == 0) {
                    simulator.stop();
                }
            }
        }

        final class Departure extends Event {
            Departure() {
                super(simulator);
            }

            @Override
            public void actions() {
                serving.removeFirst();
                if (!waiting.isEmpty()) {
                    final Customer customer = waiting.removeFirst();
                    serving.addLast(customer);
                    (reuse ? this : new Departure()).schedule(customer.service);
                }
            }
        }

        private Departure departure = new Departure();

        @Setup
        public void schedule() {
            simulator = new Simulator(list.create());
            simulator.init();
            departure = new Departure();
            new Arrival().schedule(interarrivals.sample());
        }

        void run(final int customers) {
            left = customers;
            simulator.start();
        }
    }

    /** The random numbers alone, which both sides need. */
    @Benchmark
    public double baselineSamples(final Plateau state) {
        double sum = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            sum += state.interarrivals.sample() + state.services.sample();
        }
        return sum;
    }

    @Benchmark
    public double plateau(final Plateau state) {
        state.run(CUSTOMERS);
        return state.kernel.now();
    }

    @Benchmark
    public double plateauResource(final PlateauResource state) {
        state.run(CUSTOMERS);
        return state.kernel.now();
    }

    @Benchmark
    public double ssj(final Ssj state) {
        state.run(CUSTOMERS);
        return state.simulator.time();
    }
}
