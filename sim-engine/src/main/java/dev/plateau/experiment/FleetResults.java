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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Serves the worlds of a study on its fleets, and collects what that shows. */
final class FleetResults {
    private final Study study;
    private final ExecutorService pool;
    private final Progress progress;
    private final Archive archive;
    final List<FleetRow> rows = new ArrayList<>();
    final List<LatencyRow> latencies = new ArrayList<>();
    final List<TimelineRow> timelines = new ArrayList<>();

    FleetResults(Study study, ExecutorService pool, Progress progress, Archive archive) {
        this.study = study;
        this.pool = pool;
        this.progress = progress;
        this.archive = archive;
    }

    /** Serves a world: number w of the study. */
    void serve(int w, int[][] rollouts, List<AccuracyRow> studied, List<String> warnings) {
        NamedWorld world = study.worlds().get(w);
        int budgets = study.budgets().size();
        int cells = study.services().size() * study.entrants().size() * budgets;
        int done = 0;
        Map<Integer, Demand> demands = new HashMap<>();
        for (Service service : study.services()) {
            if (w == 0) {
                warnings.addAll(RareEvents.warnings(service));
            }
            List<FleetStudy> studies = new ArrayList<>();
            List<List<Future<FleetSample>>> futures = new ArrayList<>();
            for (int e = 0; e < study.entrants().size(); e++) {
                for (int b = 0; b < budgets; b++) {
                    int entrant = e;
                    int budget = b;
                    FleetStudy cell = new FleetStudy(
                            study,
                            world,
                            service,
                            e,
                            rollouts[e][b],
                            () -> demands.computeIfAbsent(
                                    entrant * budgets + budget,
                                    i -> FleetStudy.demand(study, world, entrant, rollouts[entrant][budget])));
                    studies.add(cell);
                    futures.add(submit(cell, 0, FleetStudy.REPLICATIONS));
                }
            }
            List<FleetRow> overloaded = new ArrayList<>();
            for (int cell = 0; cell < studies.size(); cell++) {
                if (progress.cancelled()) {
                    futures.forEach(list -> list.forEach(future -> future.cancel(true)));
                    warnings.add("Interrupted: " + (cells - done) + " of " + cells + " points of " + world.name()
                            + " were not served on the fleet.");
                    return;
                }
                List<FleetSample> samples = Jobs.results(futures.get(cell));
                FleetStudy served = studies.get(cell);
                for (Optional<FleetStudy> longer = served.longer(samples);
                        longer.isPresent();
                        longer = served.longer(samples)) {
                    served = longer.get();
                    samples = new ArrayList<>(Jobs.results(submit(served, 0, FleetStudy.AT_FIRST)));
                    if (!served.isTold(samples)) {
                        samples.addAll(Jobs.results(submit(served, FleetStudy.AT_FIRST, FleetStudy.REPLICATIONS)));
                    }
                }
                AccuracyRow accuracy = studied.get(cell);
                FleetRow row = served.row(samples, accuracy);
                rows.add(row);
                latencies.addAll(row.stable() ? served.latencies(samples, accuracy) : List.of());
                timelines.addAll(served.timeline(samples, accuracy));
                if (!row.stable()) {
                    overloaded.add(row);
                }
                done++;
                double share = (double) done / cells;
                progress.served(
                        world.name(),
                        service.fleet().name(),
                        (w + 0.5 + share / 2) / study.worlds().size());
            }
            if (!overloaded.isEmpty()) {
                warnings.add(overload(world, service, overloaded));
            }
        }
    }

    private FleetSample replicate(FleetStudy cell, int replication) {
        return archive.get(cell.piece(replication), FleetSample.class, () -> cell.replicate(replication));
    }

    private List<Future<FleetSample>> submit(FleetStudy cell, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(replication -> pool.submit(() -> replicate(cell, replication)))
                .toList();
    }

    /** Refuses a result of which nothing can be served. */
    void check() {
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
