/** Keyed random streams: every draw is a pure function of a key. Depends on no other package; add a purpose to {@link dev.plateau.random.Purpose} when a new kind of draw is needed. */
@NullMarked
package dev.plateau.random;

import org.jspecify.annotations.NullMarked;
