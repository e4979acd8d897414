/** Immutable result rows and their columns, declared once with name, unit and meaning. Whoever writes or draws results reads these. */
@NullMarked
package dev.plateau.result;

import org.jspecify.annotations.NullMarked;
