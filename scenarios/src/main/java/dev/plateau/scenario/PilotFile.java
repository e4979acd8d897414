package dev.plateau.scenario;

import dev.plateau.calibrate.Observations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Data to calibrate from, read and found right. What kind of data a file holds follows from the names of its columns; further
 * columns are ignored.
 *
 * @param file as the user named it
 * @param text what it says
 * @param subject what the data are of, for titles: model and benchmark as far as the file tells
 * @param observations the data
 */
public record PilotFile(String file, String text, String subject, Observations observations) {
    private static final int LARGEST = 200_000_000;

    /**
     * Which rows of a file with several models or benchmarks are meant.
     *
     * @param model word in the column model
     * @param benchmark word in the column benchmark
     */
    public record Choice(Optional<String> model, Optional<String> benchmark) {}

    /**
     * Reads data.
     *
     * @throws ScenarioException if it cannot be read, or anything is wrong with it
     */
    public static PilotFile read(Path path, Choice choice) throws ScenarioException {
        Problems problems = new Problems();
        Source.File source = new Source.File(path);
        try {
            String text = source.text(LARGEST);
            Optional<PilotFile> read = read(source.name(), text, choice, problems);
            problems.throwIfAny();
            return read.orElseThrow();
        } catch (IOException e) {
            problems.add(new Place(source.name(), 1, 1), "cannot read it: " + e.getMessage());
            problems.throwIfAny();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<PilotFile> read(String file, String text, Choice choice, Problems problems) {
        boolean lines = text.stripLeading().startsWith("{");
        if (!lines) {
            Csv.openQuote(text)
                    .ifPresent(line -> problems.add(
                            new Place(file, line, 1),
                            "a quote is opened and not closed on its line; a quote within quotes is written twice"));
        }
        PilotTable table = lines ? JsonLines.read(file, text, problems) : table(file, Csv.parse(text), problems);
        if (problems.first().isPresent()) {
            return Optional.empty();
        }
        Optional<PilotKind> kind = kind(table, problems);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Optional<PilotTable.Part> part = table.choose(choice, problems);
        return part.flatMap(rows -> kind.get().reader().read(rows, problems))
                .map(found -> new PilotFile(file, text, part.get().subject(), found));
    }

    private static PilotTable table(String file, Csv csv, Problems problems) {
        int columns = csv.header().cells().size();
        for (Csv.Row row : csv.rows()) {
            row.cells().stream()
                    .skip(columns)
                    .filter(cell -> !cell.text().isEmpty())
                    .findFirst()
                    .ifPresent(cell -> problems.add(
                            new Place(file, row.line(), cell.start()),
                            row.cells().size() + " values for " + columns
                                    + " columns; a value with a comma stands in double quotes"));
        }
        return PilotTable.of(file, csv);
    }

    /** The kind whose columns are all there; if none, the nearest kind is reported. */
    private static Optional<PilotKind> kind(PilotTable table, Problems problems) {
        List<String> names = table.columns();
        Place place = new Place(table.file(), table.headerLine(), 1);
        if (names.stream().allMatch(String::isBlank)) {
            problems.add(place, "the file is empty. " + kinds());
            return Optional.empty();
        }
        TreeSet<String> seen = new TreeSet<>();
        for (String name : names) {
            if (!name.isEmpty() && !seen.add(name)) {
                problems.add(place, "column " + Suggestions.shown(name) + " is there twice");
                return Optional.empty();
            }
        }
        PilotKind nearest = null;
        int most = 0;
        for (PilotKind kind : PilotKind.values()) {
            List<String> missing = kind.missing(names);
            if (missing.isEmpty()) {
                return Optional.of(kind);
            }
            int there = kind.columns().size() - missing.size();
            if (there > most) {
                most = there;
                nearest = kind;
            }
        }
        if (nearest == null) {
            problems.add(
                    place,
                    "these columns are of no kind of data that can be calibrated from (got "
                            + Suggestions.shown(String.join(",", names)) + "). " + kinds());
        } else {
            for (String missing : nearest.missing(names)) {
                problems.add(place, nearest.title() + " need more: " + Problems.missingColumn(missing, names));
            }
        }
        return Optional.empty();
    }

    private static String kinds() {
        return "Valid: "
                + String.join(
                        "; ",
                        Arrays.stream(PilotKind.values())
                                .map(kind -> String.join(",", kind.columns()) + " (" + kind.title() + ")")
                                .toList())
                + ".";
    }
}
