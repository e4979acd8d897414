package dev.plateau.notebook;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as Python writes them. */
final class Python {
    private Python() {}

    /** A text, a number, a truth, or a list or map of such, over one line per entry of a map. */
    static String literal(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "{}"
                    : map.entrySet().stream()
                            .map(entry -> "    " + literal(entry.getKey()) + ": " + literal(entry.getValue()) + ",\n")
                            .collect(Collectors.joining("", "{\n", "}"));
        } else if (value instanceof Collection<?> list) {
            return list.stream().map(Python::literal).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        } else if (value instanceof Number number) {
            return number.toString();
        }
        return quoted(value.toString());
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
