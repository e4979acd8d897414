package dev.plateau.experiment;

import dev.plateau.model.Strata;

/**
 * A block of tasks of a world, under every policy and budget.
 *
 * @param world number in the study
 * @param plan how many rollouts budgets pay for
 * @param number of the block, at least 0
 * @param strata that its tasks are of; they follow from the first blocks of the world
 */
record Block(int world, RolloutPlan plan, long number, Strata strata) implements Piece<BlockMeans> {
    @Override
    public String name(Study study) {
        return "tasks/" + study.worlds().get(world).name() + "/block " + number;
    }

    @Override
    public Class<BlockMeans> type() {
        return BlockMeans.class;
    }

    @Override
    public BlockMeans simulate(Simulator simulator) {
        return simulator.block(this);
    }
}
