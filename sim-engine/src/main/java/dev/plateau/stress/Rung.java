package dev.plateau.stress;

import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Service;
import java.util.Optional;

/**
 * A world of a family, or a fleet that serves its world.
 *
 * @param label name in tables
 * @param hostility 0 the most benign of the family, 1 the most hostile; the others evenly between them, in the order of the file
 * @param world that policies meet
 * @param service machines that serve it under a deadline, if they are what is hostile
 */
public record Rung(String label, double hostility, NamedWorld world, Optional<Service> service) {}
