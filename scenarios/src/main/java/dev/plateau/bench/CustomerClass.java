package dev.plateau.bench;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Customers of one kind: how they arrive and how long they are served.
 *
 * @param interarrival times between arrivals, &gt;= 0
 * @param service      times of service, &gt;= 0
 */
public record CustomerClass(ContinuousSampler interarrival, ContinuousSampler service) {}
