package dev.plateau.run;

import dev.plateau.model.Mistakes;
import java.util.Arrays;

/** Steps that are written together, each with the prefix that it makes. Structure of arrays; grows, then allocates nothing. */
final class Steps {
    /** Number of the prefix that a step goes on from. */
    int[] parent = new int[0];

    long[] key = new long[0];
    int[] direction = new int[0];
    double[] sum = new double[0];
    double[] pathError = new double[0];
    /** All sound where no step errs: then nobody writes them. */
    Mistakes.State[] state = new Mistakes.State[0];

    /** Of the step alone. */
    double[] tokens = new double[0];
    /** Whether the attempt ends with it. */
    boolean[] finished = new boolean[0];
    /** Number of the request that writes a step of {@link #end}, when requests are recorded. */
    int[] request = new int[0];
    /** Those that end an attempt which counts. */
    int[] end = new int[0];

    void require(int capacity) {
        if (key.length < capacity) {
            int room = Math.max(capacity, 2 * key.length);
            parent = new int[room];
            key = new long[room];
            direction = new int[room];
            sum = new double[room];
            pathError = new double[room];
            state = new Mistakes.State[room];
            tokens = new double[room];
            finished = new boolean[room];
            request = new int[room];
            end = new int[room];
            Arrays.fill(state, Mistakes.State.SOUND);
        }
    }
}
