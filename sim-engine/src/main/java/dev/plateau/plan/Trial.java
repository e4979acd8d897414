package dev.plateau.plan;

import dev.plateau.result.FleetRow;
import dev.plateau.stats.Interval;
import dev.plateau.stats.Intervals;
import java.util.List;
import java.util.Optional;

/**
 * What a fleet showed when it served the tasks.
 *
 * @param row what the replications show together; empty if one of them was given up
 * @param latencies of the tasks of each replication, ascending
 * @param mostLate tasks of one replication that may be late: if more are, more are than may be late in all of the usual number
 * @param givenUpAt seconds within which more than those of one replication were not answered; 0 if all were served
 */
record Trial(Optional<FleetRow> row, List<List<Double>> latencies, int mostLate, double givenUpAt) {

    Trial {
        latencies = List.copyOf(latencies);
    }

    /** Whether it shows what happens within so many seconds. */
    boolean tells(double seconds) {
        return row.isPresent() || seconds <= givenUpAt;
    }

    /** Whether 95 % of the tasks are answered within so many seconds; with infinitely many, whether the fleet keeps up. */
    Verdict within(double seconds) {
        if (row.isEmpty() || !row.get().stable()) {
            return Verdict.BREAKS;
        }
        boolean hopeless = latencies.stream()
                .anyMatch(
                        all -> all.stream().filter(latency -> latency > seconds).count() > mostLate);
        if (hopeless) {
            return Verdict.BREAKS;
        }
        return seconds == Double.POSITIVE_INFINITY ? Verdict.KEEPS : Verdict.atLeast(Slo.ON_TIME, onTime(seconds));
    }

    /**
     * Share of the tasks answered within so many seconds, with an interval that is never a point: that no task was late does not
     * prove that none ever is. Unknown if a replication was given up or the fleet does not keep up.
     */
    Interval onTime(double seconds) {
        if (row.isEmpty() || !row.get().stable()) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN);
        }
        double[] shares = latencies.stream()
                .mapToDouble(all -> (double) all.stream()
                                .filter(latency -> latency <= seconds)
                                .count()
                        / all.size())
                .toArray();
        double mean = 0;
        for (double share : shares) {
            mean += share / shares.length;
        }
        double squares = 0;
        for (double share : shares) {
            squares += (share - mean) * (share - mean);
        }
        long tasks = latencies.stream().mapToLong(List::size).sum();
        return Intervals.proportion(Math.min(1, mean), squares / (shares.length - 1), shares.length, tasks);
    }

    /** The least seconds that could have been promised; infinite if none can. */
    double leastPromise() {
        double[] all = latencies.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        int low = -1;
        int high = all.length;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (within(all[middle]) == Verdict.KEEPS) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high < all.length ? all[high] : Double.POSITIVE_INFINITY;
    }
}
