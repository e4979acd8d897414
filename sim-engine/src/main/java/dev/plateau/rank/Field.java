package dev.plateau.rank;

import dev.plateau.experiment.Metric;

/** Where alternatives are observed. All meet the same tasks. */
public interface Field {
    /** How many alternatives there are. */
    int size();

    /** Tasks of a block. */
    int blockSize();

    /**
     * Observes some alternatives.
     *
     * @param alternatives numbers, ascending
     * @param first number of the first block
     * @param count of blocks
     * @return [position in alternatives][{@link Metric} in the order of their declaration][block]: means over the tasks of the block
     */
    double[][][] observe(int[] alternatives, long first, int count);

    /** Attempt steps simulated so far. */
    long steps();
}
