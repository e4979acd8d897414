package dev.plateau.policy;

/** The active prefixes of a search, as a policy may see them: k prefixes in lineage order. */
public interface Frontier {

    /** Number of active prefixes k, at least 1. */
    int size();

    /** Verifier score of prefix i in (0,1). */
    double score(int i);

    /** Cosine of the embeddings of prefixes i and j in [-1,1]; 1 for i = j. */
    double cosine(int i, int j);

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
                sum += org.apache.commons.math3.util.FastMath.exp((cosine(i, j) - own) / temperature);
            }
            uniqueness[i] = 1 / sum;
        }
    }
}
