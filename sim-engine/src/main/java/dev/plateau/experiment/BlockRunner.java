package dev.plateau.experiment;

import dev.plateau.model.Strata;
import dev.plateau.model.TaskTree;
import dev.plateau.model.World;
import dev.plateau.policy.BatchPolicy;
import dev.plateau.policy.Policy;
import dev.plateau.random.Keys;
import dev.plateau.run.AttemptGroups;
import dev.plateau.run.BatchPlan;
import dev.plateau.run.Outcomes;
import dev.plateau.run.TaskRunner;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Simulates blocks of tasks of one world under every policy. One per thread. */
public final class BlockRunner {
    private final Study study;
    private final VarianceReduction reduction;
    private final List<Ready> lanes = new ArrayList<>();
    /** [entrant][lane]: the first lane of the entrant that is equal to it, which alone is run. */
    private final int[][] twins;

    /** Of the worlds that lanes meet; without common trees, one for each of the {@link #lanes} besides the first. */
    private final List<TaskTree> trees = new ArrayList<>();

    private final Map<World, TaskTree> common = new LinkedHashMap<>();
    private final int budgets;
    private final int levels;
    private final @Nullable Variation variation;

    /** A lane, or one of its budgets, or its repetition, with all that it needs to run. */
    private record Ready(
            Target target,
            String label,
            Policy policy,
            Selection selection,
            TaskTree tree,
            TaskRunner runner,
            BatchPlan plan,
            @Nullable AttemptGroups groups,
            Part part,
            Outcomes outcomes) {

        void run() {
            if (groups != null) {
                groups.run(selection, outcomes);
            } else {
                Entrant.run(label, policy, selection, runner, outcomes);
            }
        }

        void addTo(BlockMeans means, int size) {
            for (int b = 0; b < part.repeats.length; b++) {
                double weight = tree.weight() / part.repeats[b];
                target.add(means, outcomes, b, part.first + b, weight, weight / size, tree.level());
            }
        }

        long steps() {
            return runner.steps() + plan.steps() + (groups == null ? 0 : groups.steps());
        }
    }

    /**
     * Some budgets of a lane that are run together.
     *
     * @param first of them
     * @param number of the repetition
     * @param repeats by budget, how many repetitions there are
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(int first, int number, int[] repeats) {}

    /** Where the outcomes of a task under one lane are added. */
    private interface Target {
        void add(BlockMeans means, Outcomes outcomes, int at, int budget, double weight, double share, int level);
    }

    /** A runner for a world of a study. */
    public BlockRunner(Study study, NamedWorld world) {
        this(study, world, new RolloutPlan(study, world.world()));
    }

    /** A runner for a world of a study whose plan is known. */
    public BlockRunner(Study study, NamedWorld world, RolloutPlan plan) {
        this.study = study;
        this.reduction = study.reduction();
        this.budgets = study.budgets().size();
        this.levels = world.world().difficulty().levels().count();
        this.twins = new int[study.entrants().size()][];
        this.trees.add(new TaskTree(world.world(), study.seed(), reduction.difficulty()));
        this.common.put(world.world(), trees.get(0));
        this.variation = Focus.wanted(study, world.world())
                ? new Variation(blockSize(), study.entrants().size() * budgets)
                : null;
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
                        (means, outcomes, at, budget, weight, share, level) ->
                                means.addToOracle(outcomes.accuracy[at], budget, share),
                        bounds.oracle().label(),
                        Lane.oracle(bounds, world.world()),
                        plan.oracleRollouts()));
    }

    private Target target(int entrant, int lane) {
        if (lane != Lane.ITSELF) {
            return (means, outcomes, at, budget, weight, share, level) ->
                    means.addToLane(entrant, lane, outcomes.accuracy[at], budget, share);
        }
        return (means, outcomes, at, budget, weight, share, level) -> {
            means.add(entrant, outcomes, at, budget, weight, share, level);
            if (variation != null) {
                variation.add(entrant * budgets + budget, outcomes.accuracy[at] * weight);
            }
        };
    }

    private void addLane(Target target, String label, Lane lane, int[] rollouts) {
        Policy policy = lane.policy().get();
        boolean groups = Repeats.drawsAll(policy) && (reduction.repeats() || reduction.expectations());
        int[] repeats = reduction.repeats() ? Repeats.of(policy, rollouts, study) : Repeats.none(rollouts.length);
        if (reduction.common()) {
            TaskTree tree = common.computeIfAbsent(lane.world(), other -> {
                TaskTree more = new TaskTree(other, study.seed(), reduction.difficulty());
                trees.add(more);
                return more;
            });
            addParts(target, label, lane, tree, rollouts, 0, repeats, groups);
        } else {
            for (int b = 0; b < rollouts.length; b++) {
                long seed = Keys.child(Keys.root(study.seed()), -1L - trees.size());
                TaskTree tree = new TaskTree(lane.world(), seed, reduction.difficulty());
                trees.add(tree);
                addParts(target, label, lane, tree, new int[] {rollouts[b]}, b, new int[] {repeats[b]}, groups);
            }
        }
    }

    private void addParts(
            Target target,
            String label,
            Lane lane,
            TaskTree tree,
            int[] rollouts,
            int first,
            int[] repeats,
            boolean grouped) {
        for (int number = 0; number < repeats[0]; number++) {
            int repetition = number;
            int many = (int) Arrays.stream(repeats).filter(r -> r > repetition).count();
            int[] some = Arrays.copyOf(rollouts, many);
            TaskRunner runner = new TaskRunner(tree, some);
            if (reduction.expectations()) {
                runner.averageOverFinishes();
            }
            lanes.add(new Ready(
                    target,
                    label,
                    lane.policy().get(),
                    lane.selection(),
                    tree,
                    runner,
                    new BatchPlan(tree, some),
                    grouped ? new AttemptGroups(tree, some, reduction.repeats(), reduction.expectations()) : null,
                    new Part(first, number, Arrays.copyOf(repeats, many)),
                    new Outcomes(many)));
        }
    }

    /** Tasks in a block. */
    public int blockSize() {
        return trees.get(0).blockSize();
    }

    /** Attempt steps simulated so far. */
    public long steps() {
        return lanes.stream().mapToLong(Ready::steps).sum();
    }

    /** Means over the tasks of a block, none of which counts more than another. */
    public BlockMeans run(long block) {
        return run(block, Strata.EVEN);
    }

    /**
     * Means over the tasks of a block.
     *
     * @param block number of the block, at least 0
     * @param strata that its tasks are of
     */
    BlockMeans run(long block, Strata strata) {
        int controls = reduction.controls() ? TaskControls.COUNT : 0;
        BlockMeans means = new BlockMeans(twins.length, twins[0].length, budgets, levels, controls, strata.heaviest());
        for (int e = 0; e < twins.length; e++) {
            for (int l = 0; l < twins[e].length; l++) {
                means.share(e, l, twins[e][l]);
            }
        }
        int size = blockSize();
        trees.forEach(tree -> tree.spread(strata));
        for (int i = 0; i < size; i++) {
            task(block * size + i, means);
        }
        for (Ready lane : lanes) {
            if (lane.policy() instanceof BatchPolicy policy) {
                runBatch(lane, policy, block, means);
            }
        }
        if (variation != null && strata.isEven()) {
            means.variation = variation.byStratum();
        }
        return means;
    }

    private void task(long task, BlockMeans means) {
        for (TaskTree tree : trees) {
            tree.begin(task);
        }
        TaskTree first = trees.get(0);
        means.addTask(first.level(), first.weight());
        if (reduction.controls()) {
            TaskControls.add(first, first.weight() / blockSize(), means.controls);
        }
        if (variation != null) {
            variation.begin(first.stratum());
        }
        for (Ready lane : lanes) {
            if (!(lane.policy() instanceof BatchPolicy)) {
                lane.tree().repeat(lane.part().number());
                lane.run();
                lane.addTo(means, blockSize());
            }
        }
    }

    private void runBatch(Ready lane, BatchPolicy policy, long block, BlockMeans means) {
        int size = blockSize();
        int[][] attempts = Entrant.attempts(lane.label(), policy, lane.plan(), block * size, size);
        for (int i = 0; i < size; i++) {
            lane.tree().begin(block * size + i);
            lane.runner().runAttempts(attempts[i], lane.selection(), lane.outcomes());
            lane.addTo(means, size);
        }
    }
}
