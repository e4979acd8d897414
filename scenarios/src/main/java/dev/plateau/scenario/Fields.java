package dev.plateau.scenario;

import dev.plateau.scenario.Node.Entry;
import dev.plateau.scenario.Node.Mapping;
import dev.plateau.scenario.Node.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a scenario by key. A value that is missing or wrong is replaced by a harmless one; what is wrong is
 * reported, so that one reading finds everything.
 */
final class Fields {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?");
    private static final Pattern NOT_FINITE =
            Pattern.compile("[-+]?\\.?(inf|Inf|INF|infinity|Infinity)|\\.?(nan|NaN|NAN)");

    private final Mapping root;
    private final Problems problems;
    /** What the user put in the place of {@link Key#NAME}. */
    private final String name;

    Fields(Mapping root, Problems problems) {
        this(root, problems, Key.NAME);
    }

    private Fields(Mapping root, Problems problems, String name) {
        this.root = root;
        this.problems = problems;
        this.name = name;
    }

    /**
     * The keys below a name that the user chose.
     *
     * @param section path above the name
     * @param name it
     * @param given the keys
     */
    static Fields below(String section, Scalar name, Mapping given, Problems problems) {
        Mapping inner = new Mapping(given.place(), List.of(new Entry(new Scalar(name.place(), Key.NAME, true), given)));
        String[] path = section.split("\\.", -1);
        for (int i = path.length - 1; i >= 0; i--) {
            Scalar key = new Scalar(name.place(), path[i], true);
            inner = new Mapping(given.place(), List.of(new Entry(key, inner)));
        }
        Fields fields = new Fields(inner, problems, name.text());
        String any = section + "." + Key.NAME;
        checkKeys(given, any, fields.shown(any), Key.below(any), problems);
        return fields;
    }

    /** A path with the name that the user chose. */
    private String shown(String path) {
        return shown(path, name);
    }

    private static String shown(String path, String name) {
        return path.replaceFirst("\\b" + Key.NAME + "\\b", Matcher.quoteReplacement(Suggestions.shown(name)));
    }

    Problems problems() {
        return problems;
    }

    /** The same with a mapping laid over an outermost section. */
    Fields overlaid(String section, Mapping over) {
        Mapping laid = root.entry(section).map(Entry::value).orElse(null) instanceof Mapping given
                ? overlay(given, over, section)
                : over;
        List<Entry> entries = new ArrayList<>(root.entries());
        entries.removeIf(entry -> entry.key().text().equals(section));
        entries.add(new Entry(new Scalar(over.place(), section, true), laid));
        return new Fields(new Mapping(root.place(), entries), problems, name);
    }

    /** The node at a path, if it is given. */
    Optional<Node> node(String path) {
        Node node = root;
        for (String name : path.split("\\.", -1)) {
            Optional<Entry> entry = node instanceof Mapping mapping ? mapping.entry(name) : Optional.empty();
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            node = entry.get().value();
        }
        return Optional.of(node);
    }

    boolean has(Key key) {
        return node(key.path()).isPresent();
    }

    /** The place to complain about a path: the node there, else the innermost section around it that is given. */
    Place place(String path) {
        return node(path).map(Node::place).orElseGet(() -> {
            int dot = path.lastIndexOf('.');
            return dot < 0 ? root.place() : place(path.substring(0, dot));
        });
    }

    Place place(Key key) {
        return place(key.path());
    }

    void problem(Key key, String text) {
        problems.add(place(key), text);
    }

    /** Value of a real number, or its default. */
    double real(Key key) {
        Optional<Node> node = node(key.path());
        if (node.isEmpty()) {
            return key.fallback() instanceof Double fallback ? fallback : missing(key, ((Form.Real) key.form()).low());
        }
        return real(node.get(), shown(key.path()), (Form.Real) key.form(), problems);
    }

    /** Value of a whole number, or its default. */
    long whole(Key key) {
        Optional<Node> node = node(key.path());
        if (node.isEmpty()) {
            return key.fallback() instanceof Long fallback ? fallback : missing(key, ((Form.Whole) key.form()).low());
        }
        return whole(node.get(), shown(key.path()), (Form.Whole) key.form(), problems);
    }

    /** Value of a choice, or its default. */
    String choice(Key key) {
        int before = problems.count();
        String fallback = (String) Objects.requireNonNull(key.fallback());
        String given = node(key.path())
                .map(node -> choice(node, shown(key.path()), (Form.Choice) key.form(), problems))
                .orElse(fallback);
        return problems.count() > before ? fallback : given;
    }

    /** A line of text, if it is given. */
    Optional<String> text(Key key) {
        return node(key.path()).map(node -> text(node, shown(key.path()), (Form.Text) key.form(), problems));
    }

    <T> T missing(Key key, T instead) {
        String path = key.path();
        int dot = path.lastIndexOf('.');
        problems.add(place(path), shown(path.substring(0, dot)) + " needs the key '" + path.substring(dot + 1) + "'");
        return instead;
    }

    static double real(Node node, String name, Form.Real form, Problems problems) {
        OptionalDouble value = number(node);
        if (value.isPresent() && form.allows(value.getAsDouble())) {
            return value.getAsDouble();
        }
        problems.add(node.place(), mustBe(name, form, node));
        return form.low();
    }

    static long whole(Node node, String name, Form.Whole form, Problems problems) {
        OptionalLong value = wholeNumber(node);
        if (value.isPresent() && form.allows(value.getAsLong())) {
            return value.getAsLong();
        }
        problems.add(node.place(), mustBe(name, form, node));
        return form.low();
    }

    static String choice(Node node, String name, Form.Choice form, Problems problems) {
        if (node instanceof Scalar scalar && !scalar.isMissing()) {
            if (form.words().contains(scalar.text())) {
                return scalar.text();
            }
            problems.addUnknown(node.place(), name + " cannot be", scalar.text(), form.words());
        } else {
            problems.add(node.place(), mustBe(name, form, node));
        }
        return form.words().get(0);
    }

    static String text(Node node, String name, Form.Text form, Problems problems) {
        if (node instanceof Scalar scalar && !scalar.isMissing() && isLine(scalar.text(), form.longest())) {
            return scalar.text();
        }
        problems.add(node.place(), mustBe(name, form, node));
        return "";
    }

    private static boolean isLine(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    private static String mustBe(String name, Form form, Node node) {
        boolean notFinite =
                node instanceof Scalar s && NOT_FINITE.matcher(s.text()).matches();
        boolean quoted = node instanceof Scalar s && !s.plain();
        String hint = form instanceof Form.Real && notFinite
                ? "; it must be finite"
                : quoted && (form instanceof Form.Real || form instanceof Form.Whole) ? "; leave out the quotes" : "";
        return name + " must be " + form.describe() + " (got " + node.shown() + ")" + hint;
    }

    /** Whether a text is a finite decimal number. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static OptionalDouble number(Node node) {
        return node instanceof Scalar s && s.plain() && isNumber(s.text())
                ? OptionalDouble.of(Double.parseDouble(s.text()))
                : OptionalDouble.empty();
    }

    private static OptionalLong wholeNumber(Node node) {
        if (!(node instanceof Scalar s)
                || !s.plain()
                || !NUMBER.matcher(s.text()).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(s.text()).longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Reports everything in a mapping that is no key of the format, or that is a single value where keys are expected.
     *
     * @param mapping keys
     * @param path of the mapping in the format, "" for the outermost
     * @param valid names that may stand here
     */
    static void checkKeys(Mapping mapping, String path, Collection<String> valid, Problems problems) {
        checkKeys(mapping, path, path, valid, problems);
    }

    private static void checkKeys(
            Mapping mapping, String path, String shown, Collection<String> valid, Problems problems) {
        List<Entry> known = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            if (valid.contains(entry.key().text())) {
                known.add(entry);
            } else {
                String where = path.isEmpty() ? "" : " in " + shown;
                problems.add(
                        entry.key().place(),
                        Problems.unknown("unknown key", entry.key().text(), where, valid));
            }
        }
        if (Key.ALTERNATIVES.contains(path)) {
            checkSingle(mapping, path, known, valid, problems);
        }
        for (Entry entry : known) {
            String name = (path.isEmpty() ? "" : path + ".") + entry.key().text();
            Collection<String> below = Key.below(name);
            below.remove("");
            if (entry.value() instanceof Mapping && below.contains(Key.NAME)) {
                continue; // each name is checked by its own reader
            }
            if (entry.value() instanceof Mapping inner && !below.isEmpty()) {
                checkKeys(inner, name, below, problems);
            } else if (!Key.exists(name)) {
                problems.add(
                        entry.value().place(),
                        name + " must have keys (got " + entry.value().shown() + "). Valid: " + String.join(", ", below)
                                + ".");
            }
        }
    }

    private static void checkSingle(
            Mapping mapping, String path, List<Entry> known, Collection<String> valid, Problems problems) {
        if (mapping.entries().isEmpty()) {
            problems.add(mapping.place(), path + " needs one of " + String.join(", ", valid));
        }
        for (int i = 1; i < known.size(); i++) {
            problems.add(
                    known.get(i).key().place(),
                    path + " can only be one of " + String.join(", ", valid) + " (got "
                            + known.get(0).key().text() + " and "
                            + known.get(i).key().text() + ")");
        }
    }

    /**
     * Lays one mapping over another: keys of {@code over} win, mappings are joined key by key, except that an
     * alternative replaces another one.
     */
    static Mapping overlay(Mapping base, Mapping over, String path) {
        List<Entry> merged = new ArrayList<>();
        boolean alternatives = Key.ALTERNATIVES.contains(path);
        for (Entry entry : base.entries()) {
            if (over.entry(entry.key().text()).isEmpty() && !alternatives) {
                merged.add(entry);
            }
        }
        for (Entry entry : over.entries()) {
            String name = (path.isEmpty() ? "" : path + ".") + entry.key().text();
            Optional<Node> below = base.entry(entry.key().text()).map(Entry::value);
            if (entry.value() instanceof Mapping inner && below.orElse(null) instanceof Mapping baseInner) {
                merged.add(new Entry(entry.key(), overlay(baseInner, inner, name)));
            } else {
                merged.add(entry);
            }
        }
        return new Mapping(over.place(), merged);
    }
}
