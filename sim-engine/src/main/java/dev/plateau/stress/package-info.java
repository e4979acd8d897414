/**
 * The stress course: families of worlds from benign to hostile, what every policy is worth in them, and which differences are real.
 * Names no policy; the caller says who takes part and who is the reference.
 */
@NullMarked
package dev.plateau.stress;

import org.jspecify.annotations.NullMarked;
