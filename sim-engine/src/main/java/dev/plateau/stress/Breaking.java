package dev.plateau.stress;

import dev.plateau.stats.Interval;
import java.util.Optional;

/**
 * The hostility at which a policy comes to lose to the reference. It has lost on the first rung on which its difference to the
 * reference is below 0 beyond an interval that holds on all rungs at once. The difference between rungs is taken to be a
 * straight line, and what is sought is where the one that leads down to that rung falls below 0: for the estimate, and for
 * both ends of the intervals.
 *
 * @param at hostility in [0,1] with its interval
 * @param rung number of the rung on which it has lost
 */
record Breaking(Interval at, int rung) {

    /**
     * Looks for it.
     *
     * @param hostility of the rungs, ascending
     * @param differences to the reference, with intervals that hold at once
     * @return empty if it never loses
     */
    static Optional<Breaking> of(double[] hostility, Interval[] differences) {
        for (int r = 0; r < differences.length; r++) {
            if (differences[r].high() < 0) {
                double[] low = new double[r + 1];
                double[] value = new double[r + 1];
                double[] high = new double[r + 1];
                for (int i = 0; i <= r; i++) {
                    low[i] = differences[i].low();
                    value[i] = differences[i].value();
                    high[i] = differences[i].high();
                }
                return Optional.of(new Breaking(
                        new Interval(crossing(hostility, value), crossing(hostility, low), crossing(hostility, high)),
                        r));
            }
        }
        return Optional.empty();
    }

    /** Where the stretch below 0 begins that ends with the last value, which is below 0. */
    private static double crossing(double[] hostility, double[] curve) {
        int first = curve.length - 1;
        while (first > 0 && curve[first - 1] < 0) {
            first--;
        }
        if (first == 0) {
            return hostility[0];
        }
        double share = curve[first - 1] / (curve[first - 1] - curve[first]);
        return hostility[first - 1] + share * (hostility[first] - hostility[first - 1]);
    }
}
