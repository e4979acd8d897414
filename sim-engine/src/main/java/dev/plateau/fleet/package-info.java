/**
 * Machines that serve models: accelerators, continuous batching, memory, routing, failures, energy and money (MODEL section
 * 12). Knows requests of tokens, not tasks; depends on kernel and random only.
 *
 * <p>Everything is a handful of classes: a {@link dev.plateau.fleet.Fleet} has {@link dev.plateau.fleet.Pool pools} of equal
 * {@link dev.plateau.fleet.Replica replicas}; a {@link dev.plateau.fleet.Request} is routed to a replica, waits, is read, is
 * written token by token and returns to its {@link dev.plateau.fleet.Client}. How long an iteration takes is a
 * {@link dev.plateau.fleet.StepTime}.
 */
@NullMarked
package dev.plateau.fleet;

import org.jspecify.annotations.NullMarked;
