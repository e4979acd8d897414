/** The file that keeps what is finished, and results as SQL tables. */
@NullMarked
package dev.plateau.store;

import org.jspecify.annotations.NullMarked;
