package dev.plateau.scenario;

import dev.plateau.experiment.Study;
import java.util.List;

/** A scenario of which some numbers are moved. */
public interface MovedScenario {
    /** The scenario that it was made of. */
    Scenario scenario();

    /** What is moved and where to, as words of {@code --over}. */
    List<String> over();

    /** What the result leaves out of the scenario. */
    List<String> warnings();

    /** The study of the scenario. */
    default Study study() {
        return scenario().study();
    }
}
