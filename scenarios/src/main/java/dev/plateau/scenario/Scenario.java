package dev.plateau.scenario;

import dev.plateau.experiment.Study;
import java.util.Map;

/**
 * A scenario that has been read and found right.
 *
 * @param file where it was read from, for messages
 * @param text its full text
 * @param inputs full texts of the files that it names, by the name that it gives them
 * @param study what it asks for
 */
public record Scenario(String file, String text, Map<String, String> inputs, Study study) {
    /** Copies the map. */
    public Scenario {
        inputs = Map.copyOf(inputs);
    }

    /** The name: that of the file without its ending. */
    public String name() {
        return study.name();
    }
}
