package dev.plateau.fleet;

import dev.plateau.random.KeyedStream;
import dev.plateau.random.Keys;
import dev.plateau.random.Purpose;
import org.apache.commons.math3.util.FastMath;

/** When tasks arrive. */
public sealed interface Traffic {
    /** Times of arrival in seconds, ascending from about 0; one per call of {@link Arrivals#next()}. */
    Arrivals arrivals(long seed);

    /** A sequence of times. */
    interface Arrivals {
        /** The next time; infinite when there is none. */
        double next();
    }

    /**
     * All tasks are there at the beginning, and so many are served at once: when one is done, the next begins.
     *
     * @param inFlight tasks served at once, at least 1
     */
    record Closed(int inFlight) implements Traffic {
        @Override
        public Arrivals arrivals(long seed) {
            return () -> 0;
        }
    }

    /**
     * Independent arrivals.
     *
     * @param rate tasks per second, above 0
     */
    record Poisson(double rate) implements Traffic {
        @Override
        public Arrivals arrivals(long seed) {
            return new Bursty(rate, rate, 1, 1).arrivals(seed);
        }
    }

    /**
     * Calm and bursts in turn, of exponential lengths; Poisson in each (a two-state Markov-modulated Poisson process), in its
     * steady state from the beginning.
     *
     * @param calmRate tasks per second, at least 0
     * @param burstRate tasks per second, above 0
     * @param calmSeconds mean length of a calm, above 0
     * @param burstSeconds mean length of a burst, above 0
     */
    record Bursty(double calmRate, double burstRate, double calmSeconds, double burstSeconds) implements Traffic {
        /** Tasks per second in the long run. */
        public double meanRate() {
            return (calmRate * calmSeconds + burstRate * burstSeconds) / (calmSeconds + burstSeconds);
        }

        @Override
        public Arrivals arrivals(long seed) {
            return new Arrivals() {
                private final KeyedStream stream = new KeyedStream();
                private final long key = Keys.child(Keys.root(seed), -2);
                private long drawn;
                private double now;
                private boolean burst = calmRate != burstRate
                        && stream.uniform(key, Purpose.ARRIVAL) < burstSeconds / (calmSeconds + burstSeconds);
                private double stateEnds = calmRate == burstRate
                        ? Double.POSITIVE_INFINITY
                        : exponential(1 / (burst ? burstSeconds : calmSeconds));

                private double exponential(double rate) {
                    return -FastMath.log(1 - stream.uniform(Keys.child(key, drawn++), Purpose.ARRIVAL)) / rate;
                }

                @Override
                public double next() {
                    while (true) {
                        double rate = burst ? burstRate : calmRate;
                        double after = rate > 0 ? now + exponential(rate) : Double.POSITIVE_INFINITY;
                        if (after < stateEnds) {
                            now = after;
                            return now;
                        }
                        // Without memory: what was drawn beyond the end of the state is drawn again.
                        now = stateEnds;
                        burst = !burst;
                        stateEnds = now + exponential(1 / (burst ? burstSeconds : calmSeconds));
                    }
                }
            };
        }
    }

    /**
     * Given times.
     *
     * @param trace seconds, not descending
     */
    record Recorded(Trace trace) implements Traffic {
        @Override
        public Arrivals arrivals(long seed) {
            return new Arrivals() {
                private int next;

                @Override
                public double next() {
                    return next < trace.size() ? trace.arrival(next++) : Double.POSITIVE_INFINITY;
                }
            };
        }
    }
}
