package dev.plateau.experiment;

import dev.plateau.policy.BatchPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyException;
import dev.plateau.run.BatchPlan;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.run.Workers;
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

    /** Whether its policy or the choice of its answer is told the truth, so that no system can run it. */
    public boolean readsTruth() {
        Policy instance = policy.get();
        return instance.readsTruth() || (!instance.choosesAnswer() && selection.readsTruth());
    }

    /** Runs an instance of a policy; if it breaks what it owes the search, the fault gets its label. */
    static void run(String label, Policy instance, Selection selection, TaskRunner runner, Outcomes outcomes) {
        Workers.name(label);
        try {
            runner.run(instance, selection, outcomes);
        } catch (PolicyException e) {
            throw e.of(label);
        }
    }

    /** Plans the attempts at a batch as {@link BatchPlan#attempts} does; a fault of the policy gets its label. */
    static int[][] attempts(String label, BatchPolicy instance, BatchPlan plan, long first, int size) {
        Workers.name(label);
        try {
            return plan.attempts(instance, first, size);
        } catch (PolicyException e) {
            throw e.of(label);
        }
    }
}
