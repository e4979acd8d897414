package dev.plateau.experiment;

import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyException;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.select.Selection;
import java.util.function.Supplier;

/**
 * A policy that takes part in a study.
 *
 * @param label name in tables, unique in the study
 * @param policy makes an instance for one thread
 * @param selection how its answer is chosen; ignored by sequential policies, whose acceptance chooses
 */
public record Entrant(String label, Supplier<Policy> policy, Selection selection) {

    /** Runs an instance of a policy; if it breaks what it owes the search, the fault gets its label. */
    static void run(String label, Policy instance, Selection selection, TaskRunner runner, Outcomes outcomes) {
        try {
            runner.run(instance, selection, outcomes);
        } catch (PolicyException e) {
            throw e.of(label);
        }
    }
}
