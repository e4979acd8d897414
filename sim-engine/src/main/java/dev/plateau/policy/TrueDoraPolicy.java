package dev.plateau.policy;

import java.util.Arrays;

/**
 * DORA that is told the true directions: w = softmax(R / T_b), each divided by the number of active prefixes of its direction,
 * normalised and rounded. What any embedding model could at best contribute to {@link DoraPolicy}.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class TrueDoraPolicy implements OraclePolicy {
    private final double temperature;
    private final Rounding rounding;
    private double[] weights = new double[0];
    private double[] remainders = new double[0];
    private double[] scratch = new double[0];
    private int[] members = new int[0];

    /**
     * The rule.
     *
     * @param temperature T_b, above 0
     * @param rounding to whole rollouts
     */
    public TrueDoraPolicy(double temperature, Rounding rounding) {
        this.temperature = temperature;
        this.rounding = rounding;
    }

    @Override
    public void allocate(OracleFrontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        if (weights.length < k) {
            weights = new double[2 * k];
            remainders = new double[2 * k];
            scratch = new double[2 * k];
        }
        int directions = 0;
        for (int i = 0; i < k; i++) {
            directions = Math.max(directions, frontier.direction(i) + 1);
        }
        if (members.length < directions) {
            members = new int[2 * directions];
        }
        Arrays.fill(members, 0, directions, 0);
        for (int i = 0; i < k; i++) {
            members[frontier.direction(i)]++;
        }
        Weights.softmax(frontier, temperature, weights);
        for (int i = 0; i < k; i++) {
            weights[i] /= members[frontier.direction(i)];
        }
        Weights.normalise(weights, k);
        rounding.round(weights, k, budget, allocation, remainders, scratch);
    }

    @Override
    public boolean readsScores() {
        return true;
    }

    @Override
    public boolean readsSimilarity() {
        return false;
    }
}
