package dev.plateau.plan;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.FleetStudy;
import dev.plateau.experiment.Overload;
import dev.plateau.experiment.Rates;
import dev.plateau.experiment.Service;
import dev.plateau.experiment.Study;
import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.LeastTime;
import dev.plateau.run.Demand;
import dev.plateau.run.FleetSample;
import dev.plateau.run.FleetSample.Answered;
import dev.plateau.run.Jobs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Serves the tasks of a study on fleets, each only once. Whether a promise is kept depends on the seed alone, not on the number
 * of threads, nor on what was asked before.
 */
final class Trials {
    private static final int TO_BE_SURE = 3 * FleetStudy.REPLICATIONS;

    private final Study study;
    private final PlanSpace space;
    private final ExecutorService pool;
    private final Archive archive;
    private final Map<Key, Trial> trials = new HashMap<>();
    private final Map<DemandKey, Demand> demands = new HashMap<>();
    private long served;

    private record Key(String world, double traffic, double slowness, Option option, int replicas, int replications) {}

    private record DemandKey(String world, int entrant, int budget) {}

    Trials(Study study, PlanSpace space, ExecutorService pool, Archive archive) {
        this.study = study;
        this.space = space;
        this.pool = pool;
        this.archive = archive;
    }

    PlanSpace space() {
        return space;
    }

    /** Fleets served so far. */
    long served() {
        return served;
    }

    /** Tasks per second. */
    double rate(Setting setting, Option option) {
        return setting.traffic() * Rates.mean(service(option).traffic());
    }

    private Service service(Option option) {
        return space.machines()
                .get(option.machine())
                .services()
                .get(option.entrant())
                .orElseThrow();
    }

    /**
     * Serves until it is told whether 95 % of the tasks are answered in time; after three times as many replications as usual it
     * may still be open.
     */
    Trial within(double seconds, Setting setting, Option option, int replicas) {
        Trial first = serve(seconds, setting, option, replicas, FleetStudy.REPLICATIONS);
        return first.within(seconds) == Verdict.OPEN ? serve(seconds, setting, option, replicas, TO_BE_SURE) : first;
    }

    /** Serves all tasks, late or not. */
    Trial whole(Setting setting, Option option, int replicas) {
        return serve(Double.POSITIVE_INFINITY, setting, option, replicas, FleetStudy.REPLICATIONS);
    }

    private Trial serve(double seconds, Setting setting, Option option, int replicas, int replications) {
        Key key =
                new Key(setting.world().name(), setting.traffic(), setting.slowness(), option, replicas, replications);
        Trial known = trials.get(key);
        if (known != null && known.tells(seconds)) {
            return known;
        }
        String name = name(seconds, setting, option, replicas, replications);
        Trial trial = archive.shown(
                        name,
                        KeptTrial.class,
                        () -> KeptTrial.of(simulate(seconds, setting, option, replicas, replications)))
                .trial();
        trials.put(key, trial);
        served++;
        return trial;
    }

    private String name(double seconds, Setting setting, Option option, int replicas, int replications) {
        return String.join(
                "/",
                "fleets",
                setting.world().name(),
                "traffic times " + setting.traffic(),
                "iterations times " + setting.slowness(),
                "machine " + option.machine(),
                study.entrants().get(option.entrant()).label(),
                "budget " + study.budgets().get(option.budget()),
                replicas + " replicas",
                replications + " replications",
                "within " + seconds + " s");
    }

    private Trial simulate(double seconds, Setting setting, Option option, int replicas, int replications) {
        Service one = service(option);
        FleetSpec fleet = space.machines().get(option.machine()).fleet(option.entrant(), replicas);
        FleetSpec slowed = new FleetSpec(
                fleet.name(),
                fleet.pools().stream()
                        .map(p -> setting.slowness() == 1 ? p : p.slowed(setting.slowness()))
                        .toList(),
                fleet.writer(),
                fleet.verifier(),
                fleet.embedder(),
                fleet.power(),
                fleet.gramsPerKilowattHour());
        Service service = new Service(
                slowed,
                Rates.scaled(one.traffic(), setting.traffic()),
                one.tasks(),
                one.warmUp(),
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                one.urgentShare());
        FleetStudy cell = new FleetStudy(
                study,
                setting.world(),
                service,
                option.entrant(),
                setting.rollouts().get(option.entrant()).get(option.budget()),
                () -> demand(setting, option));
        return replicate(cell, seconds, setting, option, replications);
    }

    private Trial replicate(FleetStudy usual, double seconds, Setting setting, Option option, int replications) {
        FleetStudy cell = usual;
        Optional<List<FleetSample>> samples = replicate(cell, seconds, replications, false);
        for (Optional<FleetStudy> longer = samples.flatMap(cell::longer);
                longer.isPresent();
                longer = samples.flatMap(cell::longer)) {
            cell = longer.get();
            samples = replicate(cell, seconds, replications, true);
        }
        FleetStudy told = cell;
        return new Trial(
                samples.map(all -> told.row(all, setting.accuracy(option))),
                samples.orElse(List.of()).stream()
                        .map(sample -> sample.answered().stream()
                                .map(Answered::latency)
                                .sorted()
                                .toList())
                        .toList(),
                mostLate(told, replications),
                samples.isPresent() ? 0 : seconds);
    }

    private static int mostLate(FleetStudy cell, int replications) {
        return (int) Math.floor((1 - Slo.ON_TIME) * replications * cell.tasks() * (1 + 1e-9));
    }

    /** Empty if one replication was given up; only the first few if these are to tell whether the fleet keeps up, and do. */
    private Optional<List<FleetSample>> replicate(
            FleetStudy cell, double seconds, int replications, boolean untilTold) {
        int mostLate = mostLate(cell, replications);
        List<FleetSample> samples = new ArrayList<>();
        for (int from = 0; from < replications; ) {
            int start = from;
            int to = from == 0 ? Math.min(FleetStudy.AT_FIRST, replications) : replications;
            List<Optional<FleetSample>> some = each(to - from, i -> cell.replicate(start + i, seconds, mostLate));
            if (some.stream().anyMatch(Optional::isEmpty)) {
                return Optional.empty();
            }
            some.forEach(sample -> samples.add(sample.orElseThrow()));
            if (untilTold && from == 0 && cell.isTold(samples)) {
                break;
            }
            from = to;
        }
        return Optional.of(samples);
    }

    private <T> List<T> each(int count, IntFunction<T> work) {
        List<Future<T>> futures = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> futures.add(pool.submit(() -> work.apply(i))));
        return Jobs.results(futures);
    }

    /** Measures in parallel what {@link #demand} is going to be asked for. */
    void measureDemands(Setting setting) {
        List<DemandKey> keys = new ArrayList<>();
        for (int e = 0; e < setting.rollouts().size(); e++) {
            for (int b = 0; b < setting.rollouts().get(e).size(); b++) {
                keys.add(new DemandKey(setting.world().name(), e, b));
            }
        }
        keys.removeIf(demands::containsKey);
        List<Demand> measured = each(keys.size(), i -> {
            DemandKey key = keys.get(i);
            String name = String.join(
                    "/",
                    "demands",
                    key.world(),
                    study.entrants().get(key.entrant()).label(),
                    "budget " + study.budgets().get(key.budget()));
            return archive.shown(
                    name,
                    Demand.class,
                    () -> FleetStudy.demand(
                            study,
                            setting.world(),
                            key.entrant(),
                            setting.rollouts().get(key.entrant()).get(key.budget())));
        });
        IntStream.range(0, keys.size()).forEach(i -> demands.put(keys.get(i), measured.get(i)));
    }

    private Demand demand(Setting setting, Option option) {
        DemandKey key = new DemandKey(setting.world().name(), option.entrant(), option.budget());
        Demand demand = demands.get(key);
        if (demand == null) {
            throw new IllegalStateException(
                    "no demand was measured in " + setting.world().name());
        }
        return demand;
    }

    /** Replicas without which the work can never be done, whatever the batching. */
    int leastReplicas(Setting setting, Option option) {
        double busy = setting.slowness()
                * Overload.leastReplicas(service(option).fleet(), 0, demand(setting, option), rate(setting, option));
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil(busy)));
    }

    /**
     * Whether a task that has a fleet for itself takes too long too often: the tokens that wait for each other alone do, at a
     * batch of one, in a share of the tasks that is three standard errors above what may be late.
     */
    boolean tooSlowAlone(double seconds, Setting setting, Option option) {
        LeastTime least = new LeastTime(service(option).fleet().pools().get(0));
        double late = demand(setting, option).tasks().stream()
                        .filter(task ->
                                setting.slowness() * least.inSequence(task.inSequence(), task.prompt()) > seconds)
                        .count()
                / (double) Overload.DEMANDS;
        double may = 1 - Slo.ON_TIME;
        return late > may + 3 * Math.sqrt(may * (1 - may) / Overload.DEMANDS);
    }
}
