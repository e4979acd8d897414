/**
 * Finds the best of many alternatives (policies, budgets, parameters) with a stated confidence, and simulates only those that may
 * still be it. Names no policy and reads no file.
 */
@NullMarked
package dev.plateau.rank;

import org.jspecify.annotations.NullMarked;
