package dev.plateau.stress;

import java.util.Map;

/**
 * What was measured on a rung.
 *
 * @param rung where
 * @param tallies by label
 * @param oracle with its perfect verifier and, where machines are hostile, without them
 */
record Measured(Rung rung, Map<String, Tally> tallies, Tally oracle) {
    Tally of(String label) {
        Tally tally = tallies.get(label);
        if (tally == null) {
            throw new IllegalArgumentException(label + " was not measured");
        }
        return tally;
    }
}
