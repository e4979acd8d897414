package dev.plateau.experiment;

import dev.plateau.fleet.Failures;
import dev.plateau.fleet.PoolSpec;
import dev.plateau.fleet.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many tasks must be served for bursts of the traffic and failures of replicas to show in what is measured. */
public final class RareEvents {
    /** Events that all replications together must meet. */
    private static final int ENOUGH = 10;

    private RareEvents() {}

    /** Tasks during which ten bursts come on average; 0 for traffic without bursts. */
    public static long tasksForBursts(Service service) {
        return service.traffic() instanceof Traffic.Bursty bursty
                ? (long) Math.ceil(ENOUGH * (bursty.calmSeconds() + bursty.burstSeconds()) * bursty.meanRate())
                : 0;
    }

    /** Tasks during which ten replicas fail on average; 0 if none ever does or the traffic has no rate. */
    public static long tasksForFailures(Service service) {
        double perSecond = 0;
        for (PoolSpec pool : service.fleet().pools()) {
            Failures failures = pool.failures();
            perSecond += pool.replicas() / (failures.meanSecondsBetween() + failures.meanSecondsToRepair());
        }
        return perSecond > 0 && Rates.isOpen(service.traffic())
                ? (long) Math.ceil(ENOUGH / perSecond * Rates.mean(service.traffic()))
                : 0;
    }

    /** What is to be said of a service whose tasks are too few. */
    static List<String> warnings(Service service) {
        List<String> warnings = new ArrayList<>();
        warn(warnings, service, "bursts", "burst", tasksForBursts(service));
        warn(warnings, service, "failures", "failure", tasksForFailures(service));
        return warnings;
    }

    private static void warn(List<String> warnings, Service service, String events, String event, long enough) {
        if (service.tasks() < enough) {
            double met = (double) ENOUGH * service.tasks() / enough;
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: the %,d tasks meet about %.2g %s, too few to show what a %s does to waits and costs; ten would need"
                            + " fleet.tasks: %d.",
                    service.fleet().name(),
                    service.tasks(),
                    met,
                    events,
                    event,
                    enough));
        }
    }
}
