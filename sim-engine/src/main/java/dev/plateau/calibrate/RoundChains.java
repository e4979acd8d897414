package dev.plateau.calibrate;

import java.util.List;

/**
 * Which rounds of refinement of the problems of a benchmark were right.
 *
 * @param chains one a problem, in the order of the data
 */
public record RoundChains(List<RoundChain> chains) implements Observations {
    /** Copies the list. */
    public RoundChains {
        chains = List.copyOf(chains);
    }
}
