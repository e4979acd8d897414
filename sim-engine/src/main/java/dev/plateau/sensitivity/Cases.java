package dev.plateau.sensitivity;

import dev.plateau.experiment.Entrant;
import dev.plateau.experiment.NamedWorld;
import dev.plateau.experiment.Service;
import java.util.List;
import java.util.Optional;

/** What settings of a scenario come to: of its world, its policies, what may be spent, and its machines. */
public interface Cases {
    /**
     * The case at some settings.
     *
     * @param settings a value for each
     * @return empty if a scenario cannot have these settings
     */
    Optional<Case> at(double[] settings);

    /**
     * Policies in a world.
     *
     * @param world that they meet
     * @param entrants the policies, always as many and in the same order
     * @param budget per task
     * @param service the machines that serve the tasks, if these are asked about
     */
    record Case(NamedWorld world, List<Entrant> entrants, int budget, Optional<Service> service) {
        /** Copies the list. */
        public Case {
            entrants = List.copyOf(entrants);
        }
    }
}
