package dev.plateau.store;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** How settings differ. */
final class Differences {
    private static final int MOST = 12;
    private static final int LONGEST = 60;

    private Differences() {}

    /** A line for each setting that differs, in the order of names; of many the first few. */
    static List<String> between(SortedMap<String, String> was, SortedMap<String, String> is) {
        TreeSet<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            String before = was.get(name);
            String after = is.get(name);
            if (before == null) {
                lines.add(name + ": " + shown(is.get(name)) + " (was not given)");
            } else if (after == null) {
                lines.add(name + ": not given (was " + shown(before) + ")");
            } else if (!before.equals(after)) {
                lines.add(name + ": " + shown(after) + " (was " + shown(before) + ")");
            }
        }
        if (lines.size() <= MOST) {
            return lines;
        }
        List<String> few = new ArrayList<>(lines.subList(0, MOST));
        few.add("and " + (lines.size() - MOST) + " more");
        return few;
    }

    private static String shown(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }
}
