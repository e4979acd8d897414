package dev.plateau.result;

import java.util.List;

/**
 * What to buy for each promise, and what is to be said of it.
 *
 * @param study accuracy of all policies and budgets
 * @param rate tasks per second
 * @param promises by their order
 * @param plans by promise; the chosen one first
 * @param ladders by promise and budget
 * @param sensitivity by promise
 * @param warnings what a reader must know
 */
public record PlanResult(
        StudyResult study,
        double rate,
        List<PromiseRow> promises,
        List<PlanRow> plans,
        List<LadderRow> ladders,
        List<SensitivityRow> sensitivity,
        List<String> warnings) {

    /** Copies the lists. */
    public PlanResult {
        promises = List.copyOf(promises);
        plans = List.copyOf(plans);
        ladders = List.copyOf(ladders);
        sensitivity = List.copyOf(sensitivity);
        warnings = List.copyOf(warnings);
    }
}
