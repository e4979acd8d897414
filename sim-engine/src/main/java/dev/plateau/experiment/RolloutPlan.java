package dev.plateau.experiment;

import dev.plateau.model.TaskTree;
import dev.plateau.model.World;
import dev.plateau.policy.BatchPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.result.BudgetUnit;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How many rollouts each policy gets at each budget of a study. A budget of rollouts is given as it is. A budget of tokens
 * or FLOPs pays for the largest number N of rollouts whose mean cost, interpolated between pilots at N = 1, 2, 4, .., does
 * not exceed it, and for one at least: a system that plans with mean costs does the same. What is spent in the end is
 * reported beside it.
 */
public final class RolloutPlan {
    private static final int PILOT_BLOCKS = 4;
    /** Beyond every task of the study itself. */
    private static final long PILOT_TASK = 1L << 50;

    private static final int MOST = 100_000;
    private static final double TERA = 1e12;

    private final Study study;
    private final World world;
    private final Set<String> warnings = new LinkedHashSet<>();

    /** A plan for a world of a study. */
    public RolloutPlan(Study study, World world) {
        this.study = study;
        this.world = world;
    }

    /** [policy][budget]. */
    public int[][] rollouts() {
        int[][] rollouts = new int[study.entrants().size()][];
        for (int e = 0; e < rollouts.length; e++) {
            rollouts[e] = study.unit() == BudgetUnit.ROLLOUTS
                    ? study.budgets().stream().mapToInt(Integer::intValue).toArray()
                    : affordable(study.entrants().get(e));
        }
        return rollouts;
    }

    /** What a reader must know of the plan; empty before {@link #rollouts}. */
    Set<String> warnings() {
        return warnings;
    }

    private int[] affordable(Entrant entrant) {
        int[] rollouts = new int[study.budgets().size()];
        int low = 0;
        double lowCost = 0;
        int high = 1;
        double highCost = cost(entrant, 1);
        for (int b = 0; b < rollouts.length; b++) {
            double budget = study.budgets().get(b);
            while (highCost <= budget && high < MOST) {
                low = high;
                lowCost = highCost;
                high *= 2;
                highCost = cost(entrant, high);
                if (highCost <= lowCost * (1 + 1e-9)) {
                    // The policy stops by itself: more rollouts would not be spent.
                    high = MOST;
                }
            }
            if (lowCost == 0 && highCost > budget) {
                warnings.add(entrant.label() + " costs " + Math.round(highCost) + " "
                        + study.unit().plural() + " for one rollout, more than the budget of "
                        + study.budgets().get(b)
                        + ": it gets one all the same.");
            } else if (high >= MOST && highCost <= budget) {
                warnings.add(entrant.label() + " cannot spend the budget of "
                        + study.budgets().get(b) + " " + study.unit().plural() + ": it gets " + MOST
                        + " rollouts, the most that are simulated.");
            }
            double share = highCost > lowCost ? (budget - lowCost) / (highCost - lowCost) : 1;
            rollouts[b] = Math.min(MOST, Math.max(1, low + (int) (Math.min(1, share) * (high - low))));
        }
        return rollouts;
    }

    /** Mean cost of N rollouts in the unit of the study. */
    private double cost(Entrant entrant, int rollouts) {
        TaskTree tree = new TaskTree(world, study.seed());
        TaskRunner runner = new TaskRunner(tree, new int[] {rollouts});
        Policy policy = entrant.policy().get();
        Outcomes outcomes = new Outcomes(1);
        int size = tree.blockSize();
        long first = PILOT_TASK / size * size;
        int tasks = PILOT_BLOCKS * size;
        double cost = 0;
        for (int i = 0; i < tasks; i++) {
            tree.begin(first + i);
            if (policy instanceof BatchPolicy) {
                // A shared budget is spent on independent attempts: on average one costs what it costs anywhere.
                runner.runAttempts(new int[] {rollouts}, entrant.selection(), outcomes);
            } else {
                entrant.run(policy, runner, outcomes);
            }
            cost += study.unit() == BudgetUnit.TOKENS ? outcomes.tokens[0] : outcomes.flops[0] / TERA;
        }
        return cost / tasks;
    }
}
