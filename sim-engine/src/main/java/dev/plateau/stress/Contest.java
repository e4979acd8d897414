package dev.plateau.stress;

import dev.plateau.experiment.Bounds;
import dev.plateau.experiment.Entrant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who takes the course, and what they are measured against.
 *
 * @param entrants labels distinct; the reference among them
 * @param reference plain parallel sampling
 * @param optimum the rule that solves its task of allocation exactly, from what a system can see
 * @param bounds the oracle
 */
public record Contest(List<Entrant> entrants, Entrant reference, Entrant optimum, Bounds bounds) {
    /** Copies the list and checks it. */
    public Contest {
        entrants = List.copyOf(entrants);
        String label = reference.label();
        if (entrants.stream().noneMatch(entrant -> entrant.label().equals(label))) {
            throw new IllegalArgumentException("the reference " + label + " takes part");
        }
    }

    /** Everybody who must be run: the entrants, and the optimum if it is none of them. */
    List<Entrant> runners() {
        List<Entrant> runners = new ArrayList<>(entrants);
        if (entrants.stream().noneMatch(entrant -> entrant.label().equals(optimum.label()))) {
            runners.add(optimum);
        }
        return runners;
    }
}
