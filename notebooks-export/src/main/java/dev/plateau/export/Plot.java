package dev.plateau.export;

import java.nio.file.Path;

/**
 * A picture that was written.
 *
 * @param world that it shows; empty if it compares worlds
 * @param alternative what it shows, in words
 * @param png 1600 x 900 pixels
 * @param svg the same picture, text as outlines
 */
public record Plot(String world, String alternative, Path png, Path svg) {}
