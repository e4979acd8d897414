package dev.plateau.experiment;

import dev.plateau.model.TaskTree;
import dev.plateau.policy.Policy;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import java.util.Arrays;
import java.util.List;

/** Simulates blocks of tasks of one world under every policy. One per thread. */
public final class BlockRunner {
    private final List<Entrant> entrants;
    private final Policy[] policies;
    private final TaskTree tree;
    private final TaskRunner[] runners;
    private final Outcomes outcomes;
    private final int budgets;

    /** A runner for a world of a study. */
    public BlockRunner(Study study, NamedWorld world) {
        this(study, world, new RolloutPlan(study, world.world()).rollouts());
    }

    BlockRunner(Study study, NamedWorld world, int[][] rollouts) {
        this.entrants = study.entrants();
        this.policies = entrants.stream().map(entrant -> entrant.policy().get()).toArray(Policy[]::new);
        this.budgets = study.budgets().size();
        this.tree = new TaskTree(world.world(), study.seed());
        this.runners =
                Arrays.stream(rollouts).map(plan -> new TaskRunner(tree, plan)).toArray(TaskRunner[]::new);
        this.outcomes = new Outcomes(budgets);
    }

    /** Tasks in a block. */
    public int blockSize() {
        return tree.blockSize();
    }

    /** Attempt steps simulated so far. */
    public long steps() {
        return Arrays.stream(runners).mapToLong(TaskRunner::steps).sum();
    }

    /** Means over the tasks of a block. */
    public BlockMeans run(long block) {
        BlockMeans means = new BlockMeans(entrants.size(), budgets);
        int size = blockSize();
        for (int i = 0; i < size; i++) {
            tree.begin(block * size + i);
            for (int e = 0; e < policies.length; e++) {
                runners[e].run(policies[e], entrants.get(e).selection(), outcomes);
                means.add(e, outcomes, size);
            }
        }
        return means;
    }
}
