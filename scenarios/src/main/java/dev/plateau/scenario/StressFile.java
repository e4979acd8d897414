package dev.plateau.scenario;

import dev.plateau.result.StressRow;
import dev.plateau.scenario.Csv.Row;
import dev.plateau.stress.StressCell;
import dev.plateau.stress.StressComparison.Watched;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table stress.csv as {@code plateau stress} writes it.
 *
 * @param name of the file
 * @param cells one per policy, family and rung, at least one
 */
public record StressFile(String name, List<StressCell> cells) {
    private static final int LARGEST = 50_000_000;
    private static final List<String> COLUMNS =
            List.of("course", "seed", "family", "label", "hostility", "policy", "status", "tasks", "right_by_group");

    /** Copies the list. */
    public StressFile {
        cells = List.copyOf(cells);
    }

    /**
     * Reads a file.
     *
     * @throws ScenarioException if it is no such table
     */
    public static StressFile read(Path path) throws ScenarioException {
        Source source = new Source.File(path);
        return new Reading(source.name(), Csv.parse(source.text(LARGEST, new Problems()))).file();
    }

    /** A file that is being read. */
    private record Reading(String name, Csv csv, Problems problems, Map<String, Double> reached) {
        Reading(String name, Csv csv) {
            this(name, csv, new Problems(), new HashMap<>());
        }

        StressFile file() throws ScenarioException {
            for (String column : COLUMNS) {
                if (csv.column(column).isEmpty()) {
                    problems.add(
                            new Place(
                                    name,
                                    csv.header().line(),
                                    csv.header().cells().get(0).start()),
                            "there is no column '" + column
                                    + "'. Maybe this is not the stress.csv of 'plateau stress'");
                    problems.throwIfAny();
                }
            }
            if (csv.rows().isEmpty()) {
                problems.add(
                        new Place(name, csv.header().line(), 1), "there is nothing below the names of the columns");
            }
            List<StressCell> cells = new ArrayList<>();
            csv.rows().forEach(row -> cells.add(cell(row)));
            problems.throwIfAny();
            String version = cells.get(0).course();
            for (int i = 0; i < cells.size(); i++) {
                if (!cells.get(i).course().equals(version)) {
                    problem(
                            csv.rows().get(i),
                            "course",
                            "a file has one version of the course, " + Suggestions.shown(version) + " further up (got "
                                    + Suggestions.shown(cells.get(i).course()) + ")");
                }
            }
            problems.throwIfAny();
            return new StressFile(name, cells);
        }

        private StressCell cell(Row row) {
            boolean fit = csv.text(row, "status").equals(StressRow.OK);
            int before = problems.count();
            long tasks = (long) number(row, "tasks", Integer.MAX_VALUE);
            double hostility = number(row, "hostility", 1);
            int[] right = fit ? right(row) : new int[0];
            if (fit && problems.count() == before) {
                check(row, tasks, right);
            }
            String policy = csv.text(row, "policy");
            String family = csv.text(row, "family");
            Double last = reached.put(policy + "\n" + family, hostility);
            if (problems.count() == before && last != null && last >= hostility) {
                problem(
                        row,
                        "hostility",
                        "hostility must rise from rung to rung of " + Suggestions.shown(family) + " for "
                                + Suggestions.shown(policy) + " (got " + hostility + " after " + last + ")");
            }
            return new StressCell(
                    csv.text(row, "course"),
                    csv.text(row, "seed"),
                    family,
                    csv.text(row, "label"),
                    hostility,
                    policy,
                    csv.text(row, "status"),
                    tasks,
                    right);
        }

        private void check(Row row, long tasks, int[] right) {
            if (right.length < 2 || tasks < right.length || tasks % right.length != 0) {
                problem(
                        row,
                        "tasks",
                        "tasks must be a multiple of the groups, of which there are 2 at least (got " + tasks
                                + " tasks and " + right.length + " groups)");
                return;
            }
            for (int answers : right) {
                if (answers < 0 || answers > tasks / right.length) {
                    problem(
                            row,
                            "right_by_group",
                            "a group of " + tasks / right.length
                                    + " tasks has no more right answers, and no fewer than 0 (got " + answers + ")");
                    return;
                }
            }
        }

        private int[] right(Row row) {
            try {
                return Stream.of(csv.text(row, "right_by_group").split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray();
            } catch (NumberFormatException e) {
                problem(
                        row,
                        "right_by_group",
                        "right_by_group must be whole numbers with blanks between (got "
                                + Suggestions.shown(csv.text(row, "right_by_group")) + ")");
                return new int[0];
            }
        }

        private double number(Row row, String column, int largest) {
            try {
                double number = Double.parseDouble(csv.text(row, column));
                if (number >= 0 && number <= largest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            problem(
                    row,
                    column,
                    column + " must be a number in 0.." + largest + " (got " + Suggestions.shown(csv.text(row, column))
                            + ")");
            return 0;
        }

        private void problem(Row row, String column, String message) {
            int start = row.cell(csv.column(column).orElseThrow()).start();
            problems.add(new Place(name, row.line(), start), message);
        }
    }

    /**
     * Which policies to compare.
     *
     * @param old file
     * @param recent file
     * @param words of {@code --policy}, each a label or OLD=NEW; none for all that both files have
     * @throws ScenarioException if the files are of two versions of the course, a file has no such policy, or they have none in
     *     common
     */
    public static List<Watched> watched(StressFile old, StressFile recent, List<String> words)
            throws ScenarioException {
        String version = old.cells.get(0).course();
        String other = recent.cells.get(0).course();
        if (!version.equals(other)) {
            throw refused("--compare: " + old.name + " is of version " + Suggestions.shown(version) + " of the course, "
                    + recent.name + " of version " + Suggestions.shown(other)
                    + ". Only scores of one version can be compared");
        }
        Set<String> before = old.labels();
        Set<String> after = recent.labels();
        Set<Watched> watched = new LinkedHashSet<>();
        List<Problem> unknown = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String from = equals < 0 ? word : word.substring(0, equals);
            String to = equals < 0 ? word : word.substring(equals + 1);
            if (!before.contains(from)) {
                unknown.add(Problem.of(Problems.unknown("--policy: no policy", from, " in " + old.name, before)));
            } else if (!after.contains(to)) {
                unknown.add(Problem.of(Problems.unknown("--policy: no policy", to, " in " + recent.name, after)));
            }
            watched.add(new Watched(from, to));
        }
        if (!unknown.isEmpty()) {
            throw new ScenarioException(unknown);
        }
        if (words.isEmpty()) {
            before.stream().filter(after::contains).forEach(label -> watched.add(new Watched(label, label)));
        }
        if (watched.isEmpty()) {
            throw refused("--compare: the files have no policy in common. Maybe --policy OLD=NEW, with OLD one of "
                    + String.join(", ", before) + " and NEW one of " + String.join(", ", after));
        }
        return List.copyOf(watched);
    }

    private static ScenarioException refused(String message) {
        return new ScenarioException(List.of(Problem.of(message)));
    }

    private Set<String> labels() {
        return cells.stream().map(StressCell::policy).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
