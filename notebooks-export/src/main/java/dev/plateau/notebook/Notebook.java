package dev.plateau.notebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Jupyter notebook in nbformat 4.5. The same cells give the same bytes.
 *
 * <p>Its metadata keep a sum over kind and source of all cells under {@code plateau.cells_sha256}: by it a notebook is known to
 * be Plateau's own, and one in which somebody has written is told from one that was merely run again.
 */
public final class Notebook {
    private static final String MARK = "plateau";
    private static final String SUM = "cells_sha256";

    private final List<Cell> cells;
    private final String made;

    /**
     * A notebook.
     *
     * @param cells in order
     * @param made by which command
     */
    Notebook(List<Cell> cells, String made) {
        this.cells = List.copyOf(cells);
        this.made = made;
    }

    List<Cell> cells() {
        return cells;
    }

    /** Its text, ended by a line feed. */
    public String json() {
        List<Map<String, Object>> written = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            written.add(json(i));
        }
        Map<String, Object> kernel = new LinkedHashMap<>();
        kernel.put("display_name", "Python 3 (ipykernel)");
        kernel.put("language", "python");
        kernel.put("name", "python3");
        Map<String, Object> mark = new LinkedHashMap<>();
        mark.put(
                SUM,
                sum(cells.stream()
                        .map(cell -> new Part(cell.kind().word(), cell.source()))
                        .toList()));
        mark.put("made_by", made);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("kernelspec", kernel);
        metadata.put("language_info", Map.of("name", "python"));
        metadata.put(MARK, mark);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cells", written);
        json.put("metadata", metadata);
        json.put("nbformat", 4);
        json.put("nbformat_minor", 5);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and texts are always JSON", e);
        }
    }

    private Map<String, Object> json(int index) {
        Cell cell = cells.get(index);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cell_type", cell.kind().word());
        if (cell.kind() == Cell.Kind.CODE) {
            json.put("execution_count", null);
        }
        json.put("id", "cell-" + (index + 1));
        json.put("metadata", cell.folded() ? Map.of("jupyter", Map.of("source_hidden", true)) : Map.of());
        if (cell.kind() == Cell.Kind.CODE) {
            json.put("outputs", cell.outputs().stream().map(Output::json).toList());
        }
        json.put("source", lines(cell.source()));
        return json;
    }

    /** Lines of a text, each but the last with its line feed. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, next));
            from = next;
        }
        return lines;
    }

    /**
     * Why a file must not be replaced by another notebook.
     *
     * @return the end of a sentence that begins with the file; empty if it is not there, or as Plateau wrote it but for outputs
     * @throws IOException if it cannot be read
     */
    public static Optional<String> refusal(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("is not a file");
        }
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            return Optional.of("is not a notebook of Plateau's and would be lost");
        }
        JsonNode sum = root.path("metadata").path(MARK).path(SUM);
        if (!sum.isTextual()) {
            return Optional.of("is not a notebook of Plateau's and would be lost");
        }
        List<Part> parts = new ArrayList<>();
        root.path("cells")
                .forEach(cell -> parts.add(new Part(cell.path("cell_type").asText(), joined(cell.path("source")))));
        return sum.asText().equals(sum(parts))
                ? Optional.empty()
                : Optional.of("has been changed since Plateau wrote it; the changes would be lost");
    }

    private static String joined(JsonNode source) {
        if (!source.isArray()) {
            return source.asText();
        }
        StringBuilder text = new StringBuilder();
        source.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    private record Part(String kind, String source) {}

    private static String sum(List<Part> parts) {
        StringBuilder all = new StringBuilder();
        for (Part part : parts) {
            all.append(part.kind())
                    .append(' ')
                    .append(part.source().length())
                    .append('\n')
                    .append(part.source());
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
