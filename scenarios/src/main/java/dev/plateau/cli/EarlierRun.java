package dev.plateau.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.experiment.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run as its {@link RunRecord} tells of it.
 *
 * @param version of Plateau
 * @param java that it was run with
 * @param scenario name
 * @param scenarioFile it was read from
 * @param scenarioText of that file
 * @param inputs sums of the files that the scenario names
 * @param plugins sums of the files that policies from outside came from
 * @param seed of everything random; empty if it is the scenario's
 * @param precision that was asked for; empty if it is the scenario's
 * @param interrupted whether a signal ended it early
 * @param tables sums of the tables, by file name
 */
record EarlierRun(
        String version,
        String java,
        String scenario,
        String scenarioFile,
        String scenarioText,
        Map<String, String> inputs,
        Map<String, String> plugins,
        Optional<Long> seed,
        Optional<Double> precision,
        boolean interrupted,
        Map<String, String> tables) {

    /**
     * Reads a record.
     *
     * @throws IOException with a message for the user
     */
    static EarlierRun read(Path file) throws IOException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException("not JSON: " + e.getOriginalMessage(), e);
        }
        String command = root.path("command").asText();
        if (root.has("plateau") && command.startsWith("plateau ") && !command.startsWith("plateau run ")) {
            throw new IOException("the record of another command: " + command);
        }
        for (String key : List.of("plateau", "java", "scenario", "scenario_file", "scenario_text", "command")) {
            if (!root.path(key).isTextual()) {
                throw new IOException("not the record of a run: it has no text '" + key + "'");
            }
        }
        boolean sweep = root.path("sweep").isObject();
        for (String key : List.of("seed", "precision")) {
            if (!sweep && !root.path(key).isNumber()) {
                throw new IOException("not the record of a run: it has no number '" + key + "'");
            }
        }
        JsonNode given = sweep ? root.path("overrides") : root;
        Map<String, String> tables = texts(root, "tables_sha256");
        if (tables.isEmpty()) {
            throw new IOException("the record has no 'tables_sha256' to compare with");
        }
        return new EarlierRun(
                root.path("plateau").asText(),
                root.path("java").asText(),
                root.path("scenario").asText(),
                root.path("scenario_file").asText(),
                root.path("scenario_text").asText(),
                texts(root, "inputs_sha256"),
                texts(root, "plugins_sha256"),
                given.path("seed").isNumber() ? Optional.of(given.path("seed").asLong()) : Optional.empty(),
                given.path("precision").isNumber()
                        ? Optional.of(given.path("precision").asDouble())
                        : Optional.empty(),
                root.path("interrupted").asBoolean(),
                tables);
    }

    private static Map<String, String> texts(JsonNode root, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        root.path(key)
                .properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    /** A study of the scenario with the options of that run. */
    Study overridden(Study study) {
        Study seeded = seed.map(study::withSeed).orElse(study);
        return precision.map(seeded::withPrecision).orElse(seeded);
    }

    /** What is not as it was: version, Java, files that the scenario names, policies from outside. */
    List<String> differences(Map<String, String> inputsNow, Map<String, String> pluginsNow) {
        List<String> differences = new ArrayList<>();
        if (!version.equals(Version.text())) {
            differences.add("version of Plateau: " + Version.text() + " (was " + version + ")");
        }
        if (!java.equals(RunRecord.java())) {
            differences.add("Java: " + RunRecord.java() + " (was " + java + ")");
        }
        Map<String, String> now = new TreeMap<>();
        inputsNow.forEach((name, text) -> now.put(name, RunRecord.sha256(text)));
        inputs.forEach((name, sum) -> {
            if (!sum.equals(now.get(name))) {
                differences.add("content of " + name);
            }
        });
        List<String> before = plugins.values().stream().sorted().toList();
        if (!before.equals(pluginsNow.values().stream().sorted().toList())) {
            differences.add("set of policies from outside: " + pluginsNow.keySet() + " (was " + plugins.keySet() + ")");
        }
        return differences;
    }
}
