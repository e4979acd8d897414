package dev.plateau.calibrate;

import java.util.List;

/**
 * Which rounds of one chain were right.
 *
 * @param right by round, the first attempt first; at least one
 */
public record RoundChain(List<Boolean> right) {
    /** Copies the list. */
    public RoundChain {
        right = List.copyOf(right);
        if (right.isEmpty()) {
            throw new IllegalArgumentException("a chain needs a round");
        }
    }

    /** Whether nothing follows the first right round. */
    public boolean stopped() {
        int first = right.indexOf(true);
        return first < 0 || first == right.size() - 1;
    }
}
