package dev.plateau.scenario;

import dev.plateau.result.Range;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which settings of a scenario are moved, and between which ends: {@code KEY=LOW..HIGH}, or {@code KEY=LOW..HIGH,log} for equal
 * factors. A setting is a number of the world, or the budget.
 */
public final class RangeReader {
    /** Key of the budget. */
    static final String BUDGET = Key.BUDGETS.path();

    private static final int LARGEST = 100_000;
    private static final Form.Whole ROLLOUTS = new Form.Whole(1, 100_000);
    private static final Pattern ENDS = Pattern.compile("(.*?)\\.\\.(.*?)(,log)?");

    private final Problems problems = new Problems();

    private RangeReader() {}

    /**
     * Reads the words of {@code --over}.
     *
     * @throws ScenarioException if one is wrong
     */
    public static List<Range> read(List<String> words) throws ScenarioException {
        RangeReader reader = new RangeReader();
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            String ends = equals < 0 ? "" : word.substring(equals + 1);
            reader.range(Optional.empty(), key, ends).ifPresent(range -> {
                if (ranges.put(key, range) != null) {
                    reader.problem(Optional.empty(), key + " is given twice");
                }
            });
        }
        reader.refuseOverlaps(List.copyOf(ranges.values()));
        reader.problems.throwIfAny();
        return List.copyOf(ranges.values());
    }

    /**
     * Reads the ranges of a search.
     *
     * @param file with lines {@code KEY: LOW..HIGH}; none for those that come with Plateau
     * @param over ranges that go before those of the file
     * @throws ScenarioException if one is wrong
     */
    public static List<Range> bounds(Optional<Path> file, List<Range> over) throws ScenarioException {
        Source source = file.<Source>map(Source.File::new).orElse(new Source.Resource("", "bounds.yaml"));
        RangeReader reader = new RangeReader();
        Map<String, Range> ranges = new LinkedHashMap<>();
        String text = source.text(LARGEST, reader.problems);
        for (Node.Entry entry :
                YamlReader.read(source.name(), text, reader.problems).entries()) {
            String ends = entry.value() instanceof Node.Scalar scalar
                    ? scalar.text()
                    : entry.value().shown();
            reader.range(Optional.of(entry.value().place()), entry.key().text(), ends)
                    .ifPresent(range -> ranges.put(range.key(), range));
        }
        over.forEach(range -> ranges.put(range.key(), range));
        reader.refuseOverlaps(List.copyOf(ranges.values()));
        if (ranges.isEmpty()) {
            reader.problems.add(new Place(source.name(), 1, 1), "there is no bound. Maybe add: verifier.slope: 0..1.5");
        }
        reader.problems.throwIfAny();
        return List.copyOf(ranges.values());
    }

    private void problem(Optional<Place> place, String text) {
        problems.add(place.map(at -> Problem.at(at, text)).orElseGet(() -> Problem.of("--over: " + text)));
    }

    private Optional<Range> range(Optional<Place> place, String path, String ends) {
        Optional<Key> key = key(place, path);
        Matcher matcher = ENDS.matcher(ends);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        if (!matcher.matches() || !Fields.isNumber(matcher.group(1)) || !Fields.isNumber(matcher.group(2))) {
            problem(
                    place,
                    path + " needs two ends, as in " + path + (place.isPresent() ? ": " : "=") + example(key.get())
                            + " (got " + (ends.isEmpty() ? "nothing" : Suggestions.shown(ends)) + ")");
            return Optional.empty();
        }
        double low = Double.parseDouble(matcher.group(1));
        double high = Double.parseDouble(matcher.group(2));
        boolean logarithmic = matcher.group(3) != null;
        Form form = form(key.get());
        boolean whole = form instanceof Form.Whole;
        for (double end : new double[] {low, high}) {
            if (!allows(form, end)) {
                problem(place, path + " must be " + form.describe() + " (got " + Range.plain(end) + ")");
                return Optional.empty();
            }
        }
        if (!(low < high)) {
            problem(place, path + " needs a lower end below the upper one (got " + Suggestions.shown(ends) + ")");
            return Optional.empty();
        }
        if (logarithmic && !(low > 0)) {
            problem(place, path + " needs ends above 0 for equal factors (got " + Suggestions.shown(ends) + ")");
            return Optional.empty();
        }
        String meaning = path.equals(BUDGET) ? "rollouts per task" : key.get().meaning();
        return Optional.of(new Range(path, meaning, low, high, logarithmic, whole));
    }

    private Optional<Key> key(Optional<Place> place, String path) {
        Optional<Key> key =
                Arrays.stream(Key.values()).filter(k -> k.path().equals(path)).findFirst();
        List<String> settings = settings();
        if (key.isEmpty() && !path.isEmpty() && !Key.below(path).isEmpty()) {
            problem(place, path + " has keys of its own. Valid: " + String.join(", ", below(path + ".", settings)));
        } else if (key.isEmpty()) {
            List<String> near = below(path.split("\\.", 2)[0] + ".", settings);
            problem(place, Problems.unknown("no setting", path, "", near.isEmpty() ? settings : near));
        } else if (!settings.contains(path)) {
            boolean ofWorld = Key.WORLD_SECTIONS.contains(path.split("\\.", 2)[0]);
            problem(
                    place,
                    ofWorld
                            ? path + " is not a number but " + key.get().form().describe()
                            : path + " is no setting of the world, nor the budget (" + BUDGET + ")");
            return Optional.empty();
        }
        return key;
    }

    private static List<String> below(String prefix, List<String> paths) {
        return paths.stream().filter(path -> path.startsWith(prefix)).toList();
    }

    /** Keys of all numbers of a world, and that of the budget. */
    static List<String> settings() {
        return Arrays.stream(Key.values())
                .filter(key -> key == Key.BUDGETS
                        || (Key.WORLD_SECTIONS.contains(key.path().split("\\.", 2)[0])
                                && (key.form() instanceof Form.Real || key.form() instanceof Form.Whole)))
                .map(Key::path)
                .toList();
    }

    private static Form form(Key key) {
        return key == Key.BUDGETS ? ROLLOUTS : key.form();
    }

    private static String example(Key key) {
        return form(key) instanceof Form.Real real
                ? Range.plain(Math.max(real.low(), 0)) + ".." + Range.plain(Math.min(real.high(), 1))
                : "2..16";
    }

    private static boolean allows(Form form, double end) {
        return form instanceof Form.Real real
                ? real.allows(end)
                : end == Math.rint(end) && ((Form.Whole) form).allows((long) end);
    }

    /** A setting that another one contains would undo it, and so would another law. */
    private void refuseOverlaps(List<Range> ranges) {
        List<String> paths = ranges.stream().map(Range::key).toList();
        for (int i = 0; i < paths.size(); i++) {
            for (String other : paths.subList(0, i)) {
                String path = paths.get(i);
                if (path.startsWith(other + ".") || other.startsWith(path + ".")) {
                    problem(Optional.empty(), other + " and " + path + " exclude each other");
                }
                for (String section : Key.ALTERNATIVES) {
                    if (path.startsWith(section + ".")
                            && other.startsWith(section + ".")
                            && !law(path, section).equals(law(other, section))) {
                        problem(
                                Optional.empty(),
                                section + " can only be one of " + law(other, section) + " and " + law(path, section));
                    }
                }
            }
        }
    }

    /** The law of an alternative that a key belongs to. */
    static String law(String path, String section) {
        return path.substring(section.length() + 1).split("\\.", 2)[0];
    }
}
