package dev.plateau.experiment;

import dev.plateau.policy.Policy;
import dev.plateau.select.Selection;
import java.util.function.Supplier;

/**
 * A policy that takes part in a study.
 *
 * @param label name in tables, unique in the study
 * @param policy makes an instance for one thread
 * @param selection how its answer is chosen; ignored by sequential policies, whose acceptance chooses
 */
public record Entrant(String label, Supplier<Policy> policy, Selection selection) {}
