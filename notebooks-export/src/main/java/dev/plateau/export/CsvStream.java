package dev.plateau.export;

import dev.plateau.result.Table;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows as they come, in the form of {@link ResultTables#csv}: of any number a few thousand are in memory. A row has a
 * String, a Number or null (missing) for each column.
 */
public final class CsvStream implements AutoCloseable {
    private static final int ROWS = 4096;

    private final Table<Object[]> declaration;
    private final Writer out;
    private final List<Object[]> rows = new ArrayList<>();
    private boolean begun;

    /**
     * A file to be written.
     *
     * @param table declares the columns
     * @param out stays open
     */
    public CsvStream(Table<?> table, Writer out) {
        this.declaration = SweepDigest.ofRows(table);
        this.out = out;
    }

    /** Adds a row. */
    public void add(Object[] row) throws IOException {
        rows.add(row);
        if (rows.size() == ROWS) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (!rows.isEmpty() || !begun) {
            out.write(ResultTables.csv(ResultTables.of(declaration, rows), !begun));
            begun = true;
            rows.clear();
        }
    }

    /** Writes what is left; the header at least. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
