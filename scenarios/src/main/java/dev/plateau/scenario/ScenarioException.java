package dev.plateau.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** The user's scenario is wrong. Carries every problem that was found; the message has one line for each. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Wraps problems.
     *
     * @param problems at least one
     */
    ScenarioException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
