package dev.plateau.experiment;

import dev.plateau.model.World;

/**
 * A world and its name in tables.
 *
 * @param name value of the {@code scenario} column
 * @param world the world
 */
public record NamedWorld(String name, World world) {}
