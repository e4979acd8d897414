package dev.plateau.result;

/** What a budget counts. */
public enum BudgetUnit {
    /** Rollouts, each paid for whatever its length. */
    ROLLOUTS("rollouts", "rollout"),
    /** Tokens that the policy model writes. */
    TOKENS("tokens", "token"),
    /** 10^12 floating-point operations of policy model, verifier and embedder together. */
    TFLOP("TFLOP", "TFLOP");

    private final String plural;
    private final String singular;

    BudgetUnit(String plural, String singular) {
        this.plural = plural;
        this.singular = singular;
    }

    /** Several of it; also its name in scenarios, in lower case. */
    public String plural() {
        return plural;
    }

    /** One of it. */
    public String singular() {
        return singular;
    }
}
