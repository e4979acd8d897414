/**
 * Classical queues on the kernel, and the speed of the kernel measured with them.
 *
 * <p>The command line and tests may depend on this package; it depends on the kernel alone.
 */
@NullMarked
package dev.plateau.bench;

import org.jspecify.annotations.NullMarked;
