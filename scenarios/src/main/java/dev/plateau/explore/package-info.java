/**
 * The explorer: a page on this machine that moves a scenario's settings and watches the curves sharpen, with guided lessons. It
 * simulates nothing itself: a state of the page is a scenario file.
 */
@NullMarked
package dev.plateau.explore;

import org.jspecify.annotations.NullMarked;
