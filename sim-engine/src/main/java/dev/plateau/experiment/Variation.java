package dev.plateau.experiment;

import java.util.Arrays;

/**
 * How much outcomes vary along the range of difficulty, from one block that has a task in each of equal strata: half the squared difference
 * of neighbours, summed over all policies and budgets.
 */
final class Variation {
    /** [stratum][policy and budget]. */
    private final double[][] outcomes;

    private double[] current;

    Variation(int strata, int series) {
        outcomes = new double[strata][series];
        current = outcomes[0];
    }

    /** Goes to a task. */
    void begin(int stratum) {
        current = outcomes[stratum];
        Arrays.fill(current, 0);
    }

    void add(int series, double value) {
        current[series] += value;
    }

    /** Between each stratum and the next. */
    double[] byStratum() {
        double[] variation = new double[outcomes.length - 1];
        for (int i = 0; i < variation.length; i++) {
            for (int s = 0; s < outcomes[i].length; s++) {
                double difference = outcomes[i + 1][s] - outcomes[i][s];
                variation[i] += difference * difference / 2;
            }
        }
        return variation;
    }
}
