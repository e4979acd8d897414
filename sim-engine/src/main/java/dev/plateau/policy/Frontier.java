package dev.plateau.policy;

import org.apache.commons.math3.util.FastMath;

/**
 * The active prefixes of a search, as a policy may see them: k prefixes in lineage order. It shows what a real system would
 * know; the truth is in {@link OracleFrontier}, which only an {@link OraclePolicy} is handed.
 */
public interface Frontier {

    /** Number of active prefixes k, at least 1. */
    int size();

    /** Verifier score of prefix i in (0,1). */
    double score(int i);

    /**
     * Evidence about prefix i: the {@link Confidence} of the verifier, summed over the scored steps of its path, at
     * least 0. This default knows one step, the last.
     */
    default double evidence(int i) {
        return Confidence.of(score(i));
    }

    /** Cosine of the embeddings of prefixes i and j in [-1,1]; 1 for i = j. */
    double cosine(int i, int j);

    /** Number of the attempt, among the first steps of the search, that prefix i descends from, counted from 0. */
    default int lineage(int i) {
        return i;
    }

    /** Steps that every active prefix has taken, at least 1. */
    default int step() {
        return 1;
    }

    /** Attempts of the search that have finished so far. */
    default int finished() {
        return 0;
    }

    /**
     * For a rule that draws lots, whose only source of chance it is: a number in [0, 2^53), other at every task and step, and the
     * same whenever and wherever this decision is asked for.
     */
    default long seed() {
        return 0;
    }

    /**
     * Cosines of prefix i with all prefixes.
     *
     * @param i a prefix
     * @param row receives k values
     */
    default void cosines(int i, double[] row) {
        for (int j = 0; j < size(); j++) {
            row[j] = cosine(i, j);
        }
    }

    /**
     * Uniqueness of every prefix, gamma_i = e^(S_ii/T) / sum_j e^(S_ij/T) (DORA, Eq. 12), in (0,1].
     *
     * <p>This default computes the k^2 exponentials; an implementation that knows more about its similarities may be
     * faster.
     *
     * @param temperature T, above 0
     * @param uniqueness receives k values
     */
    default void uniqueness(double temperature, double[] uniqueness) {
        int k = size();
        for (int i = 0; i < k; i++) {
            double own = cosine(i, i);
            double sum = 0;
            for (int j = 0; j < k; j++) {
                sum += FastMath.exp((cosine(i, j) - own) / temperature);
            }
            uniqueness[i] = 1 / sum;
        }
    }
}
