package dev.plateau.experiment;

import dev.plateau.model.Points;

/**
 * How a study gets the same precision from fewer attempts. None of it changes what is estimated; all of it off is plain Monte
 * Carlo.
 *
 * @param difficulty how the tasks of a block are spread over difficulty and directions
 * @param focus whether tasks are taken more often from where on the range of difficulty outcomes vary, and count the less
 *     there
 * @param common whether all policies and budgets meet the same trees (common random numbers); else each has its own
 * @param repeats whether what costs little beside the rest is simulated several times for each task
 * @param expectations whether to average over what the finishes of attempts draw, as far as that can be done
 * @param controls whether to correct means by quantities whose own means are known
 */
public record VarianceReduction(
        Points difficulty, boolean focus, boolean common, boolean repeats, boolean expectations, boolean controls) {

    /** Plain Monte Carlo. */
    public static final VarianceReduction NONE =
            new VarianceReduction(Points.INDEPENDENT, false, false, false, false, false);
    /** One search of every task by every policy at every budget, each counted once. */
    public static final VarianceReduction COMMON =
            new VarianceReduction(Points.STRATIFIED, false, true, false, false, false);
    /** All of it. */
    public static final VarianceReduction FULL = new VarianceReduction(Points.SOBOL, true, true, true, true, true);

    /** Checks what goes together. */
    public VarianceReduction {
        if (focus && difficulty == Points.INDEPENDENT) {
            throw new IllegalArgumentException("focus needs tasks that are spread over difficulty");
        }
        if (controls && !common) {
            throw new IllegalArgumentException("controls need common trees");
        }
    }
}
