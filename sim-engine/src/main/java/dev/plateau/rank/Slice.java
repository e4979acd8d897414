package dev.plateau.rank;

import dev.plateau.experiment.Metric;
import java.io.Serializable;

/**
 * What some alternatives of a contestant showed in some blocks.
 *
 * @param means [alternative][{@link Metric} in the order of their declaration][block]: over the tasks of the block
 * @param steps of attempts that were simulated for it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Slice(double[][][] means, long steps) implements Serializable {}
