package dev.plateau.stress;

import java.util.Arrays;
import java.util.Optional;

/**
 * What one policy did on one rung, by group of tasks.
 *
 * @param right right answers
 * @param rollouts mean rollouts spent per task
 * @param groupTasks tasks of every group
 * @param fault why it was disqualified, if it was; then there are no numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not shared beyond this package
record Tally(int[] right, double[] rollouts, int groupTasks, Optional<String> fault) {
    /** Without numbers; the reason is put on one line. */
    static Tally disqualified(String fault) {
        return new Tally(
                new int[0],
                new double[0],
                0,
                Optional.of(fault.replaceAll("\\s+", " ").strip()));
    }

    long tasks() {
        return (long) groupTasks * right.length;
    }

    Series accuracy() {
        return new Series(
                Arrays.stream(right).mapToDouble(r -> (double) r / groupTasks).toArray(), tasks());
    }

    Series spent() {
        return new Series(rollouts, tasks());
    }
}
