package dev.plateau.scenario;

import dev.plateau.fleet.TableStepTime;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads measured times of iterations: a folder with two tables in the manner of Vidur. {@value #DECODE} has a row for each
 * number of sequences 1, 2, .. and each mean context 0, g, 2 g, ..; {@value #PREFILL} has one for each number of tokens 1, 2, ..
 */
final class StepTableReader {
    static final String DECODE = "vidur_step_decode_s.csv";
    static final String PREFILL = "vidur_step_prefill_s.csv";
    private static final int LARGEST = 50_000_000;

    private final Map<String, String> texts;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param texts receives the files that were read, by name
     * @param problems receives what is wrong
     */
    StepTableReader(Map<String, String> texts, Problems problems) {
        this.texts = texts;
        this.problems = problems;
    }

    /** Reads a folder of the command line. */
    static Optional<TableStepTime> read(Path folder, Map<String, String> texts, Problems problems) {
        return new StepTableReader(texts, problems)
                .read(folder.toString(), name -> new Source.File(folder.resolve(name)), Optional.empty());
    }

    /**
     * Reads a folder.
     *
     * @param folder as the user named it
     * @param of a file in it, by its name
     * @param place where the user named it; empty on the command line
     * @return empty if something is wrong
     */
    Optional<TableStepTime> read(String folder, Files of, Optional<Place> place) {
        Optional<Sheet> decode = sheet(folder, DECODE, of, place);
        Optional<Sheet> prefill = sheet(folder, PREFILL, of, place);
        int before = problems.count();
        if (decode.isEmpty() || prefill.isEmpty()) {
            return Optional.empty();
        }
        double[][] steps = decode(decode.get());
        double[] linear = prefill(prefill.get(), "linear_seconds");
        double[] attention = prefill(prefill.get(), "attn_prefill_seconds");
        if (problems.count() > before) {
            return Optional.empty();
        }
        Sheet grid = decode.get();
        int step = grid.csv.rows().size() < 2 ? 1 : grid.whole(grid.csv.rows().get(1), "kv_avg_rounded64");
        return Optional.of(new TableStepTime(Math.max(1, step), steps, linear, attention));
    }

    /** Finds files of a folder. */
    interface Files {
        /** The file with a name. */
        Source file(String name);
    }

    private Optional<Sheet> sheet(String folder, String name, Files of, Optional<Place> place) {
        try {
            Source source = of.file(name);
            String text = source.text(LARGEST);
            texts.put(folder + "/" + name, text);
            return Optional.of(new Sheet(source.name(), Csv.parse(text)));
        } catch (IOException | InvalidPathException e) {
            String why = e instanceof InvalidPathException ? "not a file name" : String.valueOf(e.getMessage());
            problems.add(new Problem(place, "cannot read " + Suggestions.shown(folder) + "/" + name + ": " + why));
            return Optional.empty();
        }
    }

    /** Seconds by sequences and mean context. */
    private double[][] decode(Sheet sheet) {
        int contexts = 0;
        for (Csv.Row row : sheet.csv.rows()) {
            contexts += sheet.whole(row, "batch") == 1 ? 1 : 0;
        }
        if (!sheet.complete("batch", "kv_avg_rounded64", "step_seconds")) {
            return new double[0][];
        }
        int batches = contexts == 0 ? 0 : sheet.csv.rows().size() / contexts;
        if (contexts < 2 || batches * contexts != sheet.csv.rows().size()) {
            sheet.problem(
                    sheet.csv.header(),
                    0,
                    "must have a row for each batch 1, 2, .. and each context 0, g, 2 g, .. (got "
                            + sheet.csv.rows().size() + " rows, " + contexts + " of batch 1)");
            return new double[0][];
        }
        Csv.Row second = sheet.csv.rows().get(1);
        int grid = sheet.whole(second, "kv_avg_rounded64");
        if (grid < 1) {
            int index = sheet.csv.column("kv_avg_rounded64").orElseThrow();
            sheet.problem(
                    second,
                    index,
                    "kv_avg_rounded64 must be a whole number above 0 in the second row, the contexts being 0, g, 2 g, .. (got "
                            + Sheet.shown(second.cell(index).text()) + ")");
            return new double[0][];
        }
        double[][] seconds = new double[batches][contexts];
        for (int i = 0; i < batches * contexts; i++) {
            Csv.Row row = sheet.csv.rows().get(i);
            sheet.require(row, "batch", i / contexts + 1);
            sheet.require(row, "kv_avg_rounded64", i % contexts * grid);
            seconds[i / contexts][i % contexts] = sheet.seconds(row, "step_seconds");
        }
        return seconds;
    }

    /** Seconds by tokens; entry 0 is not used. */
    private double[] prefill(Sheet sheet, String column) {
        if (!sheet.complete("num_tokens_or_chunk", column)) {
            return new double[1];
        }
        double[] seconds = new double[sheet.csv.rows().size() + 1];
        for (int i = 1; i < seconds.length; i++) {
            Csv.Row row = sheet.csv.rows().get(i - 1);
            sheet.require(row, "num_tokens_or_chunk", i);
            seconds[i] = sheet.seconds(row, column);
        }
        return seconds;
    }

    /** A table with its file's name. */
    private final class Sheet {
        private final String file;
        private final Csv csv;

        Sheet(String file, Csv csv) {
            this.file = file;
            this.csv = csv;
        }

        boolean complete(String... columns) {
            boolean complete = true;
            for (String column : columns) {
                if (csv.column(column).isEmpty()) {
                    problem(
                            csv.header(),
                            0,
                            Problems.missingColumn(
                                    column,
                                    csv.header().cells().stream()
                                            .map(Csv.Cell::text)
                                            .toList()));
                    complete = false;
                }
            }
            if (complete && csv.rows().isEmpty()) {
                problem(csv.header(), 0, "no rows");
                complete = false;
            }
            return complete;
        }

        void problem(Csv.Row row, int column, String text) {
            problems.add(new Place(file, row.line(), row.cell(column).start()), text);
        }

        /** A whole number, or -1. */
        int whole(Csv.Row row, String column) {
            String text = csv.column(column).isPresent() ? csv.text(row, column) : "";
            return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        }

        void require(Csv.Row row, String column, int value) {
            if (whole(row, column) != value) {
                int index = csv.column(column).orElseThrow();
                problem(
                        row,
                        index,
                        column + " must be " + value + ", the rows being in order (got "
                                + shown(row.cell(index).text()) + ")");
            }
        }

        double seconds(Csv.Row row, String column) {
            int index = csv.column(column).orElseThrow();
            String text = row.cell(index).text();
            double value = Fields.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
            if (!(value > 0 && value < 1e6)) {
                problem(row, index, column + " must be a number of seconds above 0 (got " + shown(text) + ")");
                return 1;
            }
            return value;
        }

        private static String shown(String text) {
            return text.isEmpty() ? "nothing" : Suggestions.shown(text);
        }
    }
}
