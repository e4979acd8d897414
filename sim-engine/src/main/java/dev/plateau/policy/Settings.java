package dev.plateau.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checked values of a policy's parameters. Every declared parameter has a value.
 */
public final class Settings {
    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Completes the given values with the defaults.
     *
     * @param parameters the policy's declaration
     * @param given Double, Integer or String by kind, already within range
     * @throws IllegalArgumentException if a name is not declared or a value is out of range
     */
    public static Settings of(List<Parameter> parameters, Map<String, ?> given) {
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : parameters) {
            values.put(parameter.name(), parameter.fallback());
        }
        for (Map.Entry<String, ?> entry : given.entrySet()) {
            Parameter parameter = parameters.stream()
                    .filter(p -> p.name().equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no parameter " + entry.getKey()));
            values.put(parameter.name(), checked(parameter, entry.getValue()));
        }
        return new Settings(values);
    }

    private static Object checked(Parameter parameter, Object value) {
        boolean fits = switch (parameter.kind()) {
            case NUMBER ->
                value instanceof Number n && n.doubleValue() >= parameter.low() && n.doubleValue() <= parameter.high();
            case INTEGER -> value instanceof Integer n && n >= parameter.low() && n <= parameter.high();
            case CHOICE -> value instanceof String s && parameter.choices().contains(s);
        };
        if (!fits) {
            throw new IllegalArgumentException(parameter.name() + " cannot be " + value);
        }
        return parameter.kind() == Parameter.Kind.NUMBER ? ((Number) value).doubleValue() : value;
    }

    /** Value of a NUMBER parameter. */
    public double number(String name) {
        return (Double) value(name);
    }

    /** Value of an INTEGER parameter. */
    public int integer(String name) {
        return (Integer) value(name);
    }

    /** Value of a CHOICE parameter. */
    public String choice(String name) {
        return (String) value(name);
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return value;
    }
}
