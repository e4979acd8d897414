package dev.plateau.experiment;

import dev.plateau.policy.BatchPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.policy.SamplingPolicy;
import dev.plateau.policy.SequentialPolicy;
import dev.plateau.policy.StepwisePolicy;
import java.util.Arrays;

/**
 * How often a policy goes through the attempts at a task anew at each budget: up to {@value #MOST} times where that costs little beside
 * its largest budget.
 *
 * <ul>
 *   <li>A budget of at most 1/8r of the largest is simulated r times.
 *   <li>One chain of rounds serves all budgets, where a search is made for each of them: beside searches a chain is made
 *       {@value #MOST} times.
 *   <li>Independent attempts need none: those of the largest budget serve the others many times.
 *   <li>A budget that tasks share is spent once.
 * </ul>
 */
final class Repeats {
    private static final int MOST = 4;
    /** Rollouts of the largest budget for each that is repeated. */
    private static final int CHEAP = 8;

    private Repeats() {}

    static int[] none(int budgets) {
        int[] once = new int[budgets];
        Arrays.fill(once, 1);
        return once;
    }

    /** Whether the attempts of a budget are the first of a larger one, whatever they show. */
    static boolean drawsAll(Policy policy) {
        return policy instanceof SamplingPolicy sampling && sampling.drawsAll();
    }

    /** By budget, not ascending. */
    static int[] of(Policy policy, int[] rollouts, Study study) {
        int[] repeats = none(rollouts.length);
        if (policy instanceof BatchPolicy || drawsAll(policy)) {
            return repeats;
        }
        if (policy instanceof SequentialPolicy) {
            boolean cheap = study.entrants().stream()
                    .anyMatch(entrant -> entrant.policy().get() instanceof StepwisePolicy);
            Arrays.fill(repeats, cheap ? MOST : 1);
            return repeats;
        }
        int largest = rollouts[rollouts.length - 1];
        for (int b = 0; b < repeats.length; b++) {
            repeats[b] = Math.max(1, Math.min(MOST, largest / (CHEAP * rollouts[b])));
        }
        return repeats;
    }
}
