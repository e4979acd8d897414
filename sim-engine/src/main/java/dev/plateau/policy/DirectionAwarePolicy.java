package dev.plateau.policy;

/**
 * Any rule that is blind to directions, told the true ones: what it gives to a prefix is divided by the number of active
 * prefixes of its direction, and all of it made to sum to what it was. It measures what a rule loses by its blindness.
 *
 * <ul>
 *   <li>A rule of weights has these divided before it rounds them in its own way: REBASE becomes {@link TrueDoraPolicy}.
 *   <li>Of another rule the whole rollouts are divided, and rounded by largest remainders.
 *   <li>Where all active prefixes are of one direction there is nothing to know: the rule decides as it would alone.
 * </ul>
 *
 * <p>Instances keep scratch memory: one thread at a time.
 */
public final class DirectionAwarePolicy implements OraclePolicy {
    private final StepwisePolicy rule;
    private final DirectionSizes sizes = new DirectionSizes();
    private final Rounder rounder = new Rounder(Rounding.LARGEST_REMAINDER);
    private double[] weights = new double[0];

    /**
     * Makes a rule aware.
     *
     * @param rule neither told the truth nor reading similarities: such a rule would be corrected twice
     */
    public DirectionAwarePolicy(StepwisePolicy rule) {
        if (rule instanceof OraclePolicy || rule.readsSimilarity()) {
            throw new IllegalArgumentException("the rule heeds directions already");
        }
        this.rule = rule;
    }

    @Override
    public void allocate(OracleFrontier frontier, int budget, int[] allocation) {
        if (!several(frontier)) {
            rule.allocate(frontier, budget, allocation);
            return;
        }
        int k = frontier.size();
        weights = Scratch.room(k, weights);
        if (rule instanceof SharePolicy share) {
            share.weigh(frontier, budget, weights);
            sizes.shareOut(frontier, weights);
            share.round(weights, k, budget, allocation);
            return;
        }
        rule.allocate(frontier, budget, allocation);
        int given = 0;
        for (int i = 0; i < k; i++) {
            weights[i] = allocation[i];
            given += allocation[i];
        }
        sizes.shareOut(frontier, weights);
        rounder.round(weights, k, rule.spendsAll() ? budget : given, allocation);
    }

    private static boolean several(OracleFrontier frontier) {
        for (int i = 1; i < frontier.size(); i++) {
            if (frontier.direction(i) != frontier.direction(0)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean readsScores() {
        return rule.readsScores();
    }

    @Override
    public boolean readsSimilarity() {
        return false;
    }

    @Override
    public boolean spendsAll() {
        return rule.spendsAll();
    }
}
