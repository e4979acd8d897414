package dev.plateau.terrain;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where policies meet at given settings. */
public interface Ground {
    /**
     * Lets all policies meet the same tasks at some settings.
     *
     * @param settings at each place
     * @param tasks that are met at all of them
     * @param goOn asked before each place is waited for; the rest is left out once it says no
     * @return a sample for each place in order, empty if no world has its settings; fewer if it was told to stop
     */
    List<Optional<Sample>> meet(List<double[]> settings, Tasks tasks, BooleanSupplier goOn);
}
