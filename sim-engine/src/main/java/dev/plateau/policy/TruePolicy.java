package dev.plateau.policy;

/**
 * The exact allocation by one who knows every prefix's true chance v: 1 - prod_i (1 - v_i)^B_i is largest if all N go to the
 * largest v. Of prefixes that share it, each gets the same; what does not divide goes to the earlier ones.
 *
 * <p>Instances keep scratch memory: one thread at a time.
 *
 * <p>It is exact for the step at hand, not over steps to come; against it regret is measured.
 */
public final class TruePolicy implements OraclePolicy {
    private double[] values = new double[0];

    @Override
    public void allocate(OracleFrontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        values = Scratch.room(k, values);
        double top = 0;
        for (int i = 0; i < k; i++) {
            values[i] = frontier.value(i);
            top = Math.max(top, values[i]);
        }
        int best = 0;
        for (int i = 0; i < k; i++) {
            best += values[i] == top ? 1 : 0;
        }
        int served = 0;
        for (int i = 0; i < k; i++) {
            allocation[i] = 0;
            if (values[i] == top) {
                allocation[i] = budget / best + (served++ < budget % best ? 1 : 0);
            }
        }
    }

    @Override
    public boolean readsScores() {
        return false;
    }

    @Override
    public boolean readsSimilarity() {
        return false;
    }
}
