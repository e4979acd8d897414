package dev.plateau.scenario;

import dev.plateau.experiment.Entrant;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.scenario.Node.Entry;
import dev.plateau.scenario.Node.Mapping;
import dev.plateau.scenario.Node.Scalar;
import dev.plateau.scenario.Node.Sequence;
import dev.plateau.select.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads who takes part. */
final class PoliciesReader {
    private static final String SELECT = "select";
    private static final String GATE = "gate";
    private static final List<String> COMMON_KEYS = List.of("id", "label", SELECT, GATE);
    private static final int MOST = 100;

    private final Map<String, PolicyFactory> factories;
    private final Problems problems;

    PoliciesReader(List<PolicyFactory> factories, Problems problems) {
        this.factories = new LinkedHashMap<>();
        factories.forEach(factory -> this.factories.put(factory.id(), factory));
        this.problems = problems;
    }

    List<Entrant> read(Fields fields) {
        int before = problems.count();
        Selection fallback = fallback(fields);
        if (fields.has(Key.GATE) && fallback.rule() != Selection.Rule.VERIFIER_GATED && problems.count() == before) {
            fields.problem(Key.GATE, unusedGate(fallback.rule()));
        }
        List<Entrant> entrants = new ArrayList<>();
        Map<String, Place> labels = new HashMap<>();
        for (Node item : items(fields)) {
            entrant(item, fallback, labels).ifPresent(entrants::add);
        }
        return entrants;
    }

    private List<Node> items(Fields fields) {
        Optional<Node> node = fields.node(Key.POLICIES.path());
        if (node.isEmpty()) {
            return List.of(new Scalar(fields.place(Key.POLICIES), "parallel", true));
        }
        if (node.get() instanceof Sequence sequence
                && !sequence.items().isEmpty()
                && sequence.items().size() <= MOST) {
            return sequence.items();
        }
        fields.problem(
                Key.POLICIES,
                "policies must be " + Key.POLICIES.form().describe() + ", 1 to " + MOST + " of them (got "
                        + (node.get() instanceof Sequence s
                                ? s.items().size() + " of them"
                                : node.get().shown())
                        + ")");
        return List.of();
    }

    private Optional<Entrant> entrant(Node item, Selection fallback, Map<String, Place> labels) {
        if (item instanceof Scalar id && !id.isMissing()) {
            return entrant(
                    new Mapping(id.place(), List.of(new Entry(new Scalar(id.place(), "id", true), id))),
                    fallback,
                    labels);
        }
        if (!(item instanceof Mapping keys)) {
            problems.add(item.place(), "a policy is an id, or keys with an id (got " + item.shown() + ")");
            return Optional.empty();
        }
        Optional<PolicyFactory> factory = factory(keys);
        if (factory.isEmpty()) {
            return Optional.empty();
        }
        String id = factory.get().id();
        List<Parameter> parameters = factory.get().parameters();
        List<String> valid = new ArrayList<>(COMMON_KEYS);
        parameters.forEach(parameter -> valid.add(parameter.name()));
        for (Entry entry : keys.entries()) {
            if (!valid.contains(entry.key().text())) {
                problems.add(
                        entry.key().place(),
                        Problems.unknown("unknown key", entry.key().text(), " in policy " + id, valid));
            }
        }
        Map<String, Object> given = new HashMap<>();
        for (Parameter parameter : parameters) {
            keys.entry(parameter.name())
                    .ifPresent(entry -> given.put(parameter.name(), value(id, parameter, entry.value())));
        }
        String label = label(keys, id, labels);
        Settings settings = Settings.of(parameters, given);
        int before = problems.count();
        Selection selection = selection(keys, fallback);
        if (factory.get().create(settings).choosesAnswer()) {
            for (String name : List.of(SELECT, GATE)) {
                keys.entry(name)
                        .ifPresent(entry -> problems.add(
                                entry.key().place(),
                                name + " does not apply to " + id + ": it chooses the answer itself"));
            }
        } else if (keys.entry(GATE).isPresent()
                && selection.rule() != Selection.Rule.VERIFIER_GATED
                && problems.count() == before) {
            problems.add(keys.entry(GATE).get().key().place(), unusedGate(selection.rule()));
        }
        return Optional.of(new Entrant(label, () -> factory.get().create(settings), selection));
    }

    private Selection selection(Mapping keys, Selection fallback) {
        Selection.Rule rule = keys.entry(SELECT)
                .map(entry -> rule(Fields.choice(entry.value(), SELECT, (Form.Choice) Key.SELECT.form(), problems)))
                .orElse(fallback.rule());
        double gate = keys.entry(GATE)
                .map(entry -> Fields.real(entry.value(), GATE, (Form.Real) Key.GATE.form(), problems))
                .orElse(fallback.gate());
        return new Selection(rule, gate);
    }

    private static String unusedGate(Selection.Rule rule) {
        return "gate needs select: " + Selection.Rule.VERIFIER_GATED.id() + " (select is " + rule.id() + ")";
    }

    private Optional<PolicyFactory> factory(Mapping keys) {
        Optional<Entry> id = keys.entry("id");
        if (id.isEmpty()) {
            problems.add(
                    keys.place(), "a policy needs the key 'id'. Valid: " + String.join(", ", factories.keySet()) + ".");
            return Optional.empty();
        }
        String name = id.get().value() instanceof Scalar scalar
                ? scalar.text()
                : id.get().value().shown();
        PolicyFactory factory = factories.get(name);
        if (factory == null) {
            problems.addUnknown(id.get().value().place(), "no policy", name, factories.keySet());
        }
        return Optional.ofNullable(factory);
    }

    private String label(Mapping keys, String id, Map<String, Place> labels) {
        Node node = keys.entry("label").map(Entry::value).orElse(new Scalar(keys.place(), id, true));
        String label = Fields.text(node, "label", (Form.Text) Key.BASELINE.form(), problems);
        Place first = labels.putIfAbsent(label, node.place());
        if (first != null && !label.isEmpty()) {
            problems.add(
                    node.place(),
                    "the label '" + Suggestions.shown(label) + "' is already used on line " + first.line()
                            + "; give this policy another 'label'");
        }
        return label;
    }

    private Object value(String id, Parameter parameter, Node node) {
        String name = parameter.name() + " of policy " + id;
        return switch (parameter.kind()) {
            case NUMBER -> Fields.real(node, name, (Form.Real) form(parameter), problems);
            case INTEGER -> (int) Fields.whole(node, name, (Form.Whole) form(parameter), problems);
            case CHOICE -> Fields.choice(node, name, (Form.Choice) form(parameter), problems);
        };
    }

    /** What a parameter may be. */
    static Form form(Parameter parameter) {
        return switch (parameter.kind()) {
            case NUMBER -> new Form.Real(parameter.low(), parameter.high());
            case INTEGER -> new Form.Whole((long) parameter.low(), (long) parameter.high());
            case CHOICE -> new Form.Choice(parameter.choices());
        };
    }

    /** Parameters of the policy that an item of the list names. */
    static List<Parameter> parameters(List<PolicyFactory> factories, Node item) {
        Node id = item instanceof Mapping keys
                ? keys.entry("id").map(Entry::value).orElse(item)
                : item;
        return factories.stream()
                .filter(factory -> id instanceof Scalar scalar && factory.id().equals(scalar.text()))
                .flatMap(factory -> factory.parameters().stream())
                .toList();
    }

    /** An item of the list with another value of a parameter. */
    static Mapping with(Node item, String parameter, String value) {
        Mapping keys = item instanceof Mapping mapping
                ? mapping
                : new Mapping(item.place(), List.of(new Entry(new Scalar(item.place(), "id", true), item)));
        Entry entry = new Entry(new Scalar(item.place(), parameter, true), new Scalar(item.place(), value, true));
        return new Mapping(
                keys.place(),
                Stream.concat(
                                keys.entries().stream()
                                        .filter(other -> !other.key().text().equals(parameter)),
                                Stream.of(entry))
                        .toList());
    }

    /** The vote of whoever has none of its own. */
    static Selection fallback(Fields fields) {
        return new Selection(rule(fields.choice(Key.SELECT)), fields.real(Key.GATE));
    }

    private static Selection.Rule rule(String id) {
        return Arrays.stream(Selection.Rule.values())
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
