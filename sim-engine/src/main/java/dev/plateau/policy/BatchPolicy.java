package dev.plateau.policy;

/**
 * One budget for a batch of tasks, N rollouts per task on average: every task gets one attempt, and each further one goes to
 * the task for which the policy estimates the largest gain, until the budget is spent or no gain is worth it (MODEL section
 * 10). A batch is a block of tasks. Spending is a sequence, so a smaller budget is the beginning of a larger one.
 *
 * <p>An instance is used by one thread at a time and may keep scratch memory, but no memory of earlier calls that would
 * change an answer.
 */
public non-sealed interface BatchPolicy extends Policy {

    /**
     * Estimated gain of one more rollout at a task with these attempts, at least 0; 0 if it is not worth it.
     *
     * @param tally of at least one attempt; it shows no scores
     */
    double gain(Tally tally);
}
