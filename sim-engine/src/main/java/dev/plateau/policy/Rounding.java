package dev.plateau.policy;

/** From real-valued shares of a budget to whole rollouts (MODEL section 9). */
public enum Rounding {
    /**
     * B_i = round(N w_i), ties to even, as the papers have it. The sum may differ from N; if everything rounds to 0, where
     * the released code fails, the largest remainders decide.
     */
    PUBLISHED,
    /** Floors first, then one more to each of the largest remainders (ties to the earlier): spends exactly N. */
    LARGEST_REMAINDER
}
