package dev.plateau.scenario;

import dev.plateau.fleet.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace of requests: comma-separated values, one request in a line, in the order of arrival. Which of three formats it
 * is follows from the names of the columns. A further column {@value #PRIORITY} says who is served first; others are ignored.
 */
final class TraceReader {
    private static final int MOST_PROBLEMS = 100;
    private static final double LATEST = 4e9;
    private static final int MOST_TOKENS = 100_000_000;
    private static final String PRIORITY = "priority";
    private static final int LARGEST_PRIORITY = 1_000_000;

    /** Names of the columns of arrival, of tokens read and of tokens written. */
    private enum Format {
        PLATEAU("arrival_s", "prompt_tokens", "output_tokens"),
        AZURE("TIMESTAMP", "ContextTokens", "GeneratedTokens"),
        VIDUR("arrived_at", "num_prefill_tokens", "num_decode_tokens");

        private final String arrival;
        private final String prompt;
        private final String output;

        Format(String arrival, String prompt, String output) {
            this.arrival = arrival;
            this.prompt = prompt;
            this.output = output;
        }

        String columns() {
            return arrival + "," + prompt + "," + output;
        }
    }

    private final String file;
    private final Problems problems;
    private double[] arrivals = new double[1024];
    private int[] prompts = new int[1024];
    private int[] outputs = new int[1024];
    private int[] priorities = new int[1024];
    private int[] lines = new int[1024];
    private int size;
    private @Nullable LocalDateTime first;

    private TraceReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** A trace, and the lines that its requests stand on. */
    static final class Lines {
        private final Trace trace;
        private final int[] lines;

        private Lines(Trace trace, int[] lines) {
            this.trace = trace;
            this.lines = lines;
        }

        Trace trace() {
            return trace;
        }

        /** The line of a request, counted from 1. */
        int line(int request) {
            return lines[request];
        }
    }

    /**
     * Reads a trace.
     *
     * @param file its name in messages
     * @param text what it says
     * @param problems receives what is wrong
     * @return empty if something is wrong
     */
    static Optional<Lines> read(String file, BufferedReader text, Problems problems) throws IOException {
        TraceReader reader = new TraceReader(file, problems);
        int before = problems.count();
        reader.read(text);
        if (problems.count() > before) {
            return Optional.empty();
        }
        Trace trace = new Trace(
                Arrays.copyOf(reader.arrivals, reader.size),
                Arrays.copyOf(reader.prompts, reader.size),
                Arrays.copyOf(reader.outputs, reader.size),
                Arrays.copyOf(reader.priorities, reader.size));
        return Optional.of(new Lines(trace, Arrays.copyOf(reader.lines, reader.size)));
    }

    private void read(BufferedReader text) throws IOException {
        int number = 0;
        Header header = null;
        int before = problems.count();
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (number == 1 && line.startsWith("\uFEFF")) {
                line = line.substring(1);
            }
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Csv.Row row = new Csv.Row(number, Csv.cells(line));
            if (header == null) {
                Optional<Header> found = header(row);
                if (found.isEmpty()) {
                    return;
                }
                header = found.get();
            } else {
                request(header, row);
                if (problems.count() - before >= MOST_PROBLEMS) {
                    return;
                }
            }
        }
        if (header == null) {
            problems.add(new Place(file, 1, 1), "the trace is empty; its first line must be " + formats());
        } else if (size == 0 && problems.count() == before) {
            problems.add(new Place(file, number, 1), "the trace has no requests");
        }
    }

    private static String formats() {
        return String.join(
                " or ", Arrays.stream(Format.values()).map(Format::columns).toList());
    }

    /** Where the columns are; that of priorities is -1 without one. */
    private record Header(Format format, int arrival, int prompt, int output, int priority) {}

    private Optional<Header> header(Csv.Row row) {
        List<String> names = row.cells().stream().map(Csv.Cell::text).toList();
        Format format = null;
        long most = 0;
        for (Format candidate : Format.values()) {
            long known = List.of(candidate.arrival, candidate.prompt, candidate.output).stream()
                    .filter(names::contains)
                    .count();
            if (known > most) {
                most = known;
                format = candidate;
            }
        }
        Place place = new Place(file, row.line(), 1);
        if (format == null) {
            problems.add(
                    place,
                    "the columns of a trace must be " + formats() + " (got "
                            + Suggestions.shown(String.join(",", names)) + ")");
            return Optional.empty();
        }
        boolean complete = true;
        for (String column : List.of(format.arrival, format.prompt, format.output)) {
            if (names.indexOf(column) < 0) {
                problems.add(place, Problems.missingColumn(column, names));
                complete = false;
            }
        }
        for (String column : List.of(format.arrival, format.prompt, format.output, PRIORITY)) {
            if (names.indexOf(column) != names.lastIndexOf(column)) {
                problems.add(place, "column " + column + " is there twice");
                complete = false;
            }
        }
        return complete
                ? Optional.of(new Header(
                        format,
                        names.indexOf(format.arrival),
                        names.indexOf(format.prompt),
                        names.indexOf(format.output),
                        names.indexOf(PRIORITY)))
                : Optional.empty();
    }

    private void request(Header header, Csv.Row row) {
        int before = problems.count();
        double arrival = arrival(header, row);
        int prompt = tokens(row, header.prompt, header.format.prompt);
        int output = tokens(row, header.output, header.format.output);
        int priority = header.priority < 0 ? 0 : priority(row, header.priority);
        if (problems.count() > before) {
            return;
        }
        if (size > 0 && arrival < arrivals[size - 1]) {
            problem(
                    row,
                    header.arrival,
                    "a trace must be in order of arrival (got " + shown(row, header.arrival)
                            + ", which is before the request on line " + lines[size - 1] + ")");
            return;
        }
        if (size == arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, 2 * size);
            prompts = Arrays.copyOf(prompts, 2 * size);
            outputs = Arrays.copyOf(outputs, 2 * size);
            priorities = Arrays.copyOf(priorities, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
        }
        arrivals[size] = arrival;
        prompts[size] = prompt;
        outputs[size] = output;
        priorities[size] = priority;
        lines[size] = row.line();
        size++;
    }

    private double arrival(Header header, Csv.Row row) {
        String text = row.cell(header.arrival).text();
        if (header.format == Format.AZURE) {
            try {
                LocalDateTime time = LocalDateTime.parse(text.replaceFirst(" ", "T"));
                if (first == null) {
                    first = time;
                }
                Duration since = Duration.between(first, time);
                return since.getSeconds() + since.getNano() / 1e9;
            } catch (DateTimeParseException e) {
                problem(
                        row,
                        header.arrival,
                        "TIMESTAMP must be a time as in 2023-11-16 18:17:03.9799600 (got " + shown(row, header.arrival)
                                + ")");
                return 0;
            }
        }
        double seconds = Fields.isNumber(text) ? Double.parseDouble(text) : -1;
        if (!(seconds >= 0 && seconds <= LATEST)) {
            problem(
                    row,
                    header.arrival,
                    header.format.arrival + " must be a number of seconds in 0..4000000000 (got "
                            + shown(row, header.arrival) + ")");
        }
        return seconds;
    }

    private int tokens(Csv.Row row, int column, String name) {
        String text = row.cell(column).text();
        double tokens = Fields.isNumber(text) ? Double.parseDouble(text) : 0;
        if (!(tokens >= 1 && tokens <= MOST_TOKENS && tokens == Math.rint(tokens))) {
            problem(
                    row,
                    column,
                    name + " must be a whole number in 1.." + MOST_TOKENS + " (got " + shown(row, column) + ")");
            return 1;
        }
        return (int) tokens;
    }

    private int priority(Csv.Row row, int column) {
        String text = row.cell(column).text();
        double priority = Fields.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        if (!(Math.abs(priority) <= LARGEST_PRIORITY && priority == Math.rint(priority))) {
            problem(
                    row,
                    column,
                    PRIORITY + " must be a whole number in -" + LARGEST_PRIORITY + ".." + LARGEST_PRIORITY
                            + ", the smaller the sooner (got " + shown(row, column) + ")");
            return 0;
        }
        return (int) priority;
    }

    private static String shown(Csv.Row row, int column) {
        String text = row.cell(column).text();
        return text.isEmpty() ? "nothing" : Suggestions.shown(text);
    }

    private void problem(Csv.Row row, int column, String text) {
        problems.add(new Place(file, row.line(), row.cell(column).start()), text);
    }
}
