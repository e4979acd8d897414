package dev.plateau.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tablesaw tables as tables of a database. */
final class SqlTables {
    private SqlTables() {}

    /**
     * Puts tables in the place of all there are, within the transaction of the connection.
     *
     * @param tables names distinct; texts, whole numbers and other numbers, missing ones as NULL
     * @param kept begin of the names of tables that stay
     */
    static void replace(Connection connection, List<Table> tables, String kept) throws SQLException {
        drop(connection, name -> !name.startsWith(kept));
        for (Table table : tables) {
            append(connection, table.name(), table);
        }
    }

    /** Names of the tables, in the order in which they were made. */
    static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                + " ORDER BY rowid")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Drops those tables that are meant. */
    static void drop(Connection connection, Predicate<String> meant) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String name : names(connection)) {
                if (meant.test(name)) {
                    statement.execute("DROP TABLE " + quoted(name));
                }
            }
        }
    }

    /** Adds rows to a table, which is made if need be. */
    static void append(Connection connection, String name, Table table) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            String type =
                    column.type() == ColumnType.STRING ? "TEXT" : column.type() == ColumnType.LONG ? "INTEGER" : "REAL";
            columns.add(quoted(column.name()) + " " + type);
            marks.add("?");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + quoted(name) + " (" + String.join(", ", columns) + ")");
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + quoted(name) + " VALUES (" + String.join(", ", marks) + ")")) {
            for (int row = 0; row < table.rowCount(); row++) {
                for (int i = 0; i < columns.size(); i++) {
                    Column<?> column = table.column(i);
                    insert.setObject(i + 1, column.isMissing(row) ? null : column.get(row));
                }
                insert.executeUpdate();
            }
        }
    }

    /** Hands the rows of a table on, one by one in their order. */
    static void each(Connection connection, String name, RowReader reader) throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + quoted(name) + " ORDER BY rowid")) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = rows.getObject(i + 1);
                }
                reader.read(row);
            }
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
