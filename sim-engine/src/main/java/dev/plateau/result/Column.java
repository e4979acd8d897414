package dev.plateau.result;

import java.util.function.Function;

/**
 * A column of a result table, declared once: CSV, plots and documentation read it from here.
 *
 * @param <R> row type
 * @param name in files
 * @param type of the values
 * @param unit of the values, empty for words
 * @param meaning one sentence
 * @param value reads it from a row: String, Long or Double by type; a Double may be NaN (not defined) and is then
 *     written as an empty field
 */
public record Column<R>(String name, Type type, String unit, String meaning, Function<R, Object> value) {

    /** Type of a column. */
    public enum Type {
        /** Words. */
        TEXT,
        /** Whole numbers. */
        INTEGER,
        /** Real numbers. */
        NUMBER
    }

    /** Checks that the column is documented. */
    public Column {
        if (name.isBlank() || meaning.isBlank()) {
            throw new IllegalArgumentException("a column needs a name and a meaning");
        }
    }
}
