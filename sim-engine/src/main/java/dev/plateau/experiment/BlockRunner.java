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
    private final Study study;
    private final List<Ready> lanes = new ArrayList<>();
    /** [entrant][lane]: the first lane of the entrant that is equal to it, which alone is run. */
    private final int[][] twins;

    private final Map<World, TaskTree> trees = new LinkedHashMap<>();
    private final Outcomes outcomes;
    private final int budgets;
    private final int levels;

    /** A lane with all that it needs to run. */
    private record Ready(
            Target target,
            String label,
            Policy policy,
            Selection selection,
            TaskTree tree,
            TaskRunner runner,
            BatchPlan plan) {

        void run(Outcomes outcomes) {
            Entrant.run(label, policy, selection, runner, outcomes);
        }
    }

    /** Where the outcomes of a task under one lane are added. */
    private interface Target {
        void add(BlockMeans means, Outcomes outcomes, int tasks, int level);
    }

    /** A runner for a world of a study. */
    public BlockRunner(Study study, NamedWorld world) {
        this(study, world, new RolloutPlan(study, world.world()));
    }

    /** A runner for a world of a study whose plan is known. */
    public BlockRunner(Study study, NamedWorld world, RolloutPlan plan) {
        this.study = study;
        this.budgets = study.budgets().size();
        this.levels = world.world().difficulty().levels().count();
        this.outcomes = new Outcomes(budgets);
        this.twins = new int[study.entrants().size()][];
        for (int e = 0; e < twins.length; e++) {
            List<Lane> own = Lane.of(study.entrants().get(e), world.world(), study.bounds());
            twins[e] = own.stream().mapToInt(own::indexOf).toArray();
            for (int l = 0; l < own.size(); l++) {
                if (twins[e][l] == l) {
                    addLane(target(e, l), study.entrants().get(e).label(), own.get(l), plan.rollouts()[e]);
                }
            }
        }
        study.bounds()
                .ifPresent(bounds -> addLane(
                        (means, outcomes, tasks, level) -> means.addToOracle(outcomes, tasks),
                        bounds.oracle().label(),
                        Lane.oracle(bounds, world.world()),
                        plan.oracleRollouts()));
    }

    private static Target target(int entrant, int lane) {
        return lane == Lane.ITSELF
                ? (means, outcomes, tasks, level) -> means.add(entrant, outcomes, tasks, level)
                : (means, outcomes, tasks, level) -> means.addToLane(entrant, lane, outcomes, tasks);
    }

    private void addLane(Target target, String label, Lane lane, int[] rollouts) {
        TaskTree tree = trees.computeIfAbsent(lane.world(), world -> new TaskTree(world, study.seed()));
        lanes.add(new Ready(
                target,
                label,
                lane.policy().get(),
                lane.selection(),
                tree,
                new TaskRunner(tree, rollouts),
                new BatchPlan(tree, rollouts)));
    }

    /** Tasks in a block. */
    public int blockSize() {
        return trees.values().iterator().next().blockSize();
    }

    /** Attempt steps simulated so far. */
    public long steps() {
        return lanes.stream()
                .mapToLong(lane -> lane.runner().steps() + lane.plan().steps())
                .sum();
    }

    /** Means over the tasks of a block. */
    public BlockMeans run(long block) {
        BlockMeans means = new BlockMeans(twins.length, twins[0].length, budgets, levels);
        for (int e = 0; e < twins.length; e++) {
            for (int l = 0; l < twins[e].length; l++) {
                means.share(e, l, twins[e][l]);
            }
        }
        int size = blockSize();
        for (int i = 0; i < size; i++) {
            long task = block * size + i;
            trees.values().forEach(tree -> tree.begin(task));
            means.addTask(trees.values().iterator().next().level());
            for (Ready lane : lanes) {
                if (!(lane.policy() instanceof BatchPolicy)) {
                    lane.run(outcomes);
                    lane.target().add(means, outcomes, size, lane.tree().level());
                }
            }
        }
        for (Ready lane : lanes) {
            if (lane.policy() instanceof BatchPolicy policy) {
                runBatch(lane, policy, block, means);
            }
        }
        return means;
    }

    private void runBatch(Ready lane, BatchPolicy policy, long block, BlockMeans means) {
        int size = blockSize();
        int[][] attempts = Entrant.attempts(lane.label(), policy, lane.plan(), block * size, size);
        for (int i = 0; i < size; i++) {
            lane.tree().begin(block * size + i);
            lane.runner().runAttempts(attempts[i], lane.selection(), outcomes);
            lane.target().add(means, outcomes, size, lane.tree().level());
        }
    }
}
