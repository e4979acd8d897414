package dev.plateau.experiment;

import dev.plateau.fleet.FleetSpec;
import dev.plateau.fleet.Meter;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Trace;
import dev.plateau.fleet.TraceRun;
import dev.plateau.result.ServingRow;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.descriptive.Quantile;

/** Sums up how a fleet served a trace. */
public final class ServingStatistics {
    /** Share of the last requests that are looked at for a queue that grows. */
    private static final double LAST = 0.05;
    /** Their mean wait, as a share of the time of all arrivals, that raises suspicion. */
    private static final double NOTABLE = 0.1;

    private ServingStatistics() {}

    /**
     * The row of a run. Percentiles are interpolated (Hyndman and Fan's definition 8).
     *
     * @param fleet the machines
     * @param run of a trace of at least one request on them, first arrival at 0
     * @param sloSeconds infinite if there is none
     */
    public static ServingRow summary(FleetSpec fleet, TraceRun run, double sloSeconds) {
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
                spread(n, run::endToEndSeconds),
                spread(n, run::firstTokenSeconds),
                work.busySeconds() / (run.seconds() * pool.replicas()),
                preemptions,
                restarts,
                Double.isInfinite(sloSeconds) ? Double.NaN : within / (double) n,
                fleet.dollarsPerHour() * run.seconds() / 3600,
                wattHours,
                wattHours * fleet.gramsPerKilowattHour() / 1000,
                fleet.timeError());
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
