package dev.plateau.sensitivity;

import java.util.List;
import java.util.function.BooleanSupplier;

/** What comes out of settings. */
public interface Response {
    /** How many outputs there are. */
    int outputs();

    /**
     * Tries groups of settings. All of a group meet the same tasks, each group others.
     *
     * @param groups settings as shares of their ranges, each in [0,1]: [group][place]
     * @param first number of the first group, which chooses its tasks
     * @param goOn asked before each group is waited for; the rest is left out once it says no
     * @return [group][place][output]; fewer groups if it was told to stop
     */
    List<Reading[][]> at(List<double[][]> groups, long first, BooleanSupplier goOn);
}
