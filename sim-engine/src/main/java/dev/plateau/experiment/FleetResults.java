package dev.plateau.experiment;

import dev.plateau.fleet.Traffic;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.FleetRow;
import dev.plateau.result.LatencyRow;
import dev.plateau.result.TimelineRow;
import dev.plateau.run.Demand;
import dev.plateau.run.FleetSample;
import dev.plateau.run.Jobs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Serves a world of a study on its fleets, and collects what that shows. */
final class FleetResults {
    private final Study study;
    private final int world;
    private final Pieces pieces;
    private final Course course;
    final List<FleetRow> rows = new ArrayList<>();
    final List<LatencyRow> latencies = new ArrayList<>();
    final List<TimelineRow> timelines = new ArrayList<>();

    /** A world of a study, by its number. */
    FleetResults(Pieces pieces, int world, Course course) {
        this.study = pieces.study();
        this.world = world;
        this.pieces = pieces;
        this.course = course;
    }

    /** A policy at a budget on a fleet. */
    private final class Cell {
        private final int service;
        private final int entrant;
        private final int rollouts;
        private final AccuracyRow accuracy;
        private FleetStudy served;
        private final List<FleetSample> samples = new ArrayList<>();
        private List<CompletableFuture<FleetSample>> underWay;

        Cell(int service, int entrant, int rollouts, AccuracyRow accuracy, Supplier<Demand> demand) {
            this.service = service;
            this.entrant = entrant;
            this.rollouts = rollouts;
            this.accuracy = accuracy;
            this.served = new FleetStudy(
                    study, study.worlds().get(world), study.services().get(service), entrant, rollouts, demand);
            this.underWay = begin(0, FleetStudy.REPLICATIONS);
        }

        private List<CompletableFuture<FleetSample>> begin(int from, int to) {
            return IntStream.range(from, to)
                    .mapToObj(number -> pieces.shown(new Replication(
                            world,
                            service,
                            served.service().tasks(),
                            served.service().warmUp(),
                            served.lengthened(),
                            entrant,
                            rollouts,
                            number)))
                    .toList();
        }

        /** Waits for what is under way, and begins what more it takes to tell whether the fleet keeps up; false if nothing. */
        boolean goesOn() {
            samples.addAll(Jobs.results(underWay));
            if (samples.size() < FleetStudy.REPLICATIONS && !served.isTold(samples)) {
                underWay = begin(samples.size(), FleetStudy.REPLICATIONS);
                return true;
            }
            Optional<FleetStudy> longer = served.longer(samples);
            longer.ifPresent(more -> {
                served = more;
                samples.clear();
                underWay = begin(0, FleetStudy.AT_FIRST);
            });
            return longer.isPresent();
        }

        void cancel() {
            underWay.forEach(rest -> rest.cancel(false));
        }
    }

    /** Serves the world. */
    void serve(int[][] plan, List<AccuracyRow> studied, List<String> warnings) {
        int budgets = study.budgets().size();
        Map<Integer, Demand> demands = new HashMap<>();
        int cells = study.services().size() * study.entrants().size() * budgets;
        int done = 0;
        for (int s = 0; s < study.services().size(); s++) {
            Service service = study.services().get(s);
            if (world == 0) {
                warnings.addAll(RareEvents.warnings(service));
            }
            List<Cell> all = new ArrayList<>();
            for (int e = 0; e < study.entrants().size(); e++) {
                for (int b = 0; b < budgets; b++) {
                    int entrant = e;
                    int rollouts = plan[e][b];
                    int number = e * budgets + b;
                    all.add(new Cell(
                            s,
                            e,
                            rollouts,
                            studied.get(number),
                            () -> demands.computeIfAbsent(
                                    number,
                                    i -> FleetStudy.demand(study, study.worlds().get(world), entrant, rollouts))));
                }
            }
            int finished = finish(all, done, cells);
            done += finished;
            warnings.addAll(add(service, all.subList(0, finished)));
            if (finished < all.size()) {
                all.forEach(Cell::cancel);
                warnings.add("Interrupted: " + (cells - done) + " of " + cells + " points of "
                        + study.worlds().get(world).name() + " were not served on the fleet.");
                return;
            }
        }
    }

    /**
     * Waits until all are served. Meanwhile those that need more time get it side by side.
     *
     * @return how many of the first are served: all, unless the run is cancelled
     */
    private int finish(List<Cell> all, int before, int cells) {
        Set<Cell> going = new LinkedHashSet<>(all);
        while (!going.isEmpty()) {
            for (Cell cell : List.copyOf(going)) {
                if (course.cancelled()) {
                    return all.indexOf(going.iterator().next());
                }
                if (!cell.goesOn()) {
                    going.remove(cell);
                    course.served(
                            world,
                            study.services().get(cell.service).fleet().name(),
                            (double) (before + all.size() - going.size()) / cells);
                }
            }
        }
        return all.size();
    }

    private List<String> add(Service service, List<Cell> served) {
        List<FleetRow> overloaded = new ArrayList<>();
        for (Cell cell : served) {
            FleetRow row = cell.served.row(cell.samples, cell.accuracy);
            rows.add(row);
            latencies.addAll(row.stable() ? cell.served.latencies(cell.samples, cell.accuracy) : List.of());
            timelines.addAll(cell.served.timeline(cell.samples, cell.accuracy));
            if (!row.stable()) {
                overloaded.add(row);
            }
        }
        return overloaded.isEmpty()
                ? List.of()
                : List.of(overload(study.worlds().get(world), service, overloaded));
    }

    /** Refuses a result of which nothing can be served. */
    static void check(List<FleetRow> rows) {
        if (!rows.isEmpty() && rows.stream().noneMatch(FleetRow::stable)) {
            FleetRow best = rows.stream()
                    .max((a, b) -> Double.compare(
                            a.throughput().value(), b.throughput().value()))
                    .orElseThrow();
            throw new OverloadException(String.format(
                    Locale.ROOT,
                    "overload without end: no policy at any budget is served as fast as tasks arrive. The most that is"
                            + " sustainable is %s, with %s at %d on %s. Maybe lower the rate or the budgets, or add"
                            + " replicas.",
                    Rates.words(best.throughput().value()),
                    best.policy(),
                    best.budget(),
                    best.fleet()));
        }
    }

    private static String overload(NamedWorld world, Service service, List<FleetRow> rows) {
        return String.format(
                Locale.ROOT,
                "%s: %s cannot keep up with %s; the queue would grow without end. Sustainable: %s.",
                world.name(),
                service.fleet().name(),
                describe(service.traffic()),
                rows.stream()
                        .map(row -> String.format(
                                Locale.ROOT,
                                "%s with %s at %d",
                                Rates.words(row.throughput().value()),
                                row.policy(),
                                row.budget()))
                        .collect(Collectors.joining(", ")));
    }

    private static String describe(Traffic traffic) {
        return Rates.isOpen(traffic)
                ? Rates.words(Rates.mean(traffic)) + (traffic instanceof Traffic.Bursty ? " in the mean" : "")
                : "its tasks";
    }
}
