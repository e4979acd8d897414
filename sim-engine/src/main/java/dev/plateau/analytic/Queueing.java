package dev.plateau.analytic;

/**
 * Steady-state formulas of queues with Poisson arrivals.
 *
 * <p>Notation throughout: arrival rate lambda &gt; 0, service rate mu &gt; 0 of each server, both per unit of time; offered
 * load a = lambda / mu; servers c &gt;= 1; load per server rho = a / c. Waiting excludes service, sojourn includes it; the
 * number in queue excludes those in service. By Little's law L = lambda W.
 *
 * <ul>
 *   <li>A queue without limit has a steady state only if rho &lt; 1; otherwise its formulas are refused.
 *   <li>Rates, loads and moments that are not positive and finite, and counts below 1, are refused.
 * </ul>
 *
 * <p>References: D. Gross, J. F. Shortle, J. M. Thompson, C. M. Harris (2008), Fundamentals of Queueing Theory, 4th
 * edition, doi:10.1002/9781118625651, chapters 2, 3 and 5; R. B. Cooper (1981), Introduction to Queueing Theory, 2nd
 * edition; A. Cobham (1954), Priority assignment in waiting line problems, Operations Research 2(1), 70-76,
 * doi:10.1287/opre.2.1.70.
 */
public final class Queueing {
    private Queueing() {}

    /**
     * Erlang B: the fraction of arrivals lost in M/G/c/c.
     *
     * <p>B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)): stable for any c (Cooper 1981, section 3.3). Insensitive to the
     * distribution of service.
     *
     * @param servers     c &gt;= 1
     * @param offeredLoad a &gt; 0
     * @return in (0, 1)
     */
    public static double erlangB(final int servers, final double offeredLoad) {
        checkCount("servers", servers);
        checkPositive("offeredLoad", offeredLoad);
        double blocking = 1;
        for (int k = 1; k <= servers; k++) {
            blocking = offeredLoad * blocking / (k + offeredLoad * blocking);
        }
        return blocking;
    }

    /**
     * Erlang C: the fraction of arrivals that wait in M/M/c.
     *
     * <p>C = B / (1 - rho (1 - B)) with B of {@link #erlangB} (Cooper 1981, section 3.4).
     *
     * @param servers     c &gt;= 1
     * @param offeredLoad a in (0, c)
     * @return in (0, 1)
     */
    public static double erlangC(final int servers, final double offeredLoad) {
        final double blocking = erlangB(servers, offeredLoad);
        final double load = checkStable(offeredLoad / servers);
        return blocking / (1 - load * (1 - blocking));
    }

    /**
     * Mean wait in M/M/c: C / (c mu - lambda), C of {@link #erlangC} (Gross et al. 2008, eq. 2.37).
     *
     * @return in units of time
     */
    public static double meanWaitMmc(final double arrivalRate, final double serviceRate, final int servers) {
        checkPositive("arrivalRate", arrivalRate);
        checkPositive("serviceRate", serviceRate);
        return erlangC(servers, arrivalRate / serviceRate) / (servers * serviceRate - arrivalRate);
    }

    /** Mean wait in M/M/1: rho / (mu - lambda) (Gross et al. 2008, eq. 2.29). */
    public static double meanWaitMm1(final double arrivalRate, final double serviceRate) {
        return meanWaitMmc(arrivalRate, serviceRate, 1);
    }

    /**
     * Probability of n customers present in M/M/1/K: (1 - rho) rho^n / (1 - rho^(K+1)), or 1 / (K+1) for rho = 1 (Gross
     * et al. 2008, section 2.5). Any rho &gt; 0 is allowed.
     *
     * @param room    K &gt;= 1, the one in service included
     * @param present n, 0 to K
     */
    public static double probabilityMm1k(final double offeredLoad, final int room, final int present) {
        checkPositive("offeredLoad", offeredLoad);
        checkCount("room", room);
        if (present < 0 || present > room) {
            throw new IllegalArgumentException("present is " + present + ", not in 0 to " + room);
        }
        // Summed upwards from n rather than by the quotient, which cancels near rho = 1.
        double sum = 0;
        double term = 1;
        for (int n = 0; n < present; n++) {
            term /= offeredLoad;
            sum += term;
        }
        term = 1;
        for (int n = present; n <= room; n++) {
            sum += term;
            term *= offeredLoad;
        }
        return 1 / sum;
    }

    /** Mean number present in M/M/1/K: the mean of {@link #probabilityMm1k}. */
    public static double meanPresentMm1k(final double offeredLoad, final int room) {
        double mean = 0;
        for (int n = 1; n <= room; n++) {
            mean += n * probabilityMm1k(offeredLoad, room, n);
        }
        return mean;
    }

    /**
     * Pollaczek-Khinchine: mean wait in M/G/1, lambda E[S^2] / (2 (1 - lambda E[S])) (Gross et al. 2008, section 5.1).
     *
     * @param serviceMean         E[S]
     * @param serviceSecondMoment E[S^2] &gt;= E[S]^2
     */
    public static double meanWaitMg1(
            final double arrivalRate, final double serviceMean, final double serviceSecondMoment) {
        return meanWaitPriorityMg1(
                0, new double[] {arrivalRate}, new double[] {serviceMean}, new double[] {serviceSecondMoment});
    }

    /** Mean wait in M/D/1: rho E[S] / (2 (1 - rho)), half of that in M/M/1. */
    public static double meanWaitMd1(final double arrivalRate, final double service) {
        return meanWaitMg1(arrivalRate, service, service * service);
    }

    /** Mean number present in M/G/infinity: a; the number is Poisson (Gross et al. 2008, section 5.2.2). */
    public static double meanPresentInfinite(final double arrivalRate, final double serviceMean) {
        return checkPositive("arrivalRate", arrivalRate) * checkPositive("serviceMean", serviceMean);
    }

    /**
     * Mean wait of a class in M/G/1 with non-preemptive priorities: W_k = R / ((1 - s_(k-1)) (1 - s_k)), where R = sum_i
     * lambda_i E[S_i^2] / 2 over all classes and s_k the load of classes 0 to k (Cobham 1954, eq. 3).
     *
     * @param priorityClass        k, 0 to classes - 1; class 0 is served first
     * @param arrivalRates         lambda_i of each class
     * @param serviceMeans         E[S_i] of each class
     * @param serviceSecondMoments E[S_i^2] of each class
     * @throws IllegalArgumentException also if s of all classes is not below 1: though the wait of an upper class may
     *                                  then be finite, R would not be the residual work
     */
    public static double meanWaitPriorityMg1(
            final int priorityClass,
            final double[] arrivalRates,
            final double[] serviceMeans,
            final double[] serviceSecondMoments) {
        final int classes = arrivalRates.length;
        if (serviceMeans.length != classes || serviceSecondMoments.length != classes) {
            throw new IllegalArgumentException("arrivalRates, serviceMeans and serviceSecondMoments have lengths "
                    + classes + ", " + serviceMeans.length + ", " + serviceSecondMoments.length + ", not the same");
        }
        if (priorityClass < 0 || priorityClass >= classes) {
            throw new IllegalArgumentException("priorityClass is " + priorityClass + ", not in 0 to " + (classes - 1));
        }
        double residualWork = 0;
        double load = 0;
        double loadBefore = 0;
        double loadUpTo = 0;
        for (int i = 0; i < classes; i++) {
            checkPositive("arrivalRate", arrivalRates[i]);
            checkPositive("serviceMean", serviceMeans[i]);
            checkPositive("serviceSecondMoment", serviceSecondMoments[i]);
            if (serviceSecondMoments[i] < serviceMeans[i] * serviceMeans[i] * (1 - 1e-12)) {
                throw new IllegalArgumentException("serviceSecondMoment is " + serviceSecondMoments[i]
                        + ", below the square of the mean " + serviceMeans[i]
                        + ".\nMaybe a variance was given: add the square of the mean.");
            }
            loadBefore = i == priorityClass ? load : loadBefore;
            residualWork += arrivalRates[i] * serviceSecondMoments[i] / 2;
            load += arrivalRates[i] * serviceMeans[i];
            loadUpTo = i == priorityClass ? load : loadUpTo;
        }
        checkStable(load);
        return residualWork / ((1 - loadBefore) * (1 - loadUpTo));
    }

    private static double checkPositive(final String name, final double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " is " + value + ", not positive and finite");
        }
        return value;
    }

    private static void checkCount(final String name, final int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", not >= 1");
        }
    }

    private static double checkStable(final double load) {
        if (!(load < 1)) {
            throw new IllegalArgumentException("The load of each server is " + load
                    + ", not below 1: the queue grows without end.\nMaybe there are too few servers.");
        }
        return load;
    }
}
