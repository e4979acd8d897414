package dev.plateau.policy;

/**
 * The exact allocation by one who knows every prefix's true chance v: 1 - prod_i (1 - v_i)^B_i is largest if all N go to the
 * largest v. Of prefixes that share it, each gets the same; what does not divide goes to the earlier ones.
 *
 * <p>It is exact for the step at hand, not over steps to come; against it regret is measured.
 */
public record TruePolicy() implements OraclePolicy {

    @Override
    public void allocate(OracleFrontier frontier, int budget, int[] allocation) {
        int k = frontier.size();
        double top = frontier.value(0);
        for (int i = 1; i < k; i++) {
            top = Math.max(top, frontier.value(i));
        }
        int best = 0;
        for (int i = 0; i < k; i++) {
            best += frontier.value(i) == top ? 1 : 0;
        }
        int served = 0;
        for (int i = 0; i < k; i++) {
            allocation[i] = 0;
            if (frontier.value(i) == top) {
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
