package dev.plateau.policy;

/** A rule breaks what {@link StepwisePolicy#allocate} asks of it, and the search cannot go on. The rule is to be mended. */
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String fault;

    /**
     * A fault of a rule whose name the caller knows.
     *
     * @param fault what the rule did, after "policy x "
     */
    public PolicyException(String fault) {
        super("a policy " + fault);
        this.fault = fault;
    }

    private PolicyException(String label, PolicyException unnamed) {
        super("policy " + label + " " + unnamed.fault, unnamed);
        this.fault = unnamed.fault;
    }

    /** The same with the name that the policy has in the study. */
    public PolicyException of(String label) {
        return new PolicyException(label, this);
    }
}
