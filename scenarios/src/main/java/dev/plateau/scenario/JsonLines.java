package dev.plateau.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one JSON object a line as a table: its columns are the fields of all lines. */
final class JsonLines {
    private static final int MOST_PROBLEMS = 100;

    private final ObjectMapper json = new ObjectMapper();
    private final String file;
    private final Problems problems;
    private final Set<String> columns = new LinkedHashSet<>();
    private final List<Line> lines = new ArrayList<>();

    private JsonLines(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** A line: its values by the name of their field, and the column in which it ends. */
    private record Line(int number, Map<String, Csv.Cell> cells, int end) {
        Csv.Row row(Set<String> columns) {
            Csv.Cell missing = new Csv.Cell(end, end, "");
            return new Csv.Row(
                    number,
                    columns.stream()
                            .map(name -> cells.getOrDefault(name, missing))
                            .toList());
        }
    }

    static PilotTable read(String file, String text, Problems problems) {
        JsonLines reader = new JsonLines(file, problems);
        int number = 0;
        for (String line : text.split("\r?\n|\r", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (reader.lines.isEmpty() && line.stripLeading().startsWith("[")) {
                problems.add(
                        new Place(file, number, line.indexOf('[') + 1),
                        "one JSON object a line is expected, and here an array begins; take its brackets away, and the"
                                + " commas between its objects");
                break;
            }
            if (problems.count() < MOST_PROBLEMS) {
                reader.read(number, line);
            }
        }
        List<Csv.Row> rows =
                reader.lines.stream().map(line -> line.row(reader.columns)).toList();
        return new PilotTable(file, 1, List.copyOf(reader.columns), rows);
    }

    private void read(int number, String line) {
        try (JsonParser parser = json.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problems.add(
                        new Place(file, number, parser.currentTokenLocation().getColumnNr()),
                        "a line must be a JSON object");
                return;
            }
            Map<String, Csv.Cell> cells = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                int start = parser.currentTokenLocation().getColumnNr();
                JsonNode value = json.readTree(parser);
                cells.put(name, new Csv.Cell(start, parser.currentLocation().getColumnNr(), value.asText("")));
            }
            int end = parser.currentTokenLocation().getColumnNr();
            if (parser.nextToken() != null) {
                problems.add(
                        new Place(file, number, parser.currentTokenLocation().getColumnNr()),
                        "one JSON object a line is expected, and here a second value begins");
                return;
            }
            columns.addAll(cells.keySet());
            lines.add(new Line(number, cells, end));
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            problems.add(new Place(file, number, column), "not JSON: " + Suggestions.shown(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
