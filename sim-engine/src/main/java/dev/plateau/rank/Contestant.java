package dev.plateau.rank;

import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.NamedWorld;
import java.util.List;

/**
 * A policy with its parameters, at some budgets; each budget is an alternative.
 *
 * @param settings decisions that differ from the scenario, in words; empty if there are none
 * @param entrant the policy
 * @param world that it meets
 * @param budgets ascending, distinct
 */
public record Contestant(String settings, Entrant entrant, NamedWorld world, List<Integer> budgets) {
    /** Copies the list. */
    public Contestant {
        budgets = List.copyOf(budgets);
    }
}
