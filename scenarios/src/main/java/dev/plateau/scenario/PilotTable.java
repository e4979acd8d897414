package dev.plateau.scenario;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows of data whose cells know their place.
 *
 * @param file as the user named it
 * @param headerLine line of the names of the columns
 * @param columns their names
 * @param rows the cells of each
 */
record PilotTable(String file, int headerLine, List<String> columns, List<Csv.Row> rows) {
    private static final String MODEL = "model";
    private static final String BENCHMARK = "benchmark";

    static PilotTable of(String file, Csv csv) {
        return new PilotTable(
                file,
                csv.header().line(),
                csv.header().cells().stream().map(Csv.Cell::text).toList(),
                csv.rows());
    }

    /**
     * The rows of one model and benchmark.
     *
     * @param subject which, for titles; empty if the file does not tell
     */
    record Part(PilotTable table, String subject, List<Csv.Row> rows) {
        Csv.Cell cell(Csv.Row row, String column) {
            return row.cell(table.columns().indexOf(column));
        }

        boolean has(String column) {
            return table.columns().contains(column);
        }

        Place place(Csv.Row row, String column) {
            return new Place(table.file(), row.line(), cell(row, column).start());
        }

        /** A whole number, or the lowest that is allowed if it is none. */
        int whole(Problems problems, Csv.Row row, String column, int low, int high) {
            String text = cell(row, column).text();
            if (text.matches("[0-9]{1,9}")) {
                int value = Integer.parseInt(text);
                if (value >= low && value <= high) {
                    return value;
                }
            }
            problems.add(
                    place(row, column),
                    column + " must be a whole number in " + low + ".." + high + " (got " + shown(text) + ")");
            return low;
        }

        /** A number, or NaN if it is none. */
        double number(Problems problems, Csv.Row row, String column) {
            String text = cell(row, column).text();
            if (Fields.isNumber(text)) {
                return Double.parseDouble(text);
            }
            problems.add(place(row, column), column + " must be a number (got " + shown(text) + ")");
            return Double.NaN;
        }

        private static String shown(String text) {
            return text.isEmpty() ? "nothing" : Suggestions.shown(text);
        }
    }

    /** The rows that are meant; empty, and reported, if that is not clear. */
    Optional<Part> choose(PilotFile.Choice choice, Problems problems) {
        if (rows.isEmpty()) {
            problems.add(new Place(file, headerLine, 1), "no rows below the names of the columns");
            return Optional.empty();
        }
        List<Csv.Row> ofModel = choose(rows, MODEL, choice.model(), problems);
        List<Csv.Row> chosen = choose(ofModel, BENCHMARK, choice.benchmark(), problems);
        if (problems.first().isPresent()) {
            return Optional.empty();
        }
        String subject = Stream.of(MODEL, BENCHMARK)
                .filter(columns::contains)
                .map(name -> chosen.get(0).cell(columns.indexOf(name)).text())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" on "));
        return Optional.of(new Part(this, subject, chosen));
    }

    private List<Csv.Row> choose(List<Csv.Row> from, String name, Optional<String> wanted, Problems problems) {
        int column = columns.indexOf(name);
        if (column < 0) {
            wanted.ifPresent(word -> problems.add(
                    new Place(file, headerLine, 1),
                    "--" + name + " " + Suggestions.shown(word) + ": the file has no column " + name));
            return from;
        }
        Set<String> words = new LinkedHashSet<>();
        from.forEach(row -> words.add(row.cell(column).text()));
        if (wanted.isEmpty()) {
            if (words.size() > 1) {
                Csv.Row other = from.stream()
                        .filter(row ->
                                !row.cell(column).text().equals(words.iterator().next()))
                        .findFirst()
                        .orElseThrow();
                problems.add(
                        new Place(file, other.line(), other.cell(column).start()),
                        "rows of several " + name + "s: choose one with --" + name + ". Valid: "
                                + words.stream()
                                        .map(Suggestions::shown)
                                        .limit(50)
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
            return from;
        }
        List<Csv.Row> chosen = from.stream()
                .filter(row -> row.cell(column).text().equals(wanted.get()))
                .toList();
        if (chosen.isEmpty() && problems.first().isEmpty()) {
            problems.addUnknown(
                    new Place(file, headerLine, 1), "--" + name + ": no row of " + name, wanted.get(), words);
        }
        return chosen;
    }
}
