/**
 * Which policy wins where: phase diagrams over two settings of a world, and the search for the world in which one policy loses most
 * to another, or wins most. Names no policy and reads no file; the caller says who takes part and what world has which settings.
 */
@NullMarked
package dev.plateau.terrain;

import org.jspecify.annotations.NullMarked;
