/** Synthetic tasks: difficulty, directions, the threshold tree, verifier, similarity, answers, lengths, costs. Depends on random and stats only; policies and fleets are unknown here. */
@NullMarked
package dev.plateau.model;

import org.jspecify.annotations.NullMarked;
