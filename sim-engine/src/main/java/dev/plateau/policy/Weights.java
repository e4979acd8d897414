package dev.plateau.policy;

import dev.plateau.model.Exponential;

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
            weights[i] = Exponential.of((frontier.score(i) - top) / temperature);
            sum += weights[i];
        }
        for (int i = 0; i < k; i++) {
            weights[i] /= sum;
        }
    }

    /** DORA's weights: those of {@link #softmax}, each times its uniqueness, normalised. */
    static void dora(
            Frontier frontier,
            double temperature,
            double similarityTemperature,
            double[] weights,
            double[] uniqueness) {
        softmax(frontier, temperature, weights);
        frontier.uniqueness(similarityTemperature, uniqueness);
        multiply(weights, uniqueness, frontier.size());
    }

    /** Multiplies the first k weights by factors above 0 and makes them sum to 1. */
    static void multiply(double[] weights, double[] factors, int k) {
        for (int i = 0; i < k; i++) {
            weights[i] *= factors[i];
        }
        normalise(weights, k);
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
