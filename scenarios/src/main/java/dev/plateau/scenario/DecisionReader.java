package dev.plateau.scenario;

import dev.plateau.policy.Parameter;
import dev.plateau.result.Range;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which values of a decision are tried: {@code KEY=a,b,c}, or {@code KEY=A..B:COUNT} for as many evenly spaced ones, or
 * {@code KEY=A..B:COUNT,log} for equal factors. A decision is the budget, how the answer is chosen, a parameter of a policy, or one of
 * the few keys of a world that say what a system does rather than what it meets.
 */
final class DecisionReader {
    private static final int MOST_VALUES = 1000;
    private static final Pattern SPACED = Pattern.compile("(.*?)\\.\\.([^:]*)(:([0-9]{1,4}))?(,log)?");
    /** Of values between the ends. */
    private static final MathContext DIGITS = new MathContext(3);

    private static final Place NOWHERE = new Place("--over", 1, 1);

    /** Keys of a world that a system chooses. */
    static final List<Key> OF_WORLD = List.of(Key.CALLS, Key.CONTEXT_ROUNDS);

    /** Keys beside those and the budget. */
    static final List<Key> OF_VOTE = List.of(Key.SELECT, Key.GATE);

    private final Map<String, Form> valid;

    /**
     * A reader.
     *
     * @param budgets what a budget may be
     * @param parameters of each policy that takes part, by its label
     */
    DecisionReader(Form budgets, Map<String, List<Parameter>> parameters) {
        valid = new LinkedHashMap<>();
        valid.put(RangeReader.BUDGET, budgets);
        OF_VOTE.forEach(key -> valid.put(key.path(), key.form()));
        OF_WORLD.forEach(key -> valid.put(key.path(), key.form()));
        parameters.forEach((label, own) ->
                own.forEach(parameter -> valid.put(label + "." + parameter.name(), PoliciesReader.form(parameter))));
    }

    /** Values by key, in the order given. */
    Map<String, List<String>> read(List<String> words) throws ScenarioException {
        Map<String, List<String>> decisions = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            Form form = form(key);
            if (equals < 0 || equals == word.length() - 1) {
                throw wrong(key + " needs values, as in " + key + "=" + example(form));
            }
            if (decisions.put(key, values(key, form, word.substring(equals + 1))) != null) {
                throw wrong(key + " is given twice");
            }
        }
        return decisions;
    }

    private Form form(String key) throws ScenarioException {
        Form form = valid.get(key);
        if (form != null) {
            return form;
        }
        boolean met = Arrays.stream(Key.values())
                .anyMatch(other -> other.path().equals(key) && Key.WORLD_SECTIONS.contains(key.split("\\.", 2)[0]));
        throw wrong(
                met
                        ? key + " is no decision: a system meets it. Valid: " + String.join(", ", valid.keySet())
                                + ". How much it matters: 'plateau sensitivity'"
                        : Problems.unknown("no decision", key, "", valid.keySet()));
    }

    private static String example(Form form) {
        return form instanceof Form.Choice choice
                ? String.join(
                        ",",
                        choice.words().subList(0, Math.min(2, choice.words().size())))
                : form instanceof Form.Whole ? "4,16,64" : "0.1,0.5";
    }

    private List<String> values(String key, Form form, String text) throws ScenarioException {
        Matcher spaced = SPACED.matcher(text);
        List<String> values = spaced.matches() ? spaced(key, form, text, spaced) : List.of(text.split(",", -1));
        Set<String> distinct = new LinkedHashSet<>();
        for (String value : values) {
            check(key, form, value);
            if (!distinct.add(value) && !spaced.matches()) {
                throw wrong(key + " has " + Suggestions.shown(value) + " twice");
            }
        }
        return List.copyOf(distinct);
    }

    private static void check(String key, Form form, String value) throws ScenarioException {
        Problems problems = new Problems();
        Node node = new Node.Scalar(NOWHERE, value, true);
        if (form instanceof Form.Real real) {
            Fields.real(node, key, real, problems);
        } else if (form instanceof Form.Whole whole) {
            Fields.whole(node, key, whole, problems);
        } else if (form instanceof Form.Choice choice) {
            Fields.choice(node, key, choice, problems);
        }
        if (problems.first().isPresent()) {
            throw wrong(problems.first().get().text());
        }
    }

    private static List<String> spaced(String key, Form form, String text, Matcher matcher) throws ScenarioException {
        String low = matcher.group(1);
        String high = matcher.group(2);
        boolean logarithmic = matcher.group(5) != null;
        if (form instanceof Form.Choice || !Fields.isNumber(low) || !Fields.isNumber(high)) {
            throw wrong(key + " needs values, as in " + key + "=" + example(form) + " (got " + Suggestions.shown(text)
                    + ")");
        }
        int count = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        if (count < 2 || count > MOST_VALUES) {
            throw wrong(key + " needs a number of values in 2.." + MOST_VALUES + " behind the range, as in " + key + "="
                    + low + ".." + high + ":5 (got " + Suggestions.shown(text) + ")");
        }
        check(key, form, low);
        check(key, form, high);
        double from = Double.parseDouble(low);
        double to = Double.parseDouble(high);
        if (!(from < to) || (logarithmic && !(from > 0))) {
            throw wrong(key + " needs a lower end below the upper one" + (logarithmic ? ", both above 0" : "")
                    + " (got " + Suggestions.shown(text) + ")");
        }
        Range range = new Range(key, "", from, to, logarithmic, form instanceof Form.Whole);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double value = range.at(i / (count - 1.0));
            boolean inside = i > 0 && i < count - 1 && !range.whole();
            values.add(
                    Range.plain(inside ? BigDecimal.valueOf(value).round(DIGITS).doubleValue() : value));
        }
        return values;
    }

    /** A mistake of the option. */
    static ScenarioException wrong(String text) {
        return new ScenarioException(List.of(Problem.of("--over: " + text)));
    }
}
