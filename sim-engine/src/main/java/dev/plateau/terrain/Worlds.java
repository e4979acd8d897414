package dev.plateau.terrain;

import dev.plateau.experiment.NamedWorld;
import java.util.Optional;

/** The worlds that settings describe, and the budget at them. */
public interface Worlds {
    /**
     * The world at some settings.
     *
     * @param settings a value for each; NaN leaves a setting as the base world has it
     * @return empty if no world has these settings
     */
    Optional<Place> at(double[] settings);

    /**
     * A world and what policies may spend in it.
     *
     * @param world that they meet
     * @param budget per task
     */
    record Place(NamedWorld world, int budget) {}
}
