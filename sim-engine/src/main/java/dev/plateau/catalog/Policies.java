package dev.plateau.catalog;

import dev.plateau.policy.PolicyFactory;
import java.util.List;

/** All policies by name. */
public final class Policies {

    private Policies() {}

    /** Built-in factories in the order of the help, then those found through ServiceLoader by name. */
    public static List<PolicyFactory> factories() {
        return List.of();
    }
}
