package dev.plateau.policy;

import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A policy breaks what it owes the search, and the search cannot go on. The policy is to be mended. */
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 3;
    private static final int LONGEST = 500;
    private static final String CONTRACT = "; dev.plateau.policy.%s checks that in a test";

    private final String name;
    private final String fault;
    private final String where;
    private final String hint;
    private final boolean late;

    private PolicyException(
            String name, String fault, String where, String hint, boolean late, @Nullable Throwable cause) {
        super(name + " " + fault + where + (hint.isEmpty() ? "" : ". " + hint), cause);
        this.name = name;
        this.fault = fault;
        this.where = where;
        this.hint = hint;
        this.late = late;
    }

    /**
     * A fault of a policy whose name the caller knows.
     *
     * @param fault what the policy did, after "policy x "
     * @param hint what it ought to do, a sentence without its period, or empty
     */
    public PolicyException(String fault, String hint) {
        this("a policy", fault, "", hint, false, null);
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
        return new PolicyException(
                "a policy",
                "threw " + described(thrown) + " " + line(type, thrown),
                "",
                "Plateau cannot go on without its answer",
                false,
                thrown);
    }

    /**
     * A policy does not answer, and has a thread that is left behind with it.
     *
     * @param type of the policy
     * @param where it is by now, as the stack of that thread
     * @param patience that it was met with
     */
    public static PolicyException late(Class<?> type, Throwable where, Duration patience) {
        return new PolicyException(
                "a policy",
                "did not answer within " + patience.toMillis() / 1e3 + " s, " + line(type, where),
                "",
                "Its thread cannot be stopped and is left behind",
                true,
                where);
    }

    /** What was thrown in one line of bounded length, even if it cannot say itself what it is. */
    private static String described(Throwable thrown) {
        try {
            String said = String.valueOf(thrown).replaceAll("\\p{Cntrl}+", " ");
            return said.length() > LONGEST ? said.substring(0, LONGEST) + ".." : said;
        } catch (RuntimeException | StackOverflowError e) {
            return thrown.getClass().getName();
        }
    }

    /** The line of its own that it came to; a compiled exception may have lost its trace. */
    private static String line(Class<?> type, Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().equals(type.getName()))
                .findFirst()
                .map(frame -> "at " + frame)
                .orElse("in " + type.getName());
    }

    /** The memory did not suffice while a policy ran. */
    public static PolicyException exhausted(OutOfMemoryError error) {
        return new PolicyException(
                "a policy",
                "ran out of memory (" + error.getMessage() + ")",
                "",
                "PLATEAU_JAVA_OPTS=-Xmx4g gives more",
                false,
                error);
    }

    /** The same for another process, which need not know the class of what caused it. */
    public PolicyException withoutCause() {
        return new PolicyException(name, fault, where, hint, late, null);
    }

    /** Whether it keeps a thread for ever, so that it had better not be asked again. */
    public boolean isLeftBehind() {
        return late;
    }

    /** What it did, without its name. */
    String fault() {
        return fault;
    }

    /** The same with the name that the policy has in the study. */
    public PolicyException of(String label) {
        return new PolicyException("policy " + label, fault, where, hint, late, this);
    }

    /** The same with the place where it happened, after "policy x did y ". */
    public PolicyException when(String place) {
        return new PolicyException(name, fault, " " + place, hint, late, this);
    }
}
