package dev.plateau.cli;

import dev.plateau.policy.GivenFrontier;
import java.util.Map;

/**
 * A frontier from a file and what may be spent on it.
 *
 * @param budget N, at least 0
 * @param frontier the candidates; without embeddings none is like another
 * @param embedded whether it has embeddings
 * @param settings values of policy parameters that the case gives, by name
 */
record AllocationCase(int budget, GivenFrontier frontier, boolean embedded, Map<String, Double> settings) {}
