package dev.plateau.experiment;

import dev.plateau.model.Difficulty;
import dev.plateau.model.Strata;
import dev.plateau.model.World;
import dev.plateau.policy.BatchPolicy;

/**
 * Takes tasks more often from where on the range of difficulty outcomes vary (Neyman 1934, section on optimum allocation: in
 * proportion to the standard deviation inside a stratum). The variation is measured on the first {@value #BLOCKS} blocks, which count as all
 * others do; given them, the means of the later blocks are unbiased. Three tenths of the tasks stay spread evenly, so that none counts
 * more than 3.4 times.
 *
 * <p>Recorded problems stay as they are, and so do tasks that share a budget, which must be a fair sample of all.
 */
final class Focus {
    /** Blocks that tell where outcomes vary. */
    static final int BLOCKS = 8;

    private static final double EVEN = 0.3;
    /** Strata to either side over which the measured variation is averaged. */
    private static final int NEAR = 4;

    private Focus() {}

    /** Whether a study can have it. */
    static boolean wanted(Study study, World world) {
        return study.reduction().focus()
                && !(world.difficulty().core() instanceof Difficulty.Empirical)
                && study.entrants().stream()
                        .noneMatch(entrant -> entrant.policy().get() instanceof BatchPolicy);
    }

    /**
     * The strata for the blocks that follow.
     *
     * @param variation by pair of neighbours among the strata of a block
     */
    static Strata of(double[] variation) {
        int count = variation.length + 1;
        double[] density = new double[count];
        double total = 0;
        for (int i = 0; i < count; i++) {
            double sum = 0;
            int pairs = 0;
            for (int j = Math.max(0, i - NEAR); j < Math.min(variation.length, i + NEAR); j++) {
                sum += variation[j];
                pairs++;
            }
            density[i] = Math.sqrt(sum / pairs);
            total += density[i];
        }
        for (int i = 0; i < count; i++) {
            density[i] = EVEN + (total > 0 ? (1 - EVEN) * density[i] * count / total : 1 - EVEN);
        }
        return Strata.ofDensity(density, count);
    }
}
