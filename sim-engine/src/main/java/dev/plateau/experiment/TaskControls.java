package dev.plateau.experiment;

import dev.plateau.model.TaskTree;

/**
 * What is known of a task before any attempt and has mean 0 whatever its chance p is (MODEL section 3). With v_j the chance of an attempt
 * in direction j, of popularity pi_j, and e_j the verifier's error about that direction:
 *
 * <ul>
 *   <li>A = sum_j pi_j v_j - p: directions that are better or worse than they are on average. Its mean is 0 because the
 *       threshold is set so that a random attempt is right with chance p.
 *   <li>B = sum_j pi_j v_j e_j: good directions that the verifier likes. Its mean is 0 because e_j has mean 0 and is independent of the
 *       qualities; it is left out if the verifier's liking depends on popularity.
 *   <li>A and B divided by p + 0.03, which counts them most where tasks are hard.
 * </ul>
 */
final class TaskControls {
    /** How many there are. */
    static final int COUNT = 4;

    private static final double SOFT = 0.03;

    private TaskControls() {}

    /** Adds those of the open task, times a weight. */
    static void add(TaskTree tree, double weight, double[] sums) {
        double chance = tree.chance();
        double quality = -chance;
        double liking = 0;
        boolean impartial = tree.world().verifier().popularity() == 0;
        for (int j = 0; j < tree.directions(); j++) {
            double right = tree.popularity(j) * tree.directionChance(j);
            quality += right;
            liking += impartial ? right * tree.verifierError(j) : 0;
        }
        double hard = weight / (chance + SOFT);
        sums[0] += weight * quality;
        sums[1] += weight * liking;
        sums[2] += hard * quality;
        sums[3] += hard * liking;
    }
}
