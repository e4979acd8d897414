package dev.plateau.experiment;

import dev.plateau.model.TaskTree;
import dev.plateau.model.World;
import dev.plateau.policy.BatchPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.run.BatchPlan;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Simulates blocks of tasks of one world under every policy. One per thread. */
public final class BlockRunner {
    private final List<List<Ready>> entrants = new ArrayList<>();
    private final Map<World, TaskTree> trees = new LinkedHashMap<>();
    private final Study study;
    private final Outcomes outcomes;
    private final int budgets;

    /** A lane with all that it needs to run. */
    private record Ready(Policy policy, Selection selection, TaskTree tree, TaskRunner runner, BatchPlan plan) {}

    /** A runner for a world of a study. */
    public BlockRunner(Study study, NamedWorld world) {
        this(study, world, new RolloutPlan(study, world.world()).rollouts());
    }

    BlockRunner(Study study, NamedWorld world, int[][] rollouts) {
        this.study = study;
        this.budgets = study.budgets().size();
        this.outcomes = new Outcomes(budgets);
        for (int e = 0; e < rollouts.length; e++) {
            List<Ready> lanes = new ArrayList<>();
            for (Lane lane : Lane.of(study.entrants().get(e), world.world(), study.bounds())) {
                TaskTree tree = trees.computeIfAbsent(lane.world(), w -> new TaskTree(w, study.seed()));
                lanes.add(new Ready(
                        lane.policy().get(),
                        lane.selection(),
                        tree,
                        new TaskRunner(tree, rollouts[e]),
                        new BatchPlan(tree, rollouts[e])));
            }
            entrants.add(lanes);
        }
    }

    /** Tasks in a block. */
    public int blockSize() {
        return trees.values().iterator().next().blockSize();
    }

    /** Attempt steps simulated so far. */
    public long steps() {
        return entrants.stream()
                .flatMap(List::stream)
                .mapToLong(lane -> lane.runner().steps() + lane.plan().steps())
                .sum();
    }

    /** Means over the tasks of a block. */
    public BlockMeans run(long block) {
        BlockMeans means = new BlockMeans(entrants.size(), entrants.get(0).size(), budgets);
        int size = blockSize();
        for (int i = 0; i < size; i++) {
            long task = block * size + i;
            trees.values().forEach(tree -> tree.begin(task));
            for (int e = 0; e < entrants.size(); e++) {
                List<Ready> lanes = entrants.get(e);
                for (int l = 0; l < lanes.size(); l++) {
                    Ready lane = lanes.get(l);
                    if (!(lane.policy() instanceof BatchPolicy)) {
                        study.entrants().get(e).run(lane.policy(), lane.runner(), outcomes);
                        add(means, e, l);
                    }
                }
            }
        }
        for (int e = 0; e < entrants.size(); e++) {
            for (int l = 0; l < entrants.get(e).size(); l++) {
                if (entrants.get(e).get(l).policy() instanceof BatchPolicy policy) {
                    runBatch(policy, block, means, e, l);
                }
            }
        }
        return means;
    }

    private void runBatch(BatchPolicy policy, long block, BlockMeans means, int entrant, int laneNumber) {
        Ready lane = entrants.get(entrant).get(laneNumber);
        int size = blockSize();
        int[][] attempts = study.entrants().get(entrant).attempts(policy, lane.plan(), block * size, size);
        for (int i = 0; i < size; i++) {
            lane.tree().begin(block * size + i);
            lane.runner().runAttempts(attempts[i], lane.selection(), outcomes);
            add(means, entrant, laneNumber);
        }
    }

    private void add(BlockMeans means, int entrant, int lane) {
        if (lane == 0) {
            means.add(entrant, outcomes, blockSize());
        } else {
            means.addToLane(entrant, lane, outcomes, blockSize());
        }
    }
}
