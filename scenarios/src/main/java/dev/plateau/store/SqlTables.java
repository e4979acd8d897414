package dev.plateau.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
        drop(connection, kept);
        for (Table table : tables) {
            write(connection, table);
        }
    }

    private static void drop(Connection connection, String kept) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        names.removeIf(name -> name.startsWith(kept) || name.startsWith("sqlite_"));
        try (Statement statement = connection.createStatement()) {
            for (String name : names) {
                statement.execute("DROP TABLE " + quoted(name));
            }
        }
    }

    private static void write(Connection connection, Table table) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            String type =
                    column.type() == ColumnType.STRING ? "TEXT" : column.type() == ColumnType.LONG ? "INTEGER" : "REAL";
            columns.add(quoted(column.name()) + " " + type);
            marks.add("?");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + quoted(table.name()) + " (" + String.join(", ", columns) + ")");
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + quoted(table.name()) + " VALUES (" + String.join(", ", marks) + ")")) {
            for (int row = 0; row < table.rowCount(); row++) {
                for (int i = 0; i < columns.size(); i++) {
                    Column<?> column = table.column(i);
                    insert.setObject(i + 1, column.isMissing(row) ? null : column.get(row));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
