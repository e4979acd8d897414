package dev.plateau.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the problems of a scenario; the same problem found twice counts once. */
final class Problems {
    /** Reported at most. */
    static final int MOST = 100;

    private static final Comparator<Problem> IN_ORDER = Comparator.comparing(
            problem -> problem.place().orElse(new Place("", 0, 0)),
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column));

    private final Set<Problem> found = new LinkedHashSet<>();
    private int count;

    void add(Place place, String text) {
        add(Problem.at(place, text));
    }

    void add(Problem problem) {
        found.add(problem);
        count++;
    }

    /** Reports a word that is none of the valid ones. */
    void addUnknown(Place place, String what, String word, Collection<String> valid) {
        add(place, unknown(what, word, "", valid));
    }

    /** Says that a word is none of the valid ones, and which of them is nearest. */
    static String unknown(String before, String word, String after, Collection<String> valid) {
        return before + " '" + Suggestions.shown(word) + "'" + after + "." + Suggestions.valid(word, valid);
    }

    /** Says that a table has no column of a name, and which might be meant. */
    static String missingColumn(String name, Collection<String> columns) {
        return "no column " + name + " (got " + Suggestions.shown(String.join(",", columns)) + ")"
                + Suggestions.nearest(name, columns)
                        .map(near -> ". Did you mean it by '" + near + "'?")
                        .orElse("");
    }

    /** How often a problem was added, known ones included: whether it grows tells whether something was wrong. */
    int count() {
        return count;
    }

    /** The first that was found. */
    Optional<Problem> first() {
        return found.stream().findFirst();
    }

    void throwIfAny() throws ScenarioException {
        if (!found.isEmpty()) {
            List<Problem> sorted = new ArrayList<>(found);
            sorted.sort(IN_ORDER);
            if (sorted.size() > MOST) {
                String rest = "and " + (sorted.size() - MOST) + " more problems";
                sorted.set(MOST, new Problem(sorted.get(MOST).place(), rest));
                sorted.subList(MOST + 1, sorted.size()).clear();
            }
            throw new ScenarioException(sorted);
        }
    }
}
