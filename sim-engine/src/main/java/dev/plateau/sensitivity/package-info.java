/**
 * How much each setting moves what comes out: elementary effects (Morris 1991) and variance-based indices (Sobol 1993). Names no
 * policy and reads no file.
 */
@NullMarked
package dev.plateau.sensitivity;

import org.jspecify.annotations.NullMarked;
