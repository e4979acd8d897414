package dev.plateau.policy;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A policy breaks what it owes the search, and the search cannot go on. The policy is to be mended. */
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 2;
    private static final String CONTRACT = "; dev.plateau.policy.%s checks that in a test";

    private final String name;
    private final String fault;
    private final String where;
    private final String hint;

    private PolicyException(String name, String fault, String where, String hint, @Nullable Throwable cause) {
        super(name + " " + fault + where + (hint.isEmpty() ? "" : ". " + hint), cause);
        this.name = name;
        this.fault = fault;
        this.where = where;
        this.hint = hint;
    }

    /**
     * A fault of a policy whose name the caller knows.
     *
     * @param fault what the policy did, after "policy x "
     * @param hint what it ought to do, a sentence without its period, or empty
     */
    public PolicyException(String fault, String hint) {
        this("a policy", fault, "", hint, null);
    }

    /** A rule of the search whose fault the contract would have found. */
    static PolicyException ofRule(String fault, String hint) {
        return new PolicyException(fault, hint + CONTRACT.formatted("PolicyContract"));
    }

    /** A rule of the search read what it does not pay for. */
    static PolicyException ofUndeclared(String what, String declaration) {
        return ofRule(undeclared(what, declaration), "A rule pays for what it declares and may read nothing else");
    }

    /** A stopping rule read what it does not pay for. */
    static PolicyException ofUndeclaredTally(String what, String declaration) {
        return new PolicyException(
                undeclared(what, declaration),
                "A rule pays for what it declares and may read nothing else" + CONTRACT.formatted("StoppingContract"));
    }

    private static String undeclared(String what, String declaration) {
        return "read " + what + ", but its " + declaration + "() is false";
    }

    /**
     * What was thrown while a policy had its turn: the fault of a policy as it is, anything else as one.
     *
     * @param type of what had its turn
     * @param thrown by it
     * @throws OutOfMemoryError if that was thrown, which need not be the fault of a policy
     */
    public static PolicyException by(Class<?> type, Throwable thrown) {
        if (thrown instanceof PolicyException fault) {
            return fault;
        }
        if (thrown instanceof OutOfMemoryError memory) {
            throw memory;
        }
        // The line of its own that it came to; a compiled exception may have lost its trace.
        String line = Stream.of(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().equals(type.getName()))
                .findFirst()
                .map(frame -> "at " + frame)
                .orElse("in " + type.getName());
        return new PolicyException(
                "a policy", "threw " + thrown + " " + line, "", "Plateau cannot go on without its answer", thrown);
    }

    /** What it did, without its name. */
    String fault() {
        return fault;
    }

    /** The same with the name that the policy has in the study. */
    public PolicyException of(String label) {
        return new PolicyException("policy " + label, fault, where, hint, this);
    }

    /** The same with the place where it happened, after "policy x did y ". */
    public PolicyException when(String place) {
        return new PolicyException(name, fault, " " + place, hint, this);
    }
}
