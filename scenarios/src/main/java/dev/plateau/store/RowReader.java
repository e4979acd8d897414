package dev.plateau.store;

import java.io.IOException;

/** Takes rows of a table. */
@FunctionalInterface
public interface RowReader {
    /**
     * Takes one.
     *
     * @param row a String, a Number or null (missing) for each column
     */
    void read(Object[] row) throws IOException;
}
