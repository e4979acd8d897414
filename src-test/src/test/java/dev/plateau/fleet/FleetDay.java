package dev.plateau.fleet;

import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** A day of a fleet: Poisson requests to the least loaded of many accelerators, at 0.9 load. Nothing is kept of a request. */
public final class FleetDay implements Client {
    private static final double LOAD = 0.9;
    private static final int SEATS = 256;

    private final Kernel kernel = new Kernel();
    private final EventType arrival = kernel.eventType("arrival", none -> arrive());
    private final SplittableRandom random = new SplittableRandom(1);
    private final Fleet fleet;
    private final Traffic.Arrivals arrivals;
    private long left;
    private long served;
    private double sojourns;
    private int mostActive;

    FleetDay(int replicas, long requests, double rate) {
        left = requests;
        arrivals = new Traffic.Poisson(rate).arrivals(1);
        fleet = new Fleet(kernel, List.of(Bench.pool(replicas, SEATS, Router.LEAST_LOADED)), 1, null);
        kernel.at(arrivals.next(), arrival, 0);
    }

    /** Requests per second at which replicas have 0.9 load. */
    static double rate(int replicas) {
        return LOAD * replicas * Bench.saturatedRate(SEATS);
    }

    FleetDay run() {
        kernel.run();
        return this;
    }

    Kernel kernel() {
        return kernel;
    }

    Fleet fleet() {
        return fleet;
    }

    long served() {
        return served;
    }

    double meanSeconds() {
        return sojourns / served;
    }

    private void arrive() {
        left--;
        if (left > 0) {
            kernel.at(arrivals.next(), arrival, 0);
        }
        fleet.submit(0, fleet.request(this, 0, 0, 0, Bench.prompt(random), Bench.output(random)));
        mostActive = Math.max(mostActive, fleet.active());
    }

    @Override
    public void begun(Request request) {
        // Of no interest.
    }

    @Override
    public void finished(Request request) {
        served++;
        sojourns += kernel.now() - request.submitted();
    }

    /** 1,000 accelerators and 10^7 requests in a day, or as many as the second and the third argument say. */
    public static void main(String[] arguments) {
        int replicas = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        long requests = arguments.length > 2 ? Long.parseLong(arguments[2]) : 10_000_000;
        for (double rate : new double[] {requests / 86_400.0, rate(replicas)}) {
            long before = System.nanoTime();
            FleetDay day = new FleetDay(replicas, requests, rate).run();
            System.out.printf(
                    Locale.ROOT,
                    "%d accelerators, %d requests at %.0f a second, %.1f h: %.1f s, %d events, mean %.2f s, at most %d at once%n",
                    replicas,
                    day.served,
                    rate,
                    day.kernel.now() / 3600,
                    (System.nanoTime() - before) / 1e9,
                    day.kernel.fired(),
                    day.meanSeconds(),
                    day.mostActive);
        }
    }
}
