package dev.plateau.scenario;

import dev.plateau.result.Column;
import dev.plateau.scenario.Node.Entry;
import dev.plateau.scenario.Node.Mapping;
import dev.plateau.scenario.Node.Scalar;
import dev.plateau.scenario.Node.Sequence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the keys of a scenario that have several values: a list where a single value is expected, a list of lists where a list
 * is, or a range {@code {from, to}} of numbers with one of {@code step}, {@code factor} and {@code count}.
 */
final class SweepReader {
    /** Points that a sweep has at most. */
    static final int MOST_POINTS = 100_000;

    private static final Set<String> RANGE = Set.of("from", "to", "step", "factor", "count");
    private static final List<String> STEPS = List.of("step", "factor", "count");
    /** Digits of a number between the ends of a range. */
    private static final MathContext DIGITS = new MathContext(12);

    private static final int DECIMALS = 9;
    /** Zeros of a number that is written plainly. */
    private static final int LONGEST = 400;

    private static final int EXACT_DIGITS = 15;

    private final Problems problems;
    private final List<Swept> found = new ArrayList<>();

    /**
     * A key with several values.
     *
     * @param key its path
     * @param node that holds the values
     * @param values nodes that are put in the place of that; none if it is wrong how they are given
     */
    record Swept(String key, Node node, List<Node> values) {
        /** What the values are called. */
        List<String> words() {
            return values.stream().map(SweepReader::word).toList();
        }

        /** Whole numbers, numbers that a table shows exactly, or words. */
        Column.Type type() {
            boolean whole = true;
            for (Node value : values) {
                Optional<BigDecimal> number = number(value);
                if (number.isEmpty()
                        || number.get().scale() > DECIMALS
                        || number.get().precision() > EXACT_DIGITS
                        || number.get().abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                    return Column.Type.TEXT;
                }
                whole &= number.get().scale() <= 0 && word(value).matches("-?[0-9]+");
            }
            return whole ? Column.Type.INTEGER : Column.Type.NUMBER;
        }
    }

    private SweepReader(Problems problems) {
        this.problems = problems;
    }

    /** The swept keys in the order of the file. */
    static List<Swept> read(Mapping root, Problems problems) {
        SweepReader reader = new SweepReader(problems);
        reader.walk(root, "", "");
        reader.checkSize();
        return reader.found;
    }

    /** A tree with the first value of each swept key. */
    static Mapping first(Mapping root, List<Swept> swept) {
        IdentityHashMap<Node, Node> values = new IdentityHashMap<>();
        swept.stream()
                .filter(key -> !key.values().isEmpty())
                .forEach(key -> values.put(key.node(), key.values().get(0)));
        return (Mapping) with(root, values);
    }

    /** A tree with other nodes in the place of some, which are looked up by identity. */
    static Node with(Node node, IdentityHashMap<Node, Node> others) {
        Node other = others.get(node);
        if (other != null) {
            return other;
        }
        if (node instanceof Mapping mapping) {
            return new Mapping(
                    mapping.place(),
                    mapping.entries().stream()
                            .map(entry -> new Entry(entry.key(), with(entry.value(), others)))
                            .toList());
        } else if (node instanceof Sequence sequence) {
            return new Sequence(
                    sequence.place(),
                    sequence.items().stream().map(item -> with(item, others)).toList());
        }
        return node;
    }

    private void walk(Mapping keys, String path, String shown) {
        for (Entry entry : keys.entries()) {
            String name = below(path, entry.key().text());
            String where = below(shown, entry.key().text());
            if (name.equals(Key.POLICIES.path()) && entry.value() instanceof Sequence policies) {
                policies(where, policies);
            } else if (!Key.exists(name) || !sweep(Key.at(name).form(), name, where, entry.value())) {
                if (entry.value() instanceof Mapping inner) {
                    descend(inner, name, where);
                }
            }
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void descend(Mapping inner, String name, String where) {
        boolean world = name.equals(Key.WORLDS.path());
        boolean fleet = name.equals(Key.FLEETS.path()) || name.equals(Key.POOLS.path());
        Set<String> valid = Key.below(name);
        if (world || fleet || valid.contains(Key.NAME)) {
            String each = world ? "" : fleet ? "fleet" : name + "." + Key.NAME;
            for (Entry entry : inner.entries()) {
                if (entry.value() instanceof Mapping named) {
                    walk(named, each, below(where, entry.key().text()));
                }
            }
        } else if (!valid.isEmpty()) {
            walk(inner, name, where);
        }
    }

    private void policies(String where, Sequence policies) {
        if (lists(policies)) {
            add(where, policies, policies.items());
            return;
        }
        Map<String, Long> labels = policies.items().stream()
                .map(SweepReader::label)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        for (int i = 0; i < policies.items().size(); i++) {
            if (policies.items().get(i) instanceof Mapping policy) {
                String label = label(policy);
                boolean alone = !label.isEmpty() && labels.getOrDefault(label, 0L) == 1;
                for (Entry entry : policy.entries()) {
                    sweep(
                            new Form.Real(0, 0),
                            "",
                            where + "[" + (alone ? label : i) + "]."
                                    + entry.key().text(),
                            entry.value());
                }
            }
        }
    }

    /** What a policy is called, empty if that is swept too. */
    private static String label(Node policy) {
        if (policy instanceof Mapping keys) {
            return keys.entry("label")
                    .or(() -> keys.entry("id"))
                    .map(Entry::value)
                    .filter(Scalar.class::isInstance)
                    .map(SweepReader::word)
                    .orElse("");
        }
        return policy instanceof Scalar ? word(policy) : "";
    }

    private static boolean lists(Sequence sequence) {
        return !sequence.items().isEmpty() && sequence.items().stream().allMatch(Sequence.class::isInstance);
    }

    /** Adds a key if it has several values. */
    private boolean sweep(Form form, String name, String where, Node value) {
        if (value instanceof Sequence sequence) {
            boolean budgets = name.equals(Key.BUDGETS.path())
                    && !sequence.items().isEmpty()
                    && sequence.items().stream().noneMatch(Scalar.class::isInstance);
            if (form instanceof Form.Listing && (lists(sequence) || budgets)) {
                add(where, value, sequence.items());
            } else if (!(form instanceof Form.Listing) && !(form instanceof Form.Named)) {
                single(where, sequence);
            }
            return true;
        }
        if (value instanceof Mapping keys
                && (form instanceof Form.Real || form instanceof Form.Whole)
                && keys.entries().stream()
                        .anyMatch(entry -> RANGE.contains(entry.key().text()))) {
            add(where, value, range(where, keys, form instanceof Form.Whole));
            return true;
        }
        return false;
    }

    private void single(String where, Sequence sequence) {
        Optional<Node> other = sequence.items().stream()
                .filter(item -> !(item instanceof Scalar))
                .findFirst();
        other.ifPresent(item -> problems.add(
                item.place(), "in a list of values for " + where + " each is one value (got " + item.shown() + ")"));
        if (sequence.items().isEmpty()) {
            problems.add(sequence.place(), where + " has a list of values, and none is in it");
        }
        add(where, sequence, other.isPresent() ? List.of() : sequence.items());
    }

    private void add(String where, Node node, List<Node> values) {
        Set<String> words = new HashSet<>();
        for (Node value : values) {
            String word = number(value)
                    .map(number -> number.stripTrailingZeros().toPlainString())
                    .orElseGet(() -> word(value));
            if (!words.add(word)) {
                problems.add(value.place(), where + " has the value " + Suggestions.shown(word) + " twice");
            }
        }
        found.add(new Swept(where, node, List.copyOf(values)));
    }

    private void checkSize() {
        long points = 1;
        for (Swept swept : found) {
            points = Math.min(Long.MAX_VALUE / MOST_POINTS, points)
                    * Math.max(1, swept.values().size());
        }
        if (points > MOST_POINTS) {
            String factors = found.stream()
                    .map(swept -> swept.values().size() + " of " + swept.key())
                    .collect(Collectors.joining(" x "));
            problems.add(
                    found.get(0).node().place(),
                    String.format(
                            Locale.ROOT,
                            "the sweep has %s points, %s; at most %,d. Maybe take wider steps",
                            points >= Long.MAX_VALUE / MOST_POINTS
                                    ? "too many"
                                    : String.format(Locale.ROOT, "%,d", points),
                            factors,
                            MOST_POINTS));
        }
    }

    private List<Node> range(String where, Mapping keys, boolean whole) {
        int before = problems.count();
        for (Entry entry : keys.entries()) {
            if (!RANGE.contains(entry.key().text())) {
                problems.add(
                        entry.key().place(),
                        Problems.unknown(
                                "unknown key",
                                entry.key().text(),
                                " in the range of " + where,
                                List.of("from", "to", "step", "factor", "count")));
            } else if (number(entry.value()).isEmpty()) {
                problems.add(
                        entry.value().place(),
                        entry.key().text() + " of the range of " + where + " must be a number (got "
                                + entry.value().shown() + ")");
            }
        }
        List<String> steps =
                STEPS.stream().filter(step -> keys.entry(step).isPresent()).toList();
        if (keys.entry("from").isEmpty() || keys.entry("to").isEmpty() || steps.size() != 1) {
            problems.add(
                    keys.place(),
                    "a range of " + where
                            + " needs from, to, and one of step, factor and count, as in {from: 0, to: 1, step:"
                            + " 0.1}");
        }
        if (problems.count() > before) {
            return List.of();
        }
        BigDecimal from = given(keys, "from");
        BigDecimal to = given(keys, "to");
        String kind = steps.get(0);
        BigDecimal step = given(keys, kind);
        Optional<String> fault = fault(from, to, kind, step);
        if (fault.isPresent()) {
            problems.add(keys.place(), "the range of " + where + " " + fault.get());
            return List.of();
        }
        Set<String> words = new LinkedHashSet<>();
        for (BigDecimal value : values(from, to, kind, step)) {
            BigDecimal rounded = whole && !kind.equals("step") ? value.setScale(0, RoundingMode.HALF_EVEN) : value;
            words.add(rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
        }
        return words.stream()
                .<Node>map(word -> new Scalar(keys.place(), word, true))
                .toList();
    }

    private static BigDecimal given(Mapping keys, String name) {
        return number(keys.entry(name).orElseThrow().value()).orElseThrow();
    }

    private static Optional<String> fault(BigDecimal from, BigDecimal to, String kind, BigDecimal step) {
        if (from.compareTo(to) >= 0) {
            return Optional.of(
                    "must begin below its end (got " + from.toPlainString() + " and " + to.toPlainString() + ")");
        }
        BigDecimal values = switch (kind) {
            case "step" ->
                step.signum() > 0 ? to.subtract(from).divide(step, DIGITS).add(BigDecimal.ONE) : BigDecimal.ZERO;
            case "factor" ->
                from.signum() > 0 && step.compareTo(new BigDecimal("1.0001")) >= 0 ? BigDecimal.ONE : BigDecimal.ZERO;
            default ->
                step.stripTrailingZeros().scale() <= 0 && step.compareTo(BigDecimal.ONE) > 0 ? step : BigDecimal.ZERO;
        };
        if (values.signum() == 0) {
            return Optional.of(switch (kind) {
                        case "step" -> "needs a step above 0";
                        case "factor" -> "needs from above 0 and a factor of 1.0001 at least";
                        default -> "needs a whole count of 2 at least";
                    }
                    + " (got " + step.toPlainString() + ")");
        }
        return values.compareTo(BigDecimal.valueOf(MOST_POINTS)) > 0
                ? Optional.of(String.format(Locale.ROOT, "has more than %,d values", MOST_POINTS))
                : Optional.empty();
    }

    private static List<BigDecimal> values(BigDecimal from, BigDecimal to, String kind, BigDecimal step) {
        List<BigDecimal> values = new ArrayList<>();
        switch (kind) {
            case "step" -> {
                for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
                    values.add(value);
                }
            }
            case "factor" -> {
                for (BigDecimal value = from; value.compareTo(to) < 0; value = value.multiply(step, DIGITS)) {
                    values.add(value);
                }
                values.add(to);
            }
            default -> {
                int intervals = step.intValueExact() - 1;
                for (int i = 0; i < intervals; i++) {
                    BigDecimal share = to.subtract(from)
                            .multiply(BigDecimal.valueOf(i))
                            .divide(BigDecimal.valueOf(intervals), DIGITS);
                    values.add(from.add(share, DIGITS));
                }
                values.add(to);
            }
        }
        return values;
    }

    private static Optional<BigDecimal> number(Node node) {
        return node instanceof Scalar scalar && scalar.plain() && Fields.isNumber(scalar.text())
                ? Optional.of(new BigDecimal(scalar.text()))
                        .filter(number -> Math.abs((long) number.scale()) <= LONGEST)
                : Optional.empty();
    }

    /** A value in one line. */
    private static String word(Node node) {
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().map(SweepReader::word).collect(Collectors.joining(" ", "[", "]"));
        } else if (node instanceof Mapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> entry.key().text() + ": " + word(entry.value()))
                    .collect(Collectors.joining(" ", "{", "}"));
        }
        return Suggestions.shown(((Scalar) node).text());
    }
}
