package dev.plateau.experiment;

import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.Meter;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Timeline;
import dev.plateau.fleet.Traffic;
import dev.plateau.fleet.UnservableException;
import dev.plateau.model.TaskTree;
import dev.plateau.policy.PolicyException;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.FleetRow;
import dev.plateau.result.LatencyRow;
import dev.plateau.result.TimelineRow;
import dev.plateau.run.Demand;
import dev.plateau.run.FleetRun;
import dev.plateau.run.FleetSample;
import dev.plateau.run.FleetSample.Answered;
import dev.plateau.run.Workers;
import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Serves the tasks of one world under one policy at one budget on one fleet, in {@link #REPLICATIONS} independent replications,
 * whose means give the intervals (Student's). All policies, budgets and fleets meet the same tasks at the same times.
 *
 * <p>The accuracy is that of the study, which simulates far more tasks; a deadline changes it by the mean difference that it
 * made to the tasks served, and the two variances add up.
 *
 * <p>{@link Overload} tells whether a fleet keeps up. One that is flooded ({@link FleetSample#flooded()}) does not, and what it
 * sustains is measured with a closed batch.
 */
public final class FleetStudy {
    /** Replications that are looked at first where more are served to tell whether a fleet keeps up. */
    public static final int AT_FIRST = 2;
    /** Independent replications. */
    public static final int REPLICATIONS = 5;

    /** Tasks of a closed batch for each that is under way at once: its end, when fewer are, makes the rate some 10 % too small. */
    private static final long FILLINGS = 4;

    private static final int LATENCY_POINTS = 100;

    private final Study study;
    private final NamedWorld world;
    private final Service service;
    private final int entrant;
    private final int rollouts;
    private final Supplier<Demand> demand;
    private final int lengthened;

    /**
     * Tasks to be served.
     *
     * @param study they are of
     * @param world they are of
     * @param service the fleet and its traffic
     * @param entrant number of the policy
     * @param rollouts its budget
     * @param demand what its searches ask of machines, if it must be known
     */
    public FleetStudy(
            Study study, NamedWorld world, Service service, int entrant, int rollouts, Supplier<Demand> demand) {
        this(study, world, service, entrant, rollouts, demand, 0);
    }

    private FleetStudy(
            Study study,
            NamedWorld world,
            Service service,
            int entrant,
            int rollouts,
            Supplier<Demand> demand,
            int lengthened) {
        this.study = study;
        this.world = world;
        this.service = service;
        this.entrant = entrant;
        this.rollouts = rollouts;
        this.demand = demand;
        this.lengthened = lengthened;
    }

    /** Measures what the searches of a policy ask of machines. */
    public static Demand demand(Study study, NamedWorld world, int entrant, int rollouts) {
        Entrant who = study.entrants().get(entrant);
        Workers.name(who.label());
        return Demand.measure(
                new TaskTree(world.world(), study.seed()),
                who.policy().get(),
                who.selection(),
                rollouts,
                Overload.DEMANDS);
    }

    /** The same with more tasks if these replications, of which the first few are looked at, do not tell whether the fleet keeps up. */
    public Optional<FleetStudy> longer(List<FleetSample> samples) {
        return Overload.longer(service, few(samples), demand, lengthened)
                .map(more -> new FleetStudy(study, world, more, entrant, rollouts, demand, lengthened + 1));
    }

    /** Whether these replications, maybe the first few, need not be followed by more of this length. */
    public boolean isTold(List<FleetSample> samples) {
        return overloaded(samples) || longer(samples).isPresent();
    }

    private boolean overloaded(List<FleetSample> samples) {
        return Overload.shown(service, few(samples), demand);
    }

    private static List<FleetSample> few(List<FleetSample> samples) {
        return samples.subList(0, Math.min(REPLICATIONS, samples.size()));
    }

    /** Tasks that one replication measures. */
    public int tasks() {
        boolean recorded = service.traffic() instanceof Traffic.Recorded;
        return recorded ? service.tasks() : Math.max(1, (service.tasks() + REPLICATIONS - 1) / REPLICATIONS);
    }

    /** One replication. */
    public FleetSample replicate(int replication) {
        return replicate(replication, Double.POSITIVE_INFINITY, 0).orElseThrow();
    }

    /**
     * One replication, told event by event. A fleet that is flooded is told of as it is, until it is ended.
     *
     * @param replication number, at least 0
     * @param out receives the lines
     * @return the same as {@link #replicate(int)}, unless it is flooded
     */
    public FleetSample trace(int replication, Consumer<String> out) {
        FleetRun run = run(replication, service.traffic(), service.warmUp(), tasks());
        run.trace(out);
        return run.run();
    }

    /** The fleet and its traffic, with the tasks that it serves now. */
    Service service() {
        return service;
    }

    /** How often it was made longer. */
    int lengthened() {
        return lengthened;
    }

    /**
     * One replication, unless it is certain that too many of its tasks take too long.
     *
     * @param replication number, at least 0
     * @param seconds that a task may take
     * @param mostLate tasks that may take longer, at least 0
     * @return empty if more do
     */
    public Optional<FleetSample> replicate(int replication, double seconds, int mostLate) {
        Entrant who = study.entrants().get(entrant);
        try {
            return run(replication, service.traffic(), service.warmUp(), tasks())
                    .run(seconds, mostLate)
                    .map(sample -> sample.flooded() ? workedOff(replication, sample) : sample);
        } catch (PolicyException e) {
            throw e.of(who.label());
        } catch (UnservableException e) {
            throw e.of(who.label() + " with " + rollouts + " rollouts on "
                    + service.fleet().name());
        }
    }

    /**
     * What a flooded fleet does with as many tasks at once as it has sequences for, if all rollouts of a task are written
     * together or if one at a time is: the better of the two.
     */
    private FleetSample workedOff(int replication, FleetSample flooded) {
        PoolSpec writer = service.fleet().pools().get(service.fleet().writer().pool());
        long sequences = (long) writer.replicas() * writer.batching().maxSequences();
        FleetSample together = saturated(replication, (sequences + rollouts - 1) / rollouts);
        FleetSample apart = saturated(replication, sequences);
        boolean better = apart.finished() / apart.seconds() > together.finished() / together.seconds();
        return flooded.workedOff(better ? apart : together, tasks());
    }

    private FleetSample saturated(int replication, long inFlight) {
        long tasks = Math.max(tasks(), FILLINGS * inFlight);
        return run(replication, new Traffic.Closed((int) inFlight), 0, Math.toIntExact(tasks))
                .run();
    }

    private FleetRun run(int replication, Traffic traffic, int warmUp, int tasks) {
        Entrant who = study.entrants().get(entrant);
        Workers.name(who.label());
        return new FleetRun(
                new TaskTree(world.world(), study.seed()),
                who.policy().get(),
                who.selection(),
                rollouts,
                service.fleet(),
                traffic,
                warmUp,
                tasks,
                service.deadlineSeconds(),
                service.urgentShare(),
                (long) replication * (service.warmUp() + tasks()) + service.warmUp() - warmUp,
                study.seed() + replication);
    }

    /** What the replications show. */
    public FleetRow row(List<FleetSample> samples, AccuracyRow studied) {
        FleetSpec fleet = service.fleet();
        boolean stable = !overloaded(samples);
        Interval accuracy = accuracy(samples, studied.accuracy());
        Interval dollars = waits(stable, samples, s -> fleet.dollarsPerHour() / 3600 * s.seconds() / s.finished());
        Interval energy = waits(stable, samples, s -> wattHours(s) / s.finished());
        return new FleetRow(
                world.name(),
                studied.policy(),
                studied.budget(),
                fleet.name(),
                waits(stable, samples, s -> share(s, Answered::latency)),
                waits(stable, samples, s -> quantile(s, Answered::latency, 0.5)),
                waits(stable, samples, s -> quantile(s, Answered::latency, 0.95)),
                waits(stable, samples, s -> quantile(s, Answered::latency, 0.99)),
                waits(stable, samples, s -> quantile(s, Answered::firstToken, 0.5)),
                interval(samples, s -> stable ? s.finished() / s.seconds() : Overload.sustained(service, s, demand)),
                interval(samples, this::utilisation),
                mean(samples, s -> (double) sum(s, Meter::preemptions) / s.finished()),
                service.sloSeconds() < Double.POSITIVE_INFINITY && stable
                        ? mean(samples, s -> share(s, x -> x.latency() <= service.sloSeconds() ? 1 : 0))
                        : Double.NaN,
                dollars,
                dollars.value() / accuracy.value(),
                energy,
                energy.value() / 1000 * fleet.gramsPerKilowattHour(),
                accuracy,
                mean(samples, s -> share(s, x -> x.cut() ? 1 : 0)),
                samples.stream().mapToLong(s -> s.answered().size()).sum(),
                mean(samples, s -> (double) sum(s, Meter::tokensLost) / s.finished()),
                fleet.dollarsPerHour(),
                stable,
                fleet.timeError(),
                urgent(stable, samples, tasks -> share(tasks, Answered::latency)),
                urgent(stable, samples, tasks -> quantile(tasks, Answered::latency, 0.95)));
    }

    /** Of the tasks that go before others; NaN if none does. Replications without such tasks count nothing. */
    private static double urgent(boolean stable, List<FleetSample> samples, ToDoubleFunction<List<Answered>> value) {
        int first = priorities(samples).min().orElse(0);
        if (!stable || first == priorities(samples).max().orElse(0)) {
            return Double.NaN;
        }
        return samples.stream()
                .map(s -> s.answered().stream()
                        .filter(task -> task.priority() == first)
                        .toList())
                .filter(tasks -> !tasks.isEmpty())
                .mapToDouble(value)
                .average()
                .orElse(Double.NaN);
    }

    private static IntStream priorities(List<FleetSample> samples) {
        return samples.stream().flatMap(s -> s.answered().stream()).mapToInt(Answered::priority);
    }

    /** The distribution of latency over all replications. */
    List<LatencyRow> latencies(List<FleetSample> samples, AccuracyRow studied) {
        double[] all = samples.stream()
                .flatMap(s -> s.answered().stream())
                .mapToDouble(Answered::latency)
                .toArray();
        double[] shares = IntStream.range(0, LATENCY_POINTS)
                .mapToDouble(i -> (i + 0.5) / LATENCY_POINTS)
                .toArray();
        double[] values = Quantile.withDefaults().evaluate(all, shares);
        return IntStream.range(0, LATENCY_POINTS)
                .mapToObj(i -> new LatencyRow(
                        world.name(),
                        studied.policy(),
                        studied.budget(),
                        service.fleet().name(),
                        shares[i],
                        values[i]))
                .toList();
    }

    /** What went on in the first replication. */
    List<TimelineRow> timeline(List<FleetSample> samples, AccuracyRow studied) {
        Timeline timeline = samples.get(0).timeline();
        List<TimelineRow> rows = new ArrayList<>();
        for (int i = 0; i < timeline.size(); i++) {
            rows.add(new TimelineRow(
                    world.name(),
                    studied.policy(),
                    studied.budget(),
                    service.fleet().name(),
                    (i + 0.5) * timeline.span(),
                    timeline.sequences(i),
                    timeline.waiting(i),
                    timeline.memory(i)));
        }
        return rows;
    }

    private Interval accuracy(List<FleetSample> samples, Interval studied) {
        if (service.deadlineSeconds() == Double.POSITIVE_INFINITY) {
            return studied;
        }
        Interval change = interval(samples, s -> share(s, x -> (x.right() ? 1 : 0) - (x.rightUncut() ? 1 : 0)));
        double value = Math.max(0, studied.value() + change.value());
        double low = Math.hypot(studied.value() - studied.low(), change.halfWidth());
        double high = Math.hypot(studied.high() - studied.value(), change.halfWidth());
        return new Interval(value, Math.max(0, value - low), Math.min(1, value + high));
    }

    /** An iteration counts when it ends, also what of it was before the seconds that are metered: hence the limit. */
    private double utilisation(FleetSample sample) {
        double busy = 0;
        for (int i = 0; i < sample.work().size(); i++) {
            busy += sample.work().get(i).busySeconds()
                    * service.fleet().pools().get(i).devices();
        }
        return Math.min(1, busy / (sample.seconds() * service.fleet().devices()));
    }

    private double wattHours(FleetSample sample) {
        double sum = 0;
        for (int i = 0; i < sample.work().size(); i++) {
            PoolSpec pool = service.fleet().pools().get(i);
            sum += service.fleet().power().wattHours(pool, sample.work().get(i), sample.seconds());
        }
        return sum;
    }

    private static long sum(FleetSample sample, ToLongFunction<Meter> value) {
        return sample.work().stream().mapToLong(value).sum();
    }

    private static double share(FleetSample sample, ToDoubleFunction<Answered> value) {
        return share(sample.answered(), value);
    }

    private static double share(List<Answered> tasks, ToDoubleFunction<Answered> value) {
        return tasks.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double quantile(FleetSample sample, ToDoubleFunction<Answered> value, double share) {
        return quantile(sample.answered(), value, share);
    }

    private static double quantile(List<Answered> tasks, ToDoubleFunction<Answered> value, double share) {
        double[] known =
                tasks.stream().mapToDouble(value).filter(x -> !Double.isNaN(x)).toArray();
        return known.length == 0 ? Double.NaN : Quantile.withDefaults().evaluate(known, share);
    }

    private static double mean(List<FleetSample> samples, ToDoubleFunction<FleetSample> value) {
        return samples.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static Interval waits(boolean stable, List<FleetSample> samples, ToDoubleFunction<FleetSample> value) {
        return stable ? interval(samples, value) : new Interval(Double.NaN, Double.NaN, Double.NaN);
    }

    private static Interval interval(List<FleetSample> samples, ToDoubleFunction<FleetSample> value) {
        double mean = mean(samples, value);
        double variance = samples.stream()
                        .mapToDouble(s -> (value.applyAsDouble(s) - mean) * (value.applyAsDouble(s) - mean))
                        .sum()
                / (samples.size() - 1);
        return Intervals.mean(mean, variance, samples.size());
    }
}
