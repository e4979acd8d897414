package dev.plateau.stress;

import dev.plateau.result.StressRow;
import java.util.Arrays;

/**
 * What a file says of a policy on a rung.
 *
 * @param course version
 * @param seed of everything random
 * @param family id
 * @param label of the rung
 * @param hostility in [0,1]
 * @param policy label
 * @param status {@value StressRow#OK}, or why it was disqualified
 * @param tasks simulated
 * @param right answers by group; none if it was disqualified
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StressCell(
        String course,
        String seed,
        String family,
        String label,
        double hostility,
        String policy,
        String status,
        long tasks,
        int[] right) {

    boolean kept() {
        return status.equals(StressRow.OK);
    }

    Series accuracy() {
        double size = (double) tasks / right.length;
        return new Series(Arrays.stream(right).mapToDouble(r -> r / size).toArray(), tasks);
    }

    /** Whether the tasks are the same, in the same groups. */
    boolean pairs(StressCell other) {
        return course.equals(other.course)
                && seed.equals(other.seed)
                && tasks == other.tasks
                && right.length == other.right.length;
    }
}
