package dev.plateau.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
            String before = shown(was, name);
            String after = shown(is, name);
            if (!Objects.equals(was.get(name), is.get(name))) {
                lines.add(name + ": " + after + " (was " + before + ")");
            }
        }
        if (lines.size() <= MOST) {
            return lines;
        }
        List<String> few = new ArrayList<>(lines.subList(0, MOST));
        few.add("and " + (lines.size() - MOST) + " more");
        return few;
    }

    private static String shown(SortedMap<String, String> settings, String name) {
        String value = settings.getOrDefault(name, "not given");
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }
}
