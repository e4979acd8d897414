package dev.plateau.scenario;

import dev.plateau.result.SweepAxis;
import dev.plateau.scenario.Node.Mapping;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A scenario in which any number of keys have several values: the points are the product of all, the last key changing
 * fastest. A point is a scenario of its own, read when it is asked for, so that a sweep of many takes no more memory than of
 * one.
 */
public final class Sweep {
    private final String name;
    private final String file;
    private final String text;
    private final Mapping root;
    private final List<SweepReader.Swept> swept;
    private final List<SweepAxis> axes;
    private final Map<String, String> inputs;
    private final Reader reader;

    /** Reads one point. */
    interface Reader {
        Scenario read(String name, Mapping keys) throws ScenarioException;
    }

    Sweep(
            String name,
            String file,
            String text,
            Mapping root,
            List<SweepReader.Swept> swept,
            Map<String, String> inputs,
            Reader reader) {
        this.name = name;
        this.file = file;
        this.text = text;
        this.root = root;
        this.swept = List.copyOf(swept);
        this.axes = swept.stream()
                .map(key -> new SweepAxis(key.key(), key.words(), key.type()))
                .toList();
        this.inputs = inputs;
        this.reader = reader;
    }

    /** The name of the scenario. */
    public String name() {
        return name;
    }

    /** Where it was read from, for messages. */
    public String file() {
        return file;
    }

    /** Its full text. */
    public String text() {
        return text;
    }

    /** The swept keys; none if the scenario is a single point. */
    public List<SweepAxis> axes() {
        return axes;
    }

    /** Whether no key has several values. */
    public boolean isSingle() {
        return axes.isEmpty();
    }

    /** Number of points. */
    public int size() {
        return axes.stream().mapToInt(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
    }

    /** Number of the value of each key at a point. */
    public int[] indexes(int point) {
        int[] indexes = new int[axes.size()];
        int rest = point;
        for (int a = indexes.length - 1; a >= 0; a--) {
            int values = axes.get(a).values().size();
            indexes[a] = rest % values;
            rest /= values;
        }
        return indexes;
    }

    /** The values of the keys at a point. */
    public List<String> values(int point) {
        int[] indexes = indexes(point);
        List<String> values = new ArrayList<>();
        for (int a = 0; a < indexes.length; a++) {
            values.add(axes.get(a).values().get(indexes[a]));
        }
        return values;
    }

    /** The name of a point: that of the scenario and the values of the keys. */
    public String name(int point) {
        return isSingle() ? name : name + "/" + words(point);
    }

    private String words(int point) {
        List<String> values = values(point);
        List<String> words = new ArrayList<>();
        for (int a = 0; a < values.size(); a++) {
            words.add(axes.get(a).key() + "=" + values.get(a));
        }
        return String.join(",", words);
    }

    /**
     * The scenario at a point.
     *
     * @param point from 0 on, below {@link #size}
     */
    public Scenario point(int point) {
        try {
            return read(point);
        } catch (ScenarioException e) {
            throw new IllegalStateException("it has been read before", e);
        }
    }

    /** The same, of a sweep that is not checked. */
    Scenario read(int point) throws ScenarioException {
        IdentityHashMap<Node, Node> values = new IdentityHashMap<>();
        int[] indexes = indexes(point);
        for (int a = 0; a < indexes.length; a++) {
            values.put(swept.get(a).node(), swept.get(a).values().get(indexes[a]));
        }
        return reader.read(name(point), (Mapping) SweepReader.with(root, values));
    }

    /** Every value of the file, by its path. */
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        Scenario.collect(root, "", settings);
        return settings;
    }

    /** Full texts of the files that it names, by the name that it gives them. */
    public Map<String, String> inputs() {
        return Map.copyOf(inputs);
    }

    /** Points at which a problem is. */
    private static final class Seen {
        final int first;
        int count;
        final List<BitSet> values = new ArrayList<>();

        Seen(int first) {
            this.first = first;
        }
    }

    /**
     * Reads all points.
     *
     * @throws ScenarioException if anything is wrong with any of them; what is wrong at some points alone is reported with the
     *     values at the first of them
     */
    void check() throws ScenarioException {
        Map<Problem, Seen> found = new LinkedHashMap<>();
        int points = size();
        for (int point = 0; point < points && found.size() <= Problems.MOST; point++) {
            try {
                read(point);
            } catch (ScenarioException e) {
                for (Problem problem : e.problems()) {
                    note(found, problem, point);
                }
            }
        }
        Problems problems = new Problems();
        found.forEach((problem, seen) ->
                problems.add(seen.count == points ? problem : new Problem(problem.place(), located(problem, seen))));
        problems.throwIfAny();
    }

    private void note(Map<Problem, Seen> found, Problem problem, int point) {
        Seen seen = found.computeIfAbsent(problem, first -> new Seen(point));
        seen.count++;
        int[] indexes = indexes(point);
        for (int a = 0; a < indexes.length; a++) {
            if (seen.values.size() <= a) {
                seen.values.add(new BitSet());
            }
            seen.values.get(a).set(indexes[a]);
        }
    }

    /** A problem with the values that it depends on: those of keys that have others, at which it is not. */
    private String located(Problem problem, Seen seen) {
        int[] first = indexes(seen.first);
        List<String> words = new ArrayList<>();
        for (int a = 0; a < first.length; a++) {
            SweepReader.Swept key = swept.get(a);
            boolean all = seen.values.get(a).cardinality() == key.values().size();
            boolean itself = problem.place().isPresent()
                    && key.values().get(first[a]).place().equals(problem.place().get());
            if (!all && !itself) {
                words.add(key.key() + " " + axes.get(a).values().get(first[a]));
            }
        }
        if (words.isEmpty()) {
            return problem.text();
        }
        int others = 1;
        for (int a = 0; a < first.length; a++) {
            others = Math.max(others, seen.values.get(a).cardinality());
        }
        return problem.text() + "; at " + words.stream().collect(Collectors.joining(" and "))
                + (seen.count > 1 && others > 1 && words.size() > 0 ? more(seen, first) : "");
    }

    /** How many further values of the named keys have the problem too. */
    private String more(Seen seen, int[] first) {
        long free = 1;
        for (int a = 0; a < first.length; a++) {
            if (seen.values.get(a).cardinality() == axes.get(a).values().size()) {
                free *= axes.get(a).values().size();
            }
        }
        long others = Math.max(0, seen.count / free - 1);
        return others == 0 ? "" : " (and " + others + " more)";
    }
}
