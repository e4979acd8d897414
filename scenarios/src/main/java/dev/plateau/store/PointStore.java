package dev.plateau.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * The rows of the finished points of a sweep. They are committed point by point, in the place of the point's pieces, to tables
 * {@code plateau_rows_RUN_NAME}, which become the tables of the result when the sweep is whole; so what is in memory does not
 * grow with the points.
 */
public final class PointStore {
    private final ResultsFile file;
    private final Connection connection;
    private final long run;

    PointStore(ResultsFile file, Connection connection, long run) {
        this.file = file;
        this.connection = connection;
        this.run = run;
    }

    static void make(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS plateau_point (run INTEGER NOT NULL REFERENCES plateau_run(id),"
                + " point INTEGER NOT NULL, pieces INTEGER NOT NULL, PRIMARY KEY (run, point))");
    }

    private static String prefix(long run) {
        return "plateau_rows_" + run + "_";
    }

    /** Drops the rows of all runs but one, which are not the result of any. */
    static void dropOthers(Connection connection, long run) throws SQLException {
        SqlTables.drop(connection, name -> name.startsWith("plateau_rows_") && !name.startsWith(prefix(run)));
    }

    /** Drops the rows of a run. */
    static void drop(Connection connection, long run) throws SQLException {
        SqlTables.drop(connection, name -> name.startsWith(prefix(run)));
    }

    /** Whether a point is finished. */
    public boolean has(int point) {
        return file.locked(() -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT 1 FROM plateau_point WHERE run = ? AND point = ?")) {
                query.setLong(1, run);
                query.setInt(2, point);
                try (ResultSet row = query.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** Number of finished points. */
    public long finished() {
        return file.locked(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM plateau_point WHERE run = " + run)) {
                return row.getLong(1);
            }
        });
    }

    /**
     * Keeps the rows of a point, and forgets its pieces, all or nothing.
     *
     * @param point number
     * @param name that its pieces have between their first and second slash, or before another slash
     * @param tables its rows
     */
    public void finish(int point, String name, List<Table> tables) {
        file.inTransaction(() -> {
            for (Table table : tables) {
                SqlTables.append(connection, prefix(run) + table.name(), table);
            }
            long pieces = 0;
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM plateau_piece WHERE run = ? AND name > ? AND name < ?")) {
                for (String kind : List.of("tasks/", "service/")) {
                    delete.setLong(1, run);
                    delete.setString(2, kind + name + "/");
                    delete.setString(3, kind + name + "0"); // what follows a slash
                    pieces += delete.executeUpdate();
                }
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO plateau_point (run, point, pieces) VALUES (?, ?, ?)")) {
                insert.setLong(1, run);
                insert.setInt(2, point);
                insert.setLong(3, pieces);
                insert.executeUpdate();
            }
            return pieces;
        });
    }

    /** Whether there is a table with rows of the run. */
    public boolean has(String table) {
        return file.locked(() -> SqlTables.names(connection).contains(located(table)));
    }

    /** Hands the rows of a table on, one by one in the order of the points. */
    public void each(String table, RowReader reader) throws IOException {
        try {
            file.locked(() -> {
                try {
                    SqlTables.each(connection, located(table), reader);
                    return 0;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The rows of a sweep that is whole are those of the result. */
    private String located(String table) throws SQLException {
        boolean staged = SqlTables.names(connection).contains(prefix(run) + table);
        return staged ? prefix(run) + table : table;
    }

    /**
     * Puts the rows in the place of the tables of earlier results, and drops earlier runs, all or nothing.
     *
     * @param whole whether all points are finished; else the rows are kept, to be gone on with
     */
    public void publish(boolean whole) {
        file.inTransaction(() -> {
            List<String> staged = SqlTables.names(connection).stream()
                    .filter(name -> name.startsWith(prefix(run)))
                    .toList();
            if (!staged.isEmpty()) {
                SqlTables.drop(connection, name -> !name.startsWith(ResultsFile.OWN));
                try (Statement statement = connection.createStatement()) {
                    for (String name : staged) {
                        String to = SqlTables.quoted(name.substring(prefix(run).length()));
                        statement.execute(
                                whole
                                        ? "ALTER TABLE " + SqlTables.quoted(name) + " RENAME TO " + to
                                        : "CREATE TABLE " + to + " AS SELECT * FROM " + SqlTables.quoted(name)
                                                + " ORDER BY rowid");
                    }
                }
            }
            file.published(Instant.now());
            return staged.size();
        });
    }
}
