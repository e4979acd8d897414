package dev.plateau.plan;

import dev.plateau.fleet.Traffic;

/** Traffic that has a rate. */
final class Rates {
    private Rates() {}

    /** Tasks per second in the long run. */
    static double mean(Traffic traffic) {
        if (traffic instanceof Traffic.Poisson poisson) {
            return poisson.rate();
        } else if (traffic instanceof Traffic.Bursty bursty) {
            return bursty.meanRate();
        }
        throw unplanned();
    }

    /** So many times as many arrivals. */
    static Traffic scaled(Traffic traffic, double factor) {
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
        return new IllegalArgumentException("a plan needs traffic that goes on at some rate: poisson or bursty");
    }
}
