package dev.plateau.result;

import java.util.List;

/**
 * The best of some alternatives.
 *
 * @param title of the scenario
 * @param objective what is maximised, in words
 * @param indifference a smaller difference does not matter
 * @param confidence of the choice
 * @param rows all alternatives, the chosen one first
 * @param decided whether the procedure came to its end, so that its guarantee holds
 * @param interrupted whether a user ended it before
 * @param spending what the search cost
 */
public record BestResult(
        String title,
        String objective,
        double indifference,
        double confidence,
        List<CandidateRow> rows,
        boolean decided,
        boolean interrupted,
        Effort spending) {
    /** Copies the list. */
    public BestResult {
        rows = List.copyOf(rows);
    }

    /**
     * What a search cost, and what it would have cost to simulate all alternatives alike.
     *
     * @param steps attempt steps that were simulated
     * @param evenSteps those of the two-stage procedure that gives the same guarantee to all alternatives alike
     * @param evenTasks tasks of each alternative in that procedure
     * @param firstTasks tasks that all alternatives met before any was dropped
     */
    public record Effort(long steps, double evenSteps, long evenTasks, long firstTasks) {}

    /** The one that is chosen. */
    public CandidateRow chosen() {
        return rows.get(0);
    }

    /** Those not shown to be worse than it by more than the indifference, without itself. */
    public List<CandidateRow> close() {
        return rows.stream()
                .filter(row -> row.verdict() == CandidateRow.Verdict.CLOSE)
                .toList();
    }
}
