package dev.plateau.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plateau.policy.GivenFrontier;
import dev.plateau.result.Range;
import dev.plateau.scenario.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads cases of {@code plateau allocate}: a JSON list of objects with N, scores and, as needed, embeddings, Tb and Ts. Other
 * fields are ignored: silently if they are lists or null, as answers to compare with are, else they are {@link #ignored noted}. One
 * that looks like a misspelt field of these is refused. Every problem of the file is noted; then the cases that are returned
 * are not to be used.
 */
final class AllocationCases {
    private static final int MOST_ROLLOUTS = 10_000_000;
    private static final int MOST_CANDIDATES = 100_000;
    /** The k^2 cosines of so many take 200 MB. */
    private static final int MOST_EMBEDDED = 5000;

    private static final long MOST_BYTES = 1L << 30;
    private static final double LOWEST_TEMPERATURE = 1e-4;
    private static final double HIGHEST_TEMPERATURE = 100;
    static final List<String> FIELDS = List.of("N", "Tb", "Ts", "scores", "embeddings");

    private final String file;
    private final List<String> problems;
    private final Set<String> ignored = new TreeSet<>();

    AllocationCases(Path file, List<String> problems) {
        this.file = file.toString();
        this.problems = problems;
    }

    /** Reads all cases, noting what is wrong. */
    List<AllocationCase> read() throws IOException {
        List<AllocationCase> cases = new ArrayList<>();
        if (!Files.isReadable(Path.of(file)) || !Files.isRegularFile(Path.of(file))) {
            problems.add(file + ": there is no such file, or it cannot be read");
            return cases;
        }
        if (Files.size(Path.of(file)) > MOST_BYTES) {
            problems.add(file + ": must be at most 1 GiB (got " + Files.size(Path.of(file)) + " bytes)");
            return cases;
        }
        JsonNode root;
        try {
            root = JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readTree(Files.readAllBytes(Path.of(file)));
        } catch (JsonProcessingException e) {
            problems.add(file + place(e) + ": not JSON: "
                    + (e instanceof MismatchedInputException
                            ? "there is more after the list of cases"
                            : e.getOriginalMessage().replaceFirst(" \\(for .*", "")));
            return cases;
        }
        if (!root.isArray() || root.isEmpty()) {
            problems.add(file + ": must be a list of cases, each an object with N, scores and embeddings (got "
                    + (root.isArray() ? "an empty list" : shown(root)) + ")");
            return cases;
        }
        for (int i = 0; i < root.size(); i++) {
            int before = problems.size();
            AllocationCase read = read("case " + i, root.get(i));
            if (problems.size() == before) {
                cases.add(read);
            }
        }
        return cases;
    }

    /** Line and column, if they are known: they are not for what breaks a limit of the parser. */
    private static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    /** Names of fields that were not read and that look like no answers to compare with. */
    Set<String> ignored() {
        return Collections.unmodifiableSet(ignored);
    }

    private AllocationCase read(String at, JsonNode given) {
        AllocationCase none = new AllocationCase(1, GivenFrontier.of(new double[1]), false, Map.of());
        if (!given.isObject()) {
            problem(at + " must be an object with " + String.join(", ", FIELDS) + " (got " + shown(given) + ")");
            return none;
        }
        int before = problems.size();
        refuseMisspelt(at, given);
        int budget = budget(at, given);
        Map<String, Double> settings = new HashMap<>();
        temperature(at, given, "Tb", "temperature", settings);
        temperature(at, given, "Ts", "similarity-temperature", settings);
        double[] scores = scores(at, given);
        JsonNode embeddings = given.get("embeddings");
        boolean embedded = embeddings != null && !embeddings.isNull();
        double[][] vectors = embedded ? embeddings(at, given, scores.length) : new double[0][];
        if (problems.size() > before) {
            return none;
        }
        GivenFrontier frontier = embedded ? GivenFrontier.of(scores, vectors) : GivenFrontier.of(scores);
        return new AllocationCase(budget, frontier, embedded, settings);
    }

    private int budget(String at, JsonNode given) {
        JsonNode n = given.get("N");
        if (n == null) {
            missing(at, "N", given);
        } else if (!n.isNumber()
                || n.doubleValue() != Math.rint(n.doubleValue())
                || n.doubleValue() < 0
                || n.doubleValue() > MOST_ROLLOUTS) {
            problem(at + ": N must be a whole number of rollouts from 0 to " + MOST_ROLLOUTS + " (got " + shown(n)
                    + ")");
        } else {
            return n.intValue();
        }
        return 1;
    }

    private void temperature(String at, JsonNode given, String field, String name, Map<String, Double> settings) {
        JsonNode value = given.get(field);
        if (value == null) {
            return;
        }
        double temperature = value.doubleValue();
        if (!value.isNumber() || !(temperature >= LOWEST_TEMPERATURE && temperature <= HIGHEST_TEMPERATURE)) {
            problem(at + ": " + field + " must be a number from " + Range.plain(LOWEST_TEMPERATURE) + " to "
                    + Range.plain(HIGHEST_TEMPERATURE)
                    + " (got " + shown(value) + ")");
        } else {
            settings.put(name, temperature);
        }
    }

    private double[] scores(String at, JsonNode given) {
        JsonNode scores = given.get("scores");
        if (scores == null) {
            missing(at, "scores", given);
            return new double[0];
        }
        if (!scores.isArray() || scores.isEmpty()) {
            problem(at + ": scores must be a list of at least one number (got "
                    + (scores.isArray() ? "an empty list" : shown(scores)) + ")");
            return new double[0];
        }
        if (scores.size() > MOST_CANDIDATES) {
            problem(at + ": scores must be at most " + MOST_CANDIDATES + " (got " + scores.size() + ")");
            return new double[0];
        }
        return numbers(at + ": scores", scores);
    }

    private double[][] embeddings(String at, JsonNode given, int candidates) {
        JsonNode list = given.get("embeddings");
        if (!list.isArray()) {
            problem(at + ": embeddings must be a list of vectors, one for each score (got " + shown(list) + ")");
            return new double[0][];
        }
        if (candidates > 0 && list.size() != candidates) {
            problem(at + ": embeddings must be one vector for each of the " + candidates + " scores (got " + list.size()
                    + ")");
        }
        if (list.size() > MOST_EMBEDDED) {
            problem(at + ": embeddings must be at most " + MOST_EMBEDDED + " (got " + list.size() + ")");
            return new double[0][];
        }
        double[][] vectors = new double[list.size()][];
        for (int i = 0; i < list.size(); i++) {
            JsonNode vector = list.get(i);
            String name = at + ": embeddings[" + i + "]";
            vectors[i] = new double[0];
            if (!vector.isArray() || vector.isEmpty()) {
                problem(name + " must be a list of at least one number (got "
                        + (vector.isArray() ? "an empty list" : shown(vector)) + ")");
                continue;
            }
            int before = problems.size();
            vectors[i] = numbers(name, vector);
            if (problems.size() > before) {
                continue;
            }
            int length = list.get(0).size();
            if (vector.size() != length) {
                problem(name + " must have " + length + " numbers as embeddings[0] has (got " + vector.size() + ")");
            }
            boolean zero = true;
            for (double part : vectors[i]) {
                zero &= part == 0;
            }
            if (zero) {
                problem(name + " must not be all 0: such a vector has no direction (got 0 in all " + vector.size()
                        + " places)");
            }
        }
        return vectors;
    }

    private double[] numbers(String name, JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode number = list.get(i);
            numbers[i] = number.doubleValue();
            if (!number.isNumber() || !Double.isFinite(numbers[i])) {
                problem(name + "[" + i + "] must be a finite number (got " + shown(number) + ")");
            }
        }
        return numbers;
    }

    private void missing(String at, String field, JsonNode given) {
        boolean misspelt = fieldNames(given).anyMatch(name -> meant(name).equals(Optional.of(field)));
        if (!misspelt) {
            problem(at + ": " + field + " is missing. Valid: " + String.join(", ", FIELDS) + ".");
        }
    }

    private void refuseMisspelt(String at, JsonNode given) {
        fieldNames(given).forEach(name -> {
            meant(name)
                    .ifPresent(field -> problem(at + ": unknown field '" + Suggestions.shown(name) + "'. Valid: "
                            + String.join(", ", FIELDS) + ". Did you mean '" + field + "'?"));
            if (!FIELDS.contains(name)
                    && !given.path(name).isArray()
                    && !given.path(name).isNull()) {
                ignored.add(Suggestions.shown(name));
            }
        });
    }

    private static Stream<String> fieldNames(JsonNode given) {
        return given.properties().stream().map(Map.Entry::getKey);
    }

    /** The field that another one looks like. A short name looks like one only if nothing but its case or blanks differ. */
    private static Optional<String> meant(String name) {
        if (FIELDS.contains(name)) {
            return Optional.empty();
        }
        String letters = name.strip();
        return FIELDS.stream()
                .filter(letters::equalsIgnoreCase)
                .findFirst()
                .or(() -> letters.length() < 4 ? Optional.empty() : Suggestions.nearest(letters, FIELDS));
    }

    private void problem(String text) {
        problems.add(file + ": " + text);
    }

    private static String shown(JsonNode node) {
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return "a list";
        }
        if (node.isMissingNode()) {
            return "nothing";
        }
        if (node.isDouble()) {
            return Double.toString(node.doubleValue());
        }
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 60) + ".." : text;
    }
}
