/**
 * The simulation kernel: clock, event calendar, resources and their time-weighted statistics.
 *
 * <p>Four replicas that serve jobs, one of which fails after ten minutes:
 *
 * <pre>{@code
 * Kernel kernel = new Kernel();
 * Resource replicas = new Resource(kernel, "replicas", 4, Discipline.FIFO, job -> done(job));
 * EventType arrival = kernel.eventType("arrival", job -> {
 *     replicas.request(1, 0, serviceSeconds(job), job);
 *     kernel.after(secondsToNext(), arrival, job + 1);     // arrival being a field
 * });
 * EventType failure = kernel.eventType("failure", none -> replicas.capacity(3));
 * kernel.after(0, arrival, 1);
 * kernel.at(600, failure, 0);
 * kernel.runUntil(3600);
 * double utilisation = replicas.busy().mean() / 4;
 * }</pre>
 *
 * <p>Everything may depend on this package; it depends on nothing. It knows no domain: no tasks, no machines, no random
 * numbers. One {@link dev.plateau.kernel.Kernel} serves one replication in one thread; nothing here is static and
 * mutable.
 */
@NullMarked
package dev.plateau.kernel;

import org.jspecify.annotations.NullMarked;
