package dev.plateau.notebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plateau.export.ResultTables;
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
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * What a command left in a folder.
 *
 * @param folder it
 * @param record of the run; a missing node beside a calibrated scenario
 * @param tables by name, those that have rows, in the order of {@link ResultTables#declared()}
 * @param large names of files that are too large to be looked at
 * @param sums SHA-256 of the files of the tables, by name
 * @param summary what the command said when it was done; empty if nobody wrote it down
 */
record Results(
        Path folder,
        JsonNode record,
        Map<String, Table> tables,
        List<String> large,
        Map<String, String> sums,
        List<String> summary) {
    static final String RECORD = "run.json";
    private static final String CSV = ".csv";
    private static final String FIT = ".fit";
    private static final long LARGEST = 50_000_000;
    private static final int NAMED_FOLDERS = 4;

    /**
     * Reads a folder.
     *
     * @throws IOException with a message for the user
     */
    static Results read(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new IOException(folder + ": there is no such folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    folder + " is not a folder; name the one that a command of Plateau wrote its results to");
        }
        Optional<JsonNode> record = record(folder);
        List<String> fitted = fitted(folder);
        if (record.isEmpty() && fitted.isEmpty()) {
            throw new IOException(folder + " has no results of Plateau: there is no " + RECORD
                    + " in it, nor is it the folder SCENARIO.fit of a calibration" + hint(folder));
        }
        Map<String, Table> tables = new LinkedHashMap<>();
        Map<String, String> sums = new LinkedHashMap<>();
        List<String> large = new ArrayList<>();
        for (Path file : tableFiles(folder, record.orElse(MissingNode.getInstance()))) {
            if (Files.size(file) > LARGEST) {
                large.add(file.getName(file.getNameCount() - 1).toString());
                continue;
            }
            Table table = ResultTables.readFile(file);
            if (table.rowCount() > 0) {
                tables.put(table.name(), table);
                sums.put(table.name(), sha256(file));
            }
        }
        if (tables.isEmpty()) {
            throw new IOException(folder + " has no results of Plateau: none of its tables has a row");
        }
        List<String> summary = new ArrayList<>(fitted);
        record.ifPresent(node -> node.path("summary").forEach(line -> summary.add(line.asText())));
        return new Results(folder, record.orElse(MissingNode.getInstance()), tables, large, sums, summary);
    }

    /** Tables that a command of Plateau wrote: those that its record lists, or all beside a calibrated scenario. */
    private static List<Path> tableFiles(Path folder, JsonNode record) throws IOException {
        List<String> listed = new ArrayList<>();
        record.path("files").forEach(file -> listed.add(file.asText()));
        List<String> order = ResultTables.declared().stream()
                .map(declared -> declared.name() + CSV)
                .toList();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getName(file.getNameCount() - 1).toString())
                    .filter(name -> name.endsWith(CSV) && (record.isMissingNode() || listed.contains(name)))
                    .sorted((a, b) -> {
                        int first = order.contains(a) ? order.indexOf(a) : order.size();
                        int second = order.contains(b) ? order.indexOf(b) : order.size();
                        return first != second ? Integer.compare(first, second) : a.compareTo(b);
                    })
                    .map(folder::resolve)
                    .toList();
        }
    }

    private static Optional<JsonNode> record(Path folder) throws IOException {
        Path file = folder.resolve(RECORD);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            return root.has("plateau") ? Optional.of(root) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** What a calibration found, from the comments at the head of the scenario that it wrote beside its folder. */
    private static List<String> fitted(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        String name = absolute.getNameCount() == 0
                ? ""
                : absolute.getName(absolute.getNameCount() - 1).toString();
        if (!name.endsWith(FIT)) {
            return List.of();
        }
        Path scenario = absolute.resolveSibling(name.substring(0, name.length() - FIT.length()) + ".yaml");
        if (!Files.isRegularFile(scenario)) {
            return Files.exists(folder.resolve("parameters.csv")) ? List.of(name) : List.of();
        }
        try (Stream<String> lines = Files.lines(scenario, StandardCharsets.UTF_8)) {
            return lines.takeWhile(line -> line.startsWith("# "))
                    .map(line -> line.substring(2))
                    .toList();
        }
    }

    private static String hint(Path folder) throws IOException {
        try (Stream<Path> below = Files.list(folder)) {
            List<String> names = below.filter(path -> Files.isRegularFile(path.resolve(RECORD))
                            || (path.toString().endsWith(FIT) && Files.isDirectory(path)))
                    .map(Path::toString)
                    .sorted()
                    .limit(NAMED_FOLDERS)
                    .toList();
            return names.isEmpty() ? "" : ". Maybe name one below it: " + String.join(", ", names);
        }
    }

    /** One line for pictures. */
    String title() {
        String title = record.path("study").path("title").asText();
        if (!title.isEmpty()) {
            return title;
        }
        String scenario = record.path("scenario").asText();
        Path absolute = folder.toAbsolutePath().normalize();
        return !scenario.isEmpty()
                ? scenario
                : absolute.getNameCount() == 0
                        ? "Results"
                        : absolute.getName(absolute.getNameCount() - 1).toString();
    }

    /**
     * The table of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("there is no table " + name);
        }
        return table;
    }

    /** Whether the table of this name has this column. */
    boolean has(String table, String column) {
        Table found = tables.get(table);
        return found != null && found.columnNames().contains(column);
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
