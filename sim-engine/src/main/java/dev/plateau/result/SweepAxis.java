package dev.plateau.result;

import java.util.List;
import java.util.function.Function;

/**
 * A key of a scenario that has several values.
 *
 * @param key its path
 * @param values as the scenario writes them, distinct, in its order
 * @param type of all values
 */
public record SweepAxis(String key, List<String> values, Column.Type type) {
    /** Copies the list. */
    public SweepAxis {
        values = List.copyOf(values);
    }

    /** Whether the values are numbers. */
    public boolean isNumeric() {
        return type != Column.Type.TEXT;
    }

    /** The values, if they are numbers. */
    public double[] numbers() {
        return values.stream().mapToDouble(Double::parseDouble).toArray();
    }

    /** A column of a table whose rows have a value of each swept key. */
    <R> Column<R> column(Function<R, String> value) {
        return new Column<>(key, type, isNumeric() ? PhasePoint.AS_KEY : "", "Value of the swept key.", row -> {
            String word = value.apply(row);
            return switch (type) {
                case TEXT -> word;
                case INTEGER -> Long.parseLong(word);
                case NUMBER -> Double.parseDouble(word);
            };
        });
    }
}
