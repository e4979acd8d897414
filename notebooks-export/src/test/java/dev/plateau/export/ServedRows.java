package dev.plateau.export;

import dev.plateau.result.FleetRow;
import dev.plateau.stats.Interval;

/** Rows of choices on fleets, for tests: sampling intervals are 10 % wide on each side, the model error is 20 %. */
final class ServedRows {
    private static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN);

    private ServedRows() {}

    static FleetRow stable(String policy, int budget, String fleet, double share, double p95, double dollars) {
        return row(policy, budget, fleet, share, wide(p95), wide(dollars), Double.NaN, true);
    }

    static FleetRow promised(
            String policy, int budget, String fleet, double share, double p95, double dollars, double slo) {
        return row(policy, budget, fleet, share, wide(p95), wide(dollars), slo, true);
    }

    static FleetRow overloaded(String policy, int budget, String fleet, double share) {
        return row(policy, budget, fleet, share, NONE, NONE, Double.NaN, false);
    }

    private static FleetRow row(
            String policy,
            int budget,
            String fleet,
            double share,
            Interval p95,
            Interval dollars,
            double slo,
            boolean stable) {
        return new FleetRow(
                "w",
                policy,
                budget,
                fleet,
                p95,
                p95,
                p95,
                p95,
                p95,
                wide(1.5),
                wide(0.5),
                0,
                slo,
                dollars,
                dollars.value() / share,
                wide(0.5),
                0.25,
                new Interval(share, share - 0.01, share + 0.01),
                0,
                1000,
                0,
                3.5,
                stable,
                0.2,
                Double.NaN,
                Double.NaN);
    }

    private static Interval wide(double value) {
        return new Interval(value, 0.9 * value, 1.1 * value);
    }
}
