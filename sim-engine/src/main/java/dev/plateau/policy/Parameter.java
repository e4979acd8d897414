package dev.plateau.policy;

import java.util.List;

/**
 * A setting of a policy, declared once: the scenario reader checks values against it, the help prints it.
 *
 * @param name key in the scenario
 * @param kind type of the value
 * @param low smallest allowed number (inclusive), ignored for choices
 * @param high largest allowed number (inclusive), ignored for choices
 * @param fallback value when the scenario gives none: a Double, Integer or String by kind
 * @param choices allowed words, empty unless the kind is CHOICE
 * @param meaning one line for the help
 */
public record Parameter(
        String name, Kind kind, double low, double high, Object fallback, List<String> choices, String meaning) {

    /** Names that mean something else in a scenario. */
    private static final List<String> TAKEN = List.of("id", "label", "select");

    /**
     * Checks the declaration.
     *
     * @throws IllegalArgumentException if the name is taken, or the default is not one of the values
     */
    public Parameter {
        choices = List.copyOf(choices);
        if (TAKEN.contains(name) || !name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("a parameter cannot be called '" + name + "'");
        }
        boolean valid = switch (kind) {
            case NUMBER, INTEGER ->
                fallback instanceof Number number && number.doubleValue() >= low && number.doubleValue() <= high;
            case CHOICE -> fallback instanceof String word && choices.contains(word);
        };
        if (!valid) {
            throw new IllegalArgumentException("the default of parameter " + name + " cannot be " + fallback);
        }
    }

    /** Type of a value. */
    public enum Kind {
        /** A real number. */
        NUMBER,
        /** A whole number. */
        INTEGER,
        /** One of some words. */
        CHOICE
    }

    /** A real number in [low, high]. */
    public static Parameter number(String name, double low, double high, double fallback, String meaning) {
        return new Parameter(name, Kind.NUMBER, low, high, fallback, List.of(), meaning);
    }

    /** A whole number in low..high. */
    public static Parameter integer(String name, int low, int high, int fallback, String meaning) {
        return new Parameter(name, Kind.INTEGER, low, high, fallback, List.of(), meaning);
    }

    /** One of the choices, the first being the default. */
    public static Parameter choice(String name, List<String> choices, String meaning) {
        return new Parameter(name, Kind.CHOICE, Double.NaN, Double.NaN, choices.get(0), choices, meaning);
    }
}
