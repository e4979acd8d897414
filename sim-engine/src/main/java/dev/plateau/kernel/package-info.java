/**
 * The simulation kernel: clock, event calendar, resources and their time-weighted statistics.
 *
 * <p>Everything may depend on this package; it depends on nothing. It knows no domain: no tasks, no machines, no random
 * numbers. One {@link dev.plateau.kernel.Kernel} serves one replication in one thread; nothing here is static and
 * mutable.
 */
@NullMarked
package dev.plateau.kernel;

import org.jspecify.annotations.NullMarked;
