package dev.plateau.data;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recorded data that is not part of the project: looked for in the folder that the system property plateau.data or the
 * environment's PLATEAU_DATA names, else in ../shared/data beside the repository. Tests that need it are skipped where it is
 * absent.
 */
public final class Recorded {
    /** A comma that no quotes enclose. */
    private static final String COMMA = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    private static final String PROPERTY = "plateau.data";

    private Recorded() {}

    /** The lines of a CSV file as maps from column to field. */
    public static List<Map<String, String>> rows(String name) throws IOException {
        return rows(name, lines(name));
    }

    /** The same of a file of the project, where lines that begin with # are comments. */
    public static List<Map<String, String>> rows(Path file) throws IOException {
        return rows(
                file.toString(),
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
    }

    private static List<Map<String, String>> rows(String name, List<String> lines) throws IOException {
        String[] columns = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(COMMA, -1);
            if (fields.length != columns.length) {
                throw new IOException(name + ": a line of " + fields.length + " fields, not " + columns.length);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], fields[i].replaceAll("^\"|\"$", ""));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Whether there is a file. */
    public static boolean has(String name) {
        return Files.isRegularFile(folder().resolve(name));
    }

    /** The lines of a file. */
    static List<String> lines(String name) throws IOException {
        Path file = folder().resolve(name);
        if (!has(name)) {
            abort("no " + file.normalize() + ": give the folder of the data as -D" + PROPERTY + "=DIR");
        }
        return Files.readAllLines(file);
    }

    private static Path folder() {
        String given = System.getProperty(PROPERTY, System.getenv("PLATEAU_DATA"));
        if (given != null) {
            return Path.of(given);
        }
        // Maven runs tests in the folder of the module.
        return Path.of("..", "..", "shared", "data");
    }
}
