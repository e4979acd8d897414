package dev.plateau.notebook;

import dev.plateau.export.ResultTables;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What a cell of code has put out. */
sealed interface Output {
    /** As a tree of JSON, in the form of nbformat 4. */
    Map<String, Object> json();

    /** Printed text, which ends with a line feed. */
    record Printed(String text) implements Output {
        @Override
        public Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", "stdout");
            json.put("output_type", "stream");
            json.put("text", Notebook.lines(text));
            return json;
        }
    }

    /** A table, its numbers as in its file. */
    record Grid(Table table) implements Output {
        @Override
        public Map<String, Object> json() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("text/html", Notebook.lines(html()));
            data.put("text/plain", Notebook.lines(ResultTables.csv(table).stripTrailing()));
            return display(data);
        }

        private String html() {
            StringBuilder html = new StringBuilder("<table border=\"1\" class=\"dataframe\">\n<thead>\n<tr>");
            table.columnNames()
                    .forEach(name -> html.append("<th>").append(escaped(name)).append("</th>"));
            html.append("</tr>\n</thead>\n<tbody>\n");
            for (int row = 0; row < table.rowCount(); row++) {
                html.append("<tr>");
                for (Column<?> column : table.columns()) {
                    html.append(column.type() == ColumnType.STRING ? "<td style=\"text-align: left\">" : "<td>")
                            .append(escaped(column.getString(row)))
                            .append("</td>");
                }
                html.append("</tr>\n");
            }
            return html.append("</tbody>\n</table>").toString();
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    }

    /** A picture as the base64 of a PNG, and its alternative text. */
    record Picture(String png, String alternative) implements Output {
        static Picture of(byte[] png, String alternative) {
            return new Picture(Base64.getEncoder().encodeToString(png), alternative);
        }

        @Override
        public Map<String, Object> json() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("image/png", png);
            data.put("text/plain", List.of(alternative));
            return display(data);
        }
    }

    private static Map<String, Object> display(Map<String, Object> data) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", data);
        json.put("metadata", Map.of());
        json.put("output_type", "display_data");
        return json;
    }
}
