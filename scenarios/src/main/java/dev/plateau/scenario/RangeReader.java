package dev.plateau.scenario;

import dev.plateau.result.Range;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which settings of a scenario are moved, and between which ends: {@code KEY=LOW..HIGH}, or {@code KEY=LOW..HIGH,log} for equal
 * factors.
 */
public final class RangeReader {
    /** Key of the budget. */
    static final String BUDGET = Key.BUDGETS.path();

    private static final int LARGEST = 100_000;
    private static final Pattern ENDS = Pattern.compile("(.*?)\\.\\.(.*?)(,log)?");

    private final Problems problems = new Problems();
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private RangeReader(List<Setting> more) {
        Setting.ofWorld().forEach(setting -> settings.put(setting.path(), setting));
        more.forEach(setting -> settings.put(setting.path(), setting));
    }

    /**
     * Reads the words of {@code --over}.
     *
     * @throws ScenarioException if one is wrong
     */
    public static List<Range> read(List<String> words) throws ScenarioException {
        return read(words, List.of());
    }

    /**
     * Reads the words of {@code --over}.
     *
     * @param words of it
     * @param more settings that may be moved, beside the numbers of the world and the budget
     * @throws ScenarioException if one is wrong
     */
    public static List<Range> read(List<String> words, List<Setting> more) throws ScenarioException {
        RangeReader reader = new RangeReader(more);
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
        RangeReader reader = new RangeReader(List.of());
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
        Optional<Setting> setting = setting(place, path);
        Matcher matcher = ENDS.matcher(ends);
        if (setting.isEmpty()) {
            return Optional.empty();
        }
        Form form = setting.get().form();
        if (!matcher.matches() || !Fields.isNumber(matcher.group(1)) || !Fields.isNumber(matcher.group(2))) {
            problem(
                    place,
                    path + " needs two ends, as in " + path + (place.isPresent() ? ": " : "=") + example(form)
                            + " (got " + (ends.isEmpty() ? "nothing" : Suggestions.shown(ends)) + ")");
            return Optional.empty();
        }
        double low = Double.parseDouble(matcher.group(1));
        double high = Double.parseDouble(matcher.group(2));
        boolean logarithmic = matcher.group(3) != null;
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
        return Optional.of(new Range(path, setting.get().meaning(), low, high, logarithmic, whole));
    }

    private Optional<Setting> setting(Optional<Place> place, String path) {
        Setting setting = settings.get(path);
        if (setting != null) {
            return Optional.of(setting);
        }
        if (Key.exists(path)) {
            boolean movable =
                    settings.keySet().stream().anyMatch(other -> other.startsWith(path.split("\\.", 2)[0] + "."));
            problem(
                    place,
                    movable
                            ? path + " is not a number but "
                                    + Key.at(path).form().describe()
                            : path + " is no setting of the world, nor the budget (" + BUDGET + ")");
        } else if (!path.isEmpty() && !Key.below(path).isEmpty()) {
            problem(place, path + " has keys of its own. Valid: " + String.join(", ", below(path + ".")));
        } else {
            List<String> near = below(path.split("\\.", 2)[0] + ".");
            problem(place, Problems.unknown("no setting", path, "", near.isEmpty() ? settings.keySet() : near));
        }
        return Optional.empty();
    }

    private List<String> below(String prefix) {
        return settings.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .toList();
    }

    private static String example(Form form) {
        return form instanceof Form.Real real
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
