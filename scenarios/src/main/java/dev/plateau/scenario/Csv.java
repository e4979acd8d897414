package dev.plateau.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A table of comma-separated values whose cells know their place. The first line names the columns; a cell may stand in
 * double quotes, where two of them mean one. Empty lines and lines that begin with # are skipped.
 *
 * @param header names of the columns
 * @param rows the other lines
 */
record Csv(Row header, List<Row> rows) {

    /**
     * A line.
     *
     * @param line counted from 1
     * @param cells in order
     */
    record Row(int line, List<Cell> cells) {
        /** The cell of a column; an empty one behind the line's end if the line is too short. */
        Cell cell(int column) {
            if (column < cells.size()) {
                return cells.get(column);
            }
            return new Cell(
                    cells.get(cells.size() - 1).end(),
                    cells.get(cells.size() - 1).end(),
                    "");
        }
    }

    /**
     * A value.
     *
     * @param start column where it begins, counted from 1
     * @param end column behind it
     * @param text without quotes and blanks around it
     */
    record Cell(int start, int end, String text) {}

    private static final String LINE_ENDS = "\r?\n|\r";

    /** The first line with a quote that is not closed on it. */
    static OptionalInt openQuote(String text) {
        String[] lines = text.split(LINE_ENDS, -1);
        return IntStream.range(0, lines.length)
                .filter(i -> holdsData(lines[i])
                        && lines[i].chars().filter(c -> c == '"').count() % 2 == 1)
                .map(i -> i + 1)
                .findFirst();
    }

    private static boolean holdsData(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    static Csv parse(String text) {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.split(LINE_ENDS, -1)) {
            number++;
            if (holdsData(line)) {
                rows.add(new Row(number, cells(line)));
            }
        }
        Row header = rows.isEmpty() ? new Row(1, List.of(new Cell(1, 1, ""))) : rows.remove(0);
        return new Csv(header, rows);
    }

    /** The cells of a line. */
    static List<Cell> cells(String line) {
        List<Cell> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ',';
            if (i == line.length() || (c == ',' && !quoted)) {
                cells.add(new Cell(start + 1, i + 1, cell.toString().strip()));
                cell.setLength(0);
                start = i + 1;
            } else if (c != '"') {
                cell.append(c);
            } else if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else {
                quoted = !quoted;
            }
        }
        return cells;
    }

    /** What a row has in a column that is there. */
    String text(Row row, String column) {
        return row.cell(column(column).orElseThrow()).text();
    }

    OptionalInt column(String name) {
        for (int i = 0; i < header.cells().size(); i++) {
            if (header.cells().get(i).text().equals(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
