package dev.plateau.run;

import dev.plateau.model.TaskTree;
import dev.plateau.policy.BatchPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.select.Selection;

/** Records what the searches of one policy at one budget ask of machines. Used by one thread at a time. */
final class Recorder {
    private final TaskTree tree;
    private final TaskRunner runner;
    private final BatchPlan batchPlan;
    private final Policy policy;
    private final Selection selection;
    private final Outcomes outcomes = new Outcomes(1);
    private int[][] attempts = new int[0][];
    private long batch = -1;

    Recorder(TaskTree tree, Policy policy, Selection selection, int rollouts) {
        this.tree = tree;
        this.runner = new TaskRunner(tree, new int[] {rollouts});
        this.batchPlan = new BatchPlan(tree, new int[] {rollouts});
        this.policy = policy;
        this.selection = selection;
    }

    /** What became of the last task. */
    Outcomes outcomes() {
        return outcomes;
    }

    /** Records the search for a task of the world; whether its answer is right. */
    boolean record(long number, Script script) {
        runner.record(script);
        if (policy instanceof BatchPolicy shared) {
            int size = tree.blockSize();
            if (batch != number / size) {
                batch = number / size;
                attempts = batchPlan.attempts(shared, batch * size, size);
            }
            tree.begin(number);
            runner.runAttempts(attempts[(int) (number % size)], selection, outcomes);
        } else {
            tree.begin(number);
            runner.run(policy, selection, outcomes);
        }
        return outcomes.accuracy[0] > 0;
    }
}
