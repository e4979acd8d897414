package dev.plateau.run;

import dev.plateau.model.Mistakes;
import dev.plateau.model.TaskTree;
import java.util.Arrays;

/**
 * Runs independent attempts of the open task side by side, step by step, and keeps what became of them; to the bit what {@link
 * AttemptProbe} finds one by one. Structure of arrays; grows, then allocates nothing. Used by one thread at a time.
 */
final class AttemptBatch {
    private final TaskTree tree;

    /** By attempt of the batch: key at which it finished. */
    long[] key = new long[0];

    long[] firstStep = new long[0];
    int[] direction = new int[0];
    int[] depth = new int[0];
    double[] tokens = new double[0];
    boolean[] correct = new boolean[0];
    /** In [0,1]; 0 if not scored. */
    double[] score = new double[0];

    /** Partial sum, error of the path and state at the finish. */
    double[] finalSum = new double[0];

    double[] finalError = new double[0];
    Mistakes.State[] finalState = new Mistakes.State[0];

    /** Those that go on: number of the attempt in the batch. */
    private int[] number = new int[0];

    private long[] at = new long[0];
    private double[] sum = new double[0];
    private double[] pathError = new double[0];
    private double[] written = new double[0];
    private double[] step = new double[0];
    private boolean[] finished = new boolean[0];
    private Mistakes.State[] state = new Mistakes.State[0];

    AttemptBatch(TaskTree tree) {
        this.tree = tree;
    }

    /** Runs attempts number {@code from} and those that follow it, {@code count} in all. */
    void run(int from, int count, boolean scored) {
        require(count);
        for (int i = 0; i < count; i++) {
            long first = tree.child(tree.root(), from + i);
            number[i] = i;
            at[i] = first;
            firstStep[i] = first;
            direction[i] = tree.direction(first);
            sum[i] = tree.directionSum(direction[i]);
        }
        Arrays.fill(pathError, 0, count, 0);
        Arrays.fill(written, 0, count, 0);
        boolean faultless = tree.faultless();
        if (!faultless) {
            Arrays.fill(state, 0, count, Mistakes.State.SOUND);
        }
        int left = count;
        for (int steps = 1; left > 0; steps++) {
            tree.addSteps(at, left, steps, sum);
            if (!faultless) {
                err(left, steps, scored);
            }
            if (scored) {
                tree.addPathErrors(at, left, pathError);
            }
            tree.tokens(at, left, step);
            tree.finishes(at, left, steps, finished);
            left = goOn(left, steps, faultless);
        }
        for (int i = 0; i < count; i++) {
            correct[i] = tree.finishedCorrect(key[i], depth[i], finalState[i], finalSum[i], from + i);
        }
        if (scored) {
            for (int i = 0; i < count; i++) {
                score[i] = tree.finishedScore(
                        key[i], direction[i], depth[i], finalSum[i], finalError[i], tokens[i], correct[i]);
            }
        } else {
            Arrays.fill(score, 0, count, 0);
        }
    }

    private void err(int count, int steps, boolean scored) {
        for (int i = 0; i < count; i++) {
            Mistakes.State before = state[i];
            state[i] = tree.state(at[i], steps, before);
            pathError[i] -= scored ? tree.drop(before, state[i]) : 0;
        }
    }

    /** Puts those aside that have finished, moves the others up and on to their next step; returns their number. */
    private int goOn(int count, int steps, boolean faultless) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int n = number[i];
            double so = written[i] + step[i];
            if (finished[i]) {
                key[n] = at[i];
                depth[n] = steps;
                tokens[n] = so;
                finalSum[n] = sum[i];
                finalError[n] = pathError[i];
                if (!faultless) {
                    finalState[n] = state[i];
                }
            } else {
                number[kept] = n;
                at[kept] = at[i];
                sum[kept] = sum[i];
                pathError[kept] = pathError[i];
                written[kept] = so;
                if (!faultless) {
                    state[kept] = state[i];
                }
                kept++;
            }
        }
        tree.descend(at, kept);
        return kept;
    }

    private void require(int capacity) {
        if (key.length < capacity) {
            key = new long[capacity];
            firstStep = new long[capacity];
            direction = new int[capacity];
            depth = new int[capacity];
            tokens = new double[capacity];
            correct = new boolean[capacity];
            score = new double[capacity];
            finalSum = new double[capacity];
            finalError = new double[capacity];
            finalState = new Mistakes.State[capacity];
            Arrays.fill(finalState, Mistakes.State.SOUND);
            number = new int[capacity];
            at = new long[capacity];
            sum = new double[capacity];
            pathError = new double[capacity];
            written = new double[capacity];
            step = new double[capacity];
            finished = new boolean[capacity];
            state = new Mistakes.State[capacity];
        }
    }
}
