package dev.plateau.stress;

import java.util.List;

/**
 * What policies are put through. Scores are comparable between courses of one version.
 *
 * @param version changes whenever a family does
 * @param families in the order of tables
 */
public record Course(String version, List<Family> families) {
    /** Copies the list. */
    public Course {
        families = List.copyOf(families);
    }
}
