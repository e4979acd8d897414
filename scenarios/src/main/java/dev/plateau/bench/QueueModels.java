package dev.plateau.bench;

import dev.plateau.kernel.Discipline;
import dev.plateau.kernel.Kernel;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.L64X128Mix;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The classical queues by name. Rates are per unit of time; each queue draws arrivals and services from streams of its
 * own, a function of the seed.
 */
public final class QueueModels {
    /** No limit to the number of customers. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private QueueModels() {}

    /** Poisson arrivals, one server, exponential service. */
    public static QueueModel mm1(
            final Kernel kernel, final long seed, final double arrivalRate, final double serviceRate) {
        return mmck(kernel, seed, arrivalRate, serviceRate, 1, UNLIMITED);
    }

    /** Poisson arrivals, c servers, exponential service. */
    public static QueueModel mmc(
            final Kernel kernel,
            final long seed,
            final double arrivalRate,
            final double serviceRate,
            final int servers) {
        return mmck(kernel, seed, arrivalRate, serviceRate, servers, UNLIMITED);
    }

    /** As {@link #mmc} with room for K customers, those in service included; K = c is Erlang's loss system. */
    public static QueueModel mmck(
            final Kernel kernel,
            final long seed,
            final double arrivalRate,
            final double serviceRate,
            final int servers,
            final int room) {
        return mgck(kernel, seed, arrivalRate, exponential(stream(seed, 1), 1 / serviceRate), servers, room);
    }

    /** Poisson arrivals and exponential service with a server for everyone. */
    public static QueueModel mmInfinity(
            final Kernel kernel, final long seed, final double arrivalRate, final double serviceRate) {
        return mmck(kernel, seed, arrivalRate, serviceRate, UNLIMITED, UNLIMITED);
    }

    /** Poisson arrivals, one server, any service. */
    public static QueueModel mg1(
            final Kernel kernel, final long seed, final double arrivalRate, final ContinuousSampler service) {
        return mgck(kernel, seed, arrivalRate, service, 1, UNLIMITED);
    }

    /** Poisson arrivals, c servers, any service, room for K. */
    public static QueueModel mgck(
            final Kernel kernel,
            final long seed,
            final double arrivalRate,
            final ContinuousSampler service,
            final int servers,
            final int room) {
        final ContinuousSampler arrivals = exponential(stream(seed, 0), 1 / arrivalRate);
        return new QueueModel(kernel, servers, room, Discipline.FIFO, List.of(new CustomerClass(arrivals, service)));
    }

    /** Exponential times of this mean. */
    public static ContinuousSampler exponential(final UniformRandomProvider random, final double mean) {
        return ZigguratSampler.Exponential.of(random, mean);
    }

    /** An independent generator for each purpose of each seed. */
    public static UniformRandomProvider stream(final long seed, final long purpose) {
        final SplitMix64 mix = new SplitMix64(seed * 0x9E3779B97F4A7C15L ^ purpose);
        mix.nextLong();
        return new L64X128Mix(new long[] {mix.nextLong(), mix.nextLong(), mix.nextLong(), mix.nextLong()});
    }
}
