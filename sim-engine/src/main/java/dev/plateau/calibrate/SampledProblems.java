package dev.plateau.calibrate;

import java.util.List;

/**
 * What samples of the problems of a benchmark answered.
 *
 * @param problems in the order of the data
 */
public record SampledProblems(List<SampledProblem> problems) implements Observations {
    /** Copies the list. */
    public SampledProblems {
        problems = List.copyOf(problems);
    }
}
