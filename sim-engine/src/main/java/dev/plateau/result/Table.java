package dev.plateau.result;

import java.util.List;

/**
 * Declaration of a result table.
 *
 * @param <R> row type
 * @param name file name without its ending
 * @param meaning one sentence
 * @param columns in the order of the file
 */
public record Table<R>(String name, String meaning, List<Column<R>> columns) {
    /** Copies the list. */
    public Table {
        columns = List.copyOf(columns);
    }
}
