package dev.plateau.experiment;

import dev.plateau.fleet.Traffic;
import java.util.Locale;

/** Rates of traffic. */
public final class Rates {
    private Rates() {}

    /** Whether tasks go on arriving whatever becomes of those before: the traffic has a rate. */
    static boolean isOpen(Traffic traffic) {
        return traffic instanceof Traffic.Poisson || traffic instanceof Traffic.Bursty;
    }

    /** "2.50 tasks per second", or per minute, hour or day if there are fewer: never 0.00. */
    static String words(double perSecond) {
        String unit = "second";
        double rate = perSecond;
        if (perSecond < 1.0 / 3600) {
            unit = "day";
            rate = 86_400 * perSecond;
        } else if (perSecond < 1.0 / 60) {
            unit = "hour";
            rate = 3600 * perSecond;
        } else if (perSecond < 1) {
            unit = "minute";
            rate = 60 * perSecond;
        }
        return String.format(Locale.ROOT, "%.3g tasks per %s", rate, unit);
    }

    /** Tasks per second in the long run. */
    public static double mean(Traffic traffic) {
        if (traffic instanceof Traffic.Poisson poisson) {
            return poisson.rate();
        } else if (traffic instanceof Traffic.Bursty bursty) {
            return bursty.meanRate();
        }
        throw unplanned();
    }

    /** So many times as many arrivals. */
    public static Traffic scaled(Traffic traffic, double factor) {
        if (traffic instanceof Traffic.Poisson poisson) {
            return new Traffic.Poisson(factor * poisson.rate());
        } else if (traffic instanceof Traffic.Bursty bursty) {
            return new Traffic.Bursty(
                    factor * bursty.calmRate(),
                    factor * bursty.burstRate(),
                    bursty.calmSeconds(),
                    bursty.burstSeconds());
        }
        throw unplanned();
    }

    private static IllegalArgumentException unplanned() {
        return new IllegalArgumentException("only poisson and bursty traffic goes on at some rate");
    }
}
