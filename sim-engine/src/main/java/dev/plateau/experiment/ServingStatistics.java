package dev.plateau.experiment;

import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.Meter;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.ServedModel;
import dev.plateau.fleet.Trace;
import dev.plateau.fleet.TraceRun;
import dev.plateau.result.ServingRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.descriptive.Quantile;

/** Sums up how a fleet served a trace. */
public final class ServingStatistics {
    /** Share of the last requests that are looked at for a queue that grows. */
    private static final double LAST = 0.05;
    /** Their mean wait, as a share of the time of all arrivals, that raises suspicion. */
    private static final double NOTABLE = 0.1;

    private static final double GIBI = 1L << 30;

    private ServingStatistics() {}

    /**
     * The row of a run. Percentiles are interpolated (Hyndman and Fan's definition 8).
     *
     * @param fleet the machines
     * @param run of a trace of at least one request on them, first arrival at 0
     * @param sloSeconds infinite if there is none
     * @param sustained requests per second that the fleet works off; NaN if all came at once
     */
    public static ServingRow summary(FleetSpec fleet, TraceRun run, double sloSeconds, double sustained) {
        Trace trace = run.trace();
        int n = trace.size();
        long prompts = 0;
        long outputs = 0;
        long preemptions = 0;
        long restarts = 0;
        int within = 0;
        for (int i = 0; i < n; i++) {
            prompts += trace.prompt(i);
            outputs += trace.output(i);
            preemptions += run.preemptions(i);
            restarts += run.restarts(i);
            within += run.endToEndSeconds(i) <= sloSeconds ? 1 : 0;
        }
        double wattHours = 0;
        for (int p = 0; p < fleet.pools().size(); p++) {
            wattHours +=
                    fleet.power().wattHours(fleet.pools().get(p), run.meters().get(p), run.seconds());
        }
        int writer = fleet.writer().pool();
        PoolSpec pool = fleet.pools().get(writer);
        Meter work = run.meters().get(writer);
        return new ServingRow(
                fleet.name(),
                n,
                prompts,
                outputs,
                run.seconds(),
                trace.rate(),
                sustained,
                spread(n, run::endToEndSeconds),
                spread(n, run::firstTokenSeconds),
                work.busySeconds() / (run.seconds() * pool.replicas()),
                preemptions,
                restarts,
                Double.isInfinite(sloSeconds) ? Double.NaN : within / (double) n,
                fleet.dollarsPerHour() * run.seconds() / 3600,
                wattHours,
                wattHours * fleet.gramsPerKilowattHour() / 1000,
                fleet.timeError(),
                machines(fleet));
    }

    private static ServingRow.Machines machines(FleetSpec fleet) {
        PoolSpec pool = fleet.pools().get(fleet.writer().pool());
        ServedModel model = pool.models().get(fleet.writer().model());
        boolean limited = pool.accelerator().memoryBytes() < Double.POSITIVE_INFINITY;
        return new ServingRow.Machines(
                model.name(),
                pool.accelerator().name(),
                pool.replicas(),
                pool.devices(),
                limited ? Math.floor(pool.cacheBytes() / (double) model.cacheBytesPerToken()) : Double.NaN,
                limited ? pool.cacheBytes() / GIBI : Double.NaN,
                pool.batching().word(),
                pool.batching().maxSequences(),
                pool.batching().maxTokens(),
                fleet.dollarsPerHour());
    }

    /** Times to the last token of the requests of each priority, the most urgent first. */
    public static SortedMap<Integer, ServingRow.Spread> latencyByPriority(TraceRun run) {
        SortedMap<Integer, List<Integer>> requests = new TreeMap<>();
        for (int i = 0; i < run.trace().size(); i++) {
            requests.computeIfAbsent(run.trace().priority(i), priority -> new ArrayList<>())
                    .add(i);
        }
        SortedMap<Integer, ServingRow.Spread> spreads = new TreeMap<>();
        requests.forEach((priority, some) ->
                spreads.put(priority, spread(some.size(), i -> run.endToEndSeconds(some.get(i)))));
        return spreads;
    }

    private static ServingRow.Spread spread(int n, IntToDoubleFunction value) {
        double[] sorted = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sorted[i] = value.applyAsDouble(i);
            sum += sorted[i];
        }
        Arrays.sort(sorted);
        Quantile quantile = Quantile.withDefaults();
        return new ServingRow.Spread(
                sum / n,
                quantile.evaluate(n, i -> sorted[i], 0.5),
                quantile.evaluate(n, i -> sorted[i], 0.95),
                quantile.evaluate(n, i -> sorted[i], 0.99));
    }

    /**
     * Whether a queue may have grown without end: the last requests waited for their first token a tenth of the time in which
     * all requests arrived, and twice as long as the first. Whether it did shows when the trace is served all at once.
     */
    public static boolean suspectsOverload(TraceRun run) {
        Trace trace = run.trace();
        int n = trace.size();
        double span = trace.arrival(n - 1) - trace.arrival(0);
        int few = Math.max(1, (int) (LAST * n));
        double first = 0;
        double last = 0;
        for (int i = 0; i < few; i++) {
            first += run.firstTokenSeconds(i) / few;
            last += run.firstTokenSeconds(n - 1 - i) / few;
        }
        return span > 0 && last > NOTABLE * span && last > 2 * first;
    }
}
