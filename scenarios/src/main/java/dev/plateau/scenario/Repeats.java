package dev.plateau.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/** Rows that say again what a row above them said: of each problem the first is reported, with how many there are. */
final class Repeats {
    private final Map<String, Repeat> first = new LinkedHashMap<>();
    private final Map<String, Integer> times = new LinkedHashMap<>();

    /** The first repeat of a problem. */
    private record Repeat(Place place, String text) {}

    /**
     * Notes one.
     *
     * @param id of the problem that it belongs to
     * @param place of the repeat
     * @param what is repeated
     * @param line where it was said first
     */
    void add(String id, Place place, String what, int line) {
        first.putIfAbsent(id, new Repeat(place, what + " is there twice, first on line " + line));
        times.merge(id, 1, Integer::sum);
    }

    /** Reports one for each problem. */
    void report(Problems problems) {
        first.forEach((id, repeat) -> {
            int more = times.getOrDefault(id, 1) - 1;
            problems.add(
                    repeat.place(),
                    repeat.text()
                            + (more == 0
                                    ? ""
                                    : ", and so are " + more + " more row" + (more == 1 ? "" : "s") + " of problem "
                                            + Suggestions.shown(id)));
        });
    }
}
