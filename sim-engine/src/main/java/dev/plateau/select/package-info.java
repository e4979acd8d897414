/** Votes: how one answer is chosen from the finished attempts of a task. */
@NullMarked
package dev.plateau.select;

import org.jspecify.annotations.NullMarked;
