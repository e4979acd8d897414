package dev.plateau.policy;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * DORA as its authors' code has it, which differs from their Eq. 10 to 13 (see {@link DoraPolicy}): every i with round(N w_i) =
 * 0 is dropped first; w and gamma are then computed anew over the rest, and N w_i gamma_i / sum_j w_j gamma_j is rounded. If
 * all are dropped, that code fails; here the N largest weights stay.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class ReleasedDoraPolicy extends SharePolicy {
    private final double temperature;
    private final double similarityTemperature;
    private final Rounder nearest = new Rounder(Rounding.PUBLISHED);
    private double[] factors = new double[0];
    private double[] row = new double[0];
    private int[] kept = new int[0];

    /**
     * The rule.
     *
     * @param temperature T_b, above 0
     * @param similarityTemperature T_s, above 0
     * @param rounding to whole rollouts, after those dropped
     */
    public ReleasedDoraPolicy(double temperature, double similarityTemperature, Rounding rounding) {
        super(rounding);
        this.temperature = temperature;
        this.similarityTemperature = similarityTemperature;
    }

    @Override
    public void weigh(Frontier frontier, int budget, double[] weights) {
        int k = frontier.size();
        kept = Scratch.room(k, kept);
        factors = Scratch.room(k, factors);
        row = Scratch.room(k, row);
        Weights.softmax(frontier, temperature, weights);
        nearest.round(weights, k, budget, kept);
        if (budget == 0) {
            Arrays.fill(kept, 0, k, 1);
        }
        for (int i = 0; i < k; i++) {
            factors[i] = kept[i] == 0 ? 0 : uniqueness(frontier, i, k);
        }
        Weights.multiply(weights, factors, k);
    }

    /** gamma_i over those kept. */
    private double uniqueness(Frontier frontier, int i, int k) {
        frontier.cosines(i, row);
        double sum = 0;
        for (int j = 0; j < k; j++) {
            if (kept[j] > 0) {
                sum += FastMath.exp((row[j] - row[i]) / similarityTemperature);
            }
        }
        return 1 / sum;
    }

    @Override
    public boolean readsScores() {
        return true;
    }

    @Override
    public boolean readsSimilarity() {
        return true;
    }
}
