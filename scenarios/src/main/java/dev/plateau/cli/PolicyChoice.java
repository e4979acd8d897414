package dev.plateau.cli;

import dev.plateau.policy.OraclePolicy;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.result.Range;
import dev.plateau.scenario.Suggestions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An allocation rule as the command line names it: {@code ID} or {@code ID:PARAMETER=VALUE,PARAMETER=VALUE}.
 *
 * @param name as the user wrote it
 * @param factory makes it
 * @param given values of its parameters
 */
record PolicyChoice(String name, PolicyFactory factory, Map<String, Object> given) {

    /** The policies of the step-wise search that need no truth: all that a case can be put to. */
    static Map<String, PolicyFactory> rules(List<PolicyFactory> factories) {
        Map<String, PolicyFactory> rules = new LinkedHashMap<>();
        for (PolicyFactory factory : factories) {
            if (factory.create(Settings.of(factory.parameters(), Map.of())) instanceof StepwisePolicy policy
                    && !(policy instanceof OraclePolicy)) {
                rules.put(factory.id(), factory);
            }
        }
        return rules;
    }

    /** Reads a choice; what is wrong with it is noted. */
    static Optional<PolicyChoice> read(String text, Map<String, PolicyFactory> rules, List<String> problems) {
        int colon = text.indexOf(':');
        String id = colon < 0 ? text : text.substring(0, colon);
        PolicyFactory factory = rules.get(id);
        if (factory == null) {
            problems.add("--policy: no allocation rule '" + id + "'." + Suggestions.valid(id, rules.keySet()));
            return Optional.empty();
        }
        Map<String, Object> given = new HashMap<>();
        if (colon >= 0) {
            for (String assignment : text.substring(colon + 1).split(",", -1)) {
                assign(assignment, factory, given, problems);
            }
        }
        return Optional.of(new PolicyChoice(text, factory, given));
    }

    private static void assign(
            String assignment, PolicyFactory factory, Map<String, Object> given, List<String> problems) {
        int equals = assignment.indexOf('=');
        String name = equals < 0 ? assignment : assignment.substring(0, equals);
        List<String> names = factory.parameters().stream().map(Parameter::name).toList();
        Optional<Parameter> parameter =
                factory.parameters().stream().filter(p -> p.name().equals(name)).findFirst();
        String of = "--policy " + factory.id() + ": ";
        if (parameter.isEmpty()) {
            problems.add(of + "no parameter '" + name + "'."
                    + (names.isEmpty() ? " It has none." : Suggestions.valid(name, names)));
            return;
        }
        if (given.containsKey(name)) {
            problems.add(of + name + " is given twice.");
            return;
        }
        String text = equals < 0 ? "" : assignment.substring(equals + 1);
        value(parameter.get(), text)
                .ifPresentOrElse(
                        value -> given.put(name, value),
                        () -> problems.add(of + name + " must be " + form(parameter.get()) + " (got '" + text + "')."
                                + (parameter.get().kind() == Parameter.Kind.CHOICE
                                        ? Suggestions.meant(
                                                text, parameter.get().choices())
                                        : "")));
    }

    private static Optional<Object> value(Parameter parameter, String text) {
        try {
            Object value = switch (parameter.kind()) {
                case NUMBER -> Double.valueOf(text);
                case INTEGER -> Integer.valueOf(text);
                case CHOICE -> text;
            };
            Settings.of(List.of(parameter), Map.of(parameter.name(), value));
            return Optional.of(value);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String form(Parameter parameter) {
        return switch (parameter.kind()) {
            case NUMBER -> "a number from " + Range.plain(parameter.low()) + " to " + Range.plain(parameter.high());
            case INTEGER -> "a whole number from " + (long) parameter.low() + " to " + (long) parameter.high();
            case CHOICE -> "one of " + String.join(", ", parameter.choices());
        };
    }

    /** Makes the rule for a case, whose values count where the user named none. */
    StepwisePolicy create(Map<String, Double> ofCase) {
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : factory.parameters()) {
            Double value = ofCase.get(parameter.name());
            if (value != null) {
                values.put(parameter.name(), value);
            }
        }
        values.putAll(given);
        return (StepwisePolicy) factory.create(Settings.of(factory.parameters(), values));
    }
}
