package dev.plateau.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads one JSON object a line as a table: its columns are the fields of all lines. A cell's place is its line. */
final class JsonLines {
    private static final int MOST_PROBLEMS = 100;

    private JsonLines() {}

    static PilotTable read(String file, String text, Problems problems) {
        ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        List<JsonNode> nodes = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        int number = 0;
        for (String line : text.split("\r?\n|\r", -1)) {
            number++;
            if (line.isBlank() || problems.count() >= MOST_PROBLEMS) {
                continue;
            }
            try {
                JsonNode node = json.readTree(line);
                if (!node.isObject()) {
                    problems.add(new Place(file, number, 1), "a line must be a JSON object");
                    continue;
                }
                node.fieldNames().forEachRemaining(columns::add);
                nodes.add(node);
                lines.add(number);
            } catch (JsonProcessingException e) {
                int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
                problems.add(new Place(file, number, column), "not JSON: " + Suggestions.shown(e.getOriginalMessage()));
            }
        }
        List<Csv.Row> rows = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode node = nodes.get(i);
            rows.add(new Csv.Row(
                    lines.get(i),
                    columns.stream()
                            .map(name -> new Csv.Cell(1, 1, node.path(name).asText("")))
                            .toList()));
        }
        return new PilotTable(file, 1, List.copyOf(columns), rows);
    }
}
