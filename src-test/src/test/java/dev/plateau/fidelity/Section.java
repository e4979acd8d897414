package dev.plateau.fidelity;

import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A part of docs/fidelity.md that is written by a command, between the marks of its name. */
interface Section {

    /** In the marks, and by which it can be chosen. */
    String name();

    /** What it needs of the recorded data that are not part of the project. */
    default List<String> needs() {
        return List.of();
    }

    /**
     * Its Markdown.
     *
     * @param home folder of the project
     */
    String text(Path home) throws IOException, ScenarioException;
}
