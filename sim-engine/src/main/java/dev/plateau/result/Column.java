package dev.plateau.result;

import dev.plateau.stats.Interval;
import java.util.List;
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

    /** Adds three columns: a value, and the ends of its 95 % interval as NAME_low and NAME_high. */
    static <R> void interval(
            List<Column<R>> columns, String name, String unit, String meaning, Function<R, Interval> value) {
        columns.add(new Column<>(
                name, Type.NUMBER, unit, meaning, row -> value.apply(row).value()));
        columns.add(new Column<>(
                name + "_low",
                Type.NUMBER,
                unit,
                "Lower end of its 95 % interval.",
                row -> value.apply(row).low()));
        columns.add(new Column<>(
                name + "_high",
                Type.NUMBER,
                unit,
                "Upper end of its 95 % interval.",
                row -> value.apply(row).high()));
    }
}
