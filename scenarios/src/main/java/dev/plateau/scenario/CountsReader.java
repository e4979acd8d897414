package dev.plateau.scenario;

import dev.plateau.model.Difficulty.Count;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Reads how often the problems of a benchmark were solved from a CSV file. */
final class CountsReader {
    private static final int LARGEST = 50_000_000;
    private static final int MOST_SAMPLES = 100_000_000;
    private static final List<Count> NONE = List.of(new Count(1, 0));

    private final Source scenario;
    private final Map<String, String> texts = new LinkedHashMap<>();

    CountsReader(Source scenario) {
        this.scenario = scenario;
    }

    /** Files read so far, by the name given in the scenario. */
    Map<String, String> texts() {
        return texts;
    }

    /** The counts that a scenario asks for; one made-up problem if there is something wrong. */
    List<Count> read(Fields fields) {
        String path = fields.text(Key.COUNTS_FILE).orElseGet(() -> fields.missing(Key.COUNTS_FILE, ""));
        if (path.isEmpty()) {
            return NONE;
        }
        try {
            Source file = scenario.sibling(path);
            String text = texts.get(path);
            if (text == null) {
                text = file.text(LARGEST);
                texts.put(path, text);
            }
            return read(fields, file.name(), Csv.parse(text));
        } catch (IOException | InvalidPathException e) {
            String why = e instanceof InvalidPathException ? "not a file name" : String.valueOf(e.getMessage());
            fields.problem(Key.COUNTS_FILE, "cannot read " + Suggestions.shown(path) + ": " + why);
            return NONE;
        }
    }

    private static List<Count> read(Fields fields, String file, Csv csv) {
        OptionalInt samples = csv.column("n_samples");
        OptionalInt correct = csv.column("n_correct");
        OptionalInt model = csv.column("model");
        String wanted = fields.text(Key.COUNTS_MODEL).orElse("");
        requireColumn(fields, file, csv, samples, "n_samples");
        requireColumn(fields, file, csv, correct, "n_correct");
        if (!wanted.isEmpty()) {
            requireColumn(fields, file, csv, model, "model");
        }
        int known = fields.problems().count();
        refuseDuplicates(fields.problems(), file, csv.header());
        if (fields.problems().count() > known) {
            return NONE;
        }
        if (samples.isEmpty() || correct.isEmpty() || (model.isEmpty() && !wanted.isEmpty())) {
            return NONE;
        }
        List<Count> counts = new ArrayList<>();
        Set<String> models = new LinkedHashSet<>();
        int before = fields.problems().count();
        for (Csv.Row row : csv.rows()) {
            String of = model.isPresent() ? row.cell(model.getAsInt()).text() : "";
            models.add(of);
            if (wanted.isEmpty() || wanted.equals(of)) {
                counts.add(count(fields.problems(), file, row, samples.getAsInt(), correct.getAsInt()));
            }
        }
        if (csv.rows().isEmpty()) {
            fields.problems().add(new Place(file, 1, 1), "no rows, but one per problem is needed");
        } else if (counts.isEmpty()) {
            fields.problems().addUnknown(fields.place(Key.COUNTS_MODEL), "no row of model", wanted, models);
        } else if (wanted.isEmpty() && models.size() > 1) {
            fields.problem(
                    Key.COUNTS_MODEL,
                    "tasks.difficulty.counts needs the key 'model'. Valid: " + String.join(", ", models) + ".");
        }
        return fields.problems().count() > before ? NONE : counts;
    }

    private static void refuseDuplicates(Problems problems, String file, Csv.Row header) {
        Set<String> names = new HashSet<>();
        for (Csv.Cell cell : header.cells()) {
            if (!cell.text().isEmpty() && !names.add(cell.text())) {
                problems.add(
                        new Place(file, header.line(), cell.start()),
                        "column " + Suggestions.shown(cell.text()) + " is there twice");
            }
        }
    }

    private static void requireColumn(Fields fields, String file, Csv csv, OptionalInt column, String name) {
        if (column.isEmpty()) {
            List<String> found =
                    csv.header().cells().stream().map(Csv.Cell::text).toList();
            fields.problems()
                    .add(
                            new Place(file, csv.header().line(), 1),
                            "no column " + name
                                    + (found.stream().allMatch(String::isBlank)
                                            ? ": the file is empty"
                                            : " (got " + Suggestions.shown(String.join(", ", found)) + ")"));
        }
    }

    private static Count count(Problems problems, String file, Csv.Row row, int samplesColumn, int correctColumn) {
        int before = problems.count();
        int samples = whole(problems, file, row, samplesColumn, "n_samples", 1, MOST_SAMPLES);
        int most = problems.count() > before ? MOST_SAMPLES : samples;
        int correct = whole(problems, file, row, correctColumn, "n_correct", 0, most);
        return problems.count() > before ? NONE.get(0) : new Count(samples, correct);
    }

    private static int whole(Problems problems, String file, Csv.Row row, int column, String name, int low, int high) {
        Csv.Cell cell = row.cell(column);
        if (cell.text().matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(cell.text());
            if (value >= low && value <= high) {
                return value;
            }
        }
        String got = cell.text().isEmpty() ? "nothing" : Suggestions.shown(cell.text());
        problems.add(
                new Place(file, row.line(), cell.start()),
                name + " must be a whole number in " + low + ".." + high + " (got " + got + ")");
        return low;
    }
}
