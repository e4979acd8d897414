package dev.plateau.scenario;

import dev.plateau.result.StressRow;
import dev.plateau.scenario.Csv.Cell;
import dev.plateau.scenario.Csv.Row;
import dev.plateau.stress.StressCell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the table that {@code plateau stress} writes. */
public final class StressFile {
    private static final int LARGEST = 50_000_000;
    private static final List<String> COLUMNS =
            List.of("course", "seed", "family", "label", "hostility", "policy", "status", "tasks", "right_by_group");

    private final Csv csv;
    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    private StressFile(String file, Csv csv) {
        this.file = file;
        this.csv = csv;
    }

    /**
     * Reads a file.
     *
     * @throws ScenarioException if it is no such table
     */
    public static List<StressCell> read(Path path) throws ScenarioException {
        Source source = new Source.File(path);
        String text;
        try {
            text = source.text(LARGEST);
        } catch (IOException e) {
            throw new ScenarioException(
                    List.of(Problem.at(new Place(source.name(), 1, 1), "cannot read it: " + e.getMessage())));
        }
        return new StressFile(source.name(), Csv.parse(text)).cells();
    }

    private List<StressCell> cells() throws ScenarioException {
        for (String column : COLUMNS) {
            if (csv.column(column).isEmpty()) {
                problem(
                        csv.header(),
                        csv.header().cells().get(0),
                        "there is no column '" + column + "'. Maybe this is not the stress.csv of 'plateau stress'");
                throw new ScenarioException(problems);
            }
        }
        List<StressCell> cells = new ArrayList<>();
        for (Row row : csv.rows()) {
            int before = problems.size();
            boolean fit = csv.text(row, "status").equals(StressRow.OK);
            int[] right = fit ? right(row) : new int[0];
            long tasks = (long) number(row, "tasks");
            if (fit && problems.size() == before && (right.length < 2 || tasks % right.length != 0)) {
                problem(
                        row,
                        cell(row, "tasks"),
                        "tasks must be a multiple of the groups, of which there are 2 at least (got " + tasks
                                + " tasks and " + right.length + " groups)");
            }
            cells.add(new StressCell(
                    csv.text(row, "course"),
                    csv.text(row, "seed"),
                    csv.text(row, "family"),
                    csv.text(row, "label"),
                    number(row, "hostility"),
                    csv.text(row, "policy"),
                    csv.text(row, "status"),
                    tasks,
                    right));
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return cells;
    }

    private int[] right(Row row) {
        try {
            return Stream.of(csv.text(row, "right_by_group").split(" "))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            problem(
                    row,
                    cell(row, "right_by_group"),
                    "right_by_group must be whole numbers with blanks between (got "
                            + Suggestions.shown(csv.text(row, "right_by_group")) + ")");
            return new int[0];
        }
    }

    private double number(Row row, String column) {
        try {
            double number = Double.parseDouble(csv.text(row, column));
            if (number >= 0 && number < Double.POSITIVE_INFINITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        problem(
                row,
                cell(row, column),
                column + " must be a number of at least 0 (got " + Suggestions.shown(csv.text(row, column)) + ")");
        return 0;
    }

    private Cell cell(Row row, String column) {
        return row.cell(csv.column(column).orElseThrow());
    }

    private void problem(Row row, Cell cell, String message) {
        problems.add(Problem.at(new Place(file, row.line(), cell.start()), message));
    }

    /**
     * Which policies to compare: label in the first file to label in the second.
     *
     * @param files two
     * @param words of {@code --policy}, each a label or OLD=NEW; none for all that both files have
     * @throws ScenarioException if a file has no such policy
     */
    public static Map<String, String> pairs(List<Path> files, List<String> words) throws ScenarioException {
        Set<String> old = labels(files.get(0));
        Set<String> recent = labels(files.get(1));
        Map<String, String> pairs = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String from = equals < 0 ? word : word.substring(0, equals);
            String to = equals < 0 ? word : word.substring(equals + 1);
            if (!old.contains(from)) {
                problems.add(Problem.of(Problems.unknown("--policy: no policy", from, " in " + files.get(0), old)));
            } else if (!recent.contains(to)) {
                problems.add(Problem.of(Problems.unknown("--policy: no policy", to, " in " + files.get(1), recent)));
            }
            pairs.put(from, to);
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        if (words.isEmpty()) {
            old.stream().filter(recent::contains).forEach(label -> pairs.put(label, label));
        }
        return pairs;
    }

    private static Set<String> labels(Path file) throws ScenarioException {
        Set<String> labels = new LinkedHashSet<>();
        read(file).forEach(cell -> labels.add(cell.policy()));
        return labels;
    }
}
