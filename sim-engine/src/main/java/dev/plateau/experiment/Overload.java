package dev.plateau.experiment;

import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.LeastTime;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.run.Demand;
import dev.plateau.run.FleetSample;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Whether a fleet keeps up with open traffic. Runs and plans judge by this alone. A fleet is overloaded if it is flooded ({@link
 * FleetSample#flooded()}), and if its busiest pool works more than 90 % of the time and
 *
 * <ul>
 *   <li>the work is more than the devices of a pool can do, whatever the batching ({@link #leastReplicas}); or
 *   <li>fewer than nine tasks are answered for ten that arrive, and the difference is five tasks at least.
 * </ul>
 *
 * <p>While a fleet fills, fewer are answered as well. So the time before the count is made longer until a task takes less than it
 * on average; and if fewer still are answered, three times as many tasks are served before and during the count; both
 * together three times at most. What is known sooner ends this: that answers come less than half as fast as tasks,
 * in twice the time that the first of the counted tasks take; or that tasks still take longer than the time before the count
 * when that has been made longer twice, which is at least 4.5 times as long as they took at first: since then answers have come
 * little more than half as fast as tasks, and they would be as late however long that time is.
 */
public final class Overload {
    private static final int LONGER = 3;
    private static final int MOST_LONGER = 3;
    /** Times that the time before the count is made longer and latency with it, until a fleet that fills is full. */
    private static final int MOST_FILLING = 2;
    /** Tasks under way for each before the count at which this is told after the first time. */
    private static final double HOPELESS = 3;
    /** Tasks before the count for each that is under way. */
    private static final double FILL = 1.5;
    /** Tasks whose searches are recorded to measure their work. */
    public static final int DEMANDS = 256;

    private static final double BUSY = 0.9;
    private static final double GROWTH = 0.1;
    private static final double PLAIN = 0.5;
    private static final double FIRST = 0.1;
    private static final int FEW = 5;

    private Overload() {}

    /**
     * Replicas of a pool without which the work can never be done: the arrivals per second times the least work of a task, less
     * three standard errors of its mean.
     *
     * @param fleet the machines
     * @param pool number of the pool
     * @param demand of some tasks
     * @param rate arrivals per second
     */
    public static double leastReplicas(FleetSpec fleet, int pool, Demand demand, double rate) {
        PoolSpec replica = fleet.pools().get(pool);
        boolean writes = fleet.writer().pool() == pool;
        // The bound of writing is for the first model of a pool.
        if (writes && fleet.writer().model() != 0) {
            return 0;
        }
        LeastTime least = new LeastTime(replica);
        double[] work = demand.tasks().stream()
                .mapToDouble(task -> (writes ? least.writing(task.written(), task.contexts()) : 0)
                        + fleet.verifier()
                                .filter(place -> place.pool() == pool)
                                .map(place -> least.reading(place.model(), task.verified()))
                                .orElse(0.0)
                        + fleet.embedder()
                                .filter(place -> place.pool() == pool)
                                .map(place -> least.reading(place.model(), task.embedded()))
                                .orElse(0.0))
                .toArray();
        double mean = 0;
        for (double w : work) {
            mean += w / work.length;
        }
        double squares = 0;
        for (double w : work) {
            squares += (w - mean) * (w - mean);
        }
        double error = Math.sqrt(squares / (work.length - 1) / work.length);
        return rate * Math.max(0, mean - 3 * error);
    }

    /** Whether the fleet cannot keep up, as far as its work and these replications show. */
    static boolean shown(Service service, List<FleetSample> samples, Supplier<Demand> demand) {
        return flooded(samples)
                || (busy(service, samples)
                        && (growing(samples) || most(service, demand) < Rates.mean(service.traffic())));
    }

    /**
     * With more tasks, if these replications do not tell.
     *
     * @param times that more have been served already
     */
    static Optional<Service> longer(Service service, List<FleetSample> samples, Supplier<Demand> demand, int times) {
        if (times >= MOST_LONGER || !Rates.isOpen(service.traffic()) || flooded(samples)) {
            return Optional.empty();
        }
        double rate = Rates.mean(service.traffic());
        boolean growing = busy(service, samples) && growing(samples);
        boolean plain = mean(samples, FleetSample::seconds) >= 2 * mean(samples, sample -> latency(sample, FIRST))
                && mean(samples, Overload::leaving) < PLAIN * rate;
        if (growing && (plain || most(service, demand) < rate)) {
            return Optional.empty();
        }
        double underWay = mean(samples, sample -> latency(sample, 1)) * rate;
        if (underWay > service.warmUp()) {
            boolean late = underWay > HOPELESS * service.warmUp();
            return growing && (times >= MOST_FILLING || (times > 0 && late))
                    ? Optional.empty()
                    : Optional.of(with(service, LONGER * service.warmUp(), underWay, service.tasks()));
        }
        return growing
                ? Optional.of(with(service, LONGER * service.warmUp(), 0, LONGER * service.tasks()))
                : Optional.empty();
    }

    private static Service with(Service service, double warmUp, double underWay, double tasks) {
        return service.with((int) Math.min(Integer.MAX_VALUE, tasks), (int)
                Math.min(Integer.MAX_VALUE, Math.max(warmUp, Math.ceil(FILL * underWay))));
    }

    /** Mean over the first tasks. */
    private static double latency(FleetSample sample, double share) {
        return sample.answered().stream()
                .limit((long) Math.ceil(share * sample.answered().size()))
                .mapToDouble(FleetSample.Answered::latency)
                .average()
                .orElse(0);
    }

    private static boolean flooded(List<FleetSample> samples) {
        return samples.stream().anyMatch(FleetSample::flooded);
    }

    private static boolean busy(Service service, List<FleetSample> samples) {
        return Rates.isOpen(service.traffic()) && mean(samples, sample -> busiest(service, sample)) >= BUSY;
    }

    private static boolean growing(List<FleetSample> samples) {
        double left = mean(samples, s -> s.answered().size() - (double) s.finished());
        double arrived = mean(samples, s -> s.answered().size());
        return left >= Math.max(FEW, GROWTH * arrived);
    }

    /** Tasks per second of which the work can be done. */
    private static double most(Service service, Supplier<Demand> demand) {
        FleetSpec fleet = service.fleet();
        return IntStream.range(0, fleet.pools().size())
                .mapToDouble(pool -> fleet.pools().get(pool).replicas() / leastReplicas(fleet, pool, demand.get(), 1))
                .min()
                .orElseThrow();
    }

    /** Share of its time that the busiest pool is at work. */
    private static double busiest(Service service, FleetSample sample) {
        return IntStream.range(0, sample.work().size())
                .mapToDouble(i -> sample.work().get(i).busySeconds()
                        / (service.fleet().pools().get(i).replicas() * sample.seconds()))
                .max()
                .orElse(0);
    }

    /** Tasks per second that a fleet that does not keep up sustains, about: as many as leave it, as far as the work allows. */
    static double sustained(Service service, FleetSample sample, Supplier<Demand> demand) {
        return Math.min(leaving(sample), most(service, demand));
    }

    /**
     * Tasks per second that leave: answers come as far apart as tasks arrive, plus what each waits longer than the one before
     * (the slope of the least-squares line of latency). A flood is worked off at the rate of a closed batch.
     */
    static double leaving(FleetSample sample) {
        if (sample.flooded()) {
            return sample.finished() / sample.seconds();
        }
        int n = sample.answered().size();
        double middle = (n - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            products += (i - middle) * sample.answered().get(i).latency();
            squares += (i - middle) * (i - middle);
        }
        double slope = n > 1 ? products / squares : 0;
        return 1 / (sample.seconds() / n + Math.max(0, slope));
    }

    private static double mean(List<FleetSample> samples, ToDoubleFunction<FleetSample> value) {
        return samples.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
