package dev.plateau.policy;

import org.apache.commons.math3.util.FastMath;

/** Arithmetic that allocation rules share. */
final class Weights {

    private Weights() {}

    /** w_i = e^(R_i/T) / sum_j e^(R_j/T), computed from the differences to the largest score. */
    static void softmax(Frontier frontier, double temperature, double[] weights) {
        int k = frontier.size();
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < k; i++) {
            top = Math.max(top, frontier.score(i));
        }
        double sum = 0;
        for (int i = 0; i < k; i++) {
            weights[i] = FastMath.exp((frontier.score(i) - top) / temperature);
            sum += weights[i];
        }
        for (int i = 0; i < k; i++) {
            weights[i] /= sum;
        }
    }

    /** Makes the first k weights sum to 1. */
    static void normalise(double[] weights, int k) {
        double sum = 0;
        for (int i = 0; i < k; i++) {
            sum += weights[i];
        }
        for (int i = 0; i < k; i++) {
            weights[i] /= sum;
        }
    }
}
