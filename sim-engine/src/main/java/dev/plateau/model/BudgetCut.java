package dev.plateau.model;

/**
 * A budget that is cut while it is spent (MODEL section 8). A policy plans with N rollouts, but only ceil(share N) of them can be
 * finished. A step-wise search learns that after step {@code after}: from then on it has that many, less than what it has
 * begun. Whoever makes attempts or rounds one after another learns it when so many are made, and a batch before its first.
 *
 * @param after step of a search, at least 1; a search that is over by then is not cut
 * @param share in (0,1]; 1 for no cut
 */
public record BudgetCut(int after, double share) {
    /** A budget that is kept. */
    public static final BudgetCut NONE = new BudgetCut(1, 1);

    /** Checks the ranges. */
    public BudgetCut {
        if (after < 1 || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("need after >= 1 and share in (0,1], got " + after + " and " + share);
        }
    }

    /** What is left in all of a budget. */
    public int left(int budget) {
        return (int) Math.ceil(share * budget);
    }

    /** What a search may finish that has made so many steps. */
    public int left(int budget, int steps) {
        return steps >= after ? left(budget) : budget;
    }
}
