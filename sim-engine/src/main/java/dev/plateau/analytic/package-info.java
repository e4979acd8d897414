/** Closed forms: test-time scaling laws, coverage by quadrature, queueing formulas. Used to judge the simulation and to draw beside it. */
@NullMarked
package dev.plateau.analytic;

import org.jspecify.annotations.NullMarked;
