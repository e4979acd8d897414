package dev.plateau.policy;

import java.util.List;

/**
 * Names a policy, declares its parameters and makes it. Policies of other projects register an implementation with
 * {@link java.util.ServiceLoader}.
 */
public interface PolicyFactory {

    /** Name in scenarios and tables: lower case, words joined by hyphens. */
    String id();

    /** What it does, one line. */
    String summary();

    /** Its parameters in the order of the help. */
    List<Parameter> parameters();

    /** Makes one instance for the use of one thread. */
    Policy create(Settings settings);
}
