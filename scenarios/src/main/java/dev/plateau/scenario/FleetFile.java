package dev.plateau.scenario;

import dev.plateau.experiment.Service;
import java.util.List;
import java.util.Map;

/**
 * The machines of a file that has been read and found right.
 *
 * @param file where it was read from, for messages
 * @param text its full text
 * @param inputs full texts of the files that it names, by the name that it gives them
 * @param services its fleets, at least one; they serve the policy model at least
 * @param defaults by the name of the fleet the keys that decide on its results and are not given, with their values
 * @param seed of everything random
 */
public record FleetFile(
        String file,
        String text,
        Map<String, String> inputs,
        List<Service> services,
        Map<String, Map<String, String>> defaults,
        long seed) {
    /** Copies the collections. */
    public FleetFile {
        inputs = Map.copyOf(inputs);
        services = List.copyOf(services);
        defaults = Map.copyOf(defaults);
    }
}
