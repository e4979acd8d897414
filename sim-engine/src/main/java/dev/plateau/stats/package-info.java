/** Estimates, intervals, paired differences and mergeable accumulators. Knows nothing of tasks or policies. */
@NullMarked
package dev.plateau.stats;

import org.jspecify.annotations.NullMarked;
