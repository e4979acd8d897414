package dev.plateau.calibrate;

import dev.plateau.model.Difficulty.Count;
import java.util.List;

/**
 * How often each problem of a benchmark was solved.
 *
 * @param problems in the order of the data
 */
public record ProblemCounts(List<Count> problems) implements Observations {
    /** Copies the list. */
    public ProblemCounts {
        problems = List.copyOf(problems);
    }
}
