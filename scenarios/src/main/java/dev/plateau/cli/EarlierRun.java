package dev.plateau.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run as its record tells of it. A record may come from anywhere: what its command does is simulate and write a folder, with
 * none but Plateau's own policies.
 */
final class EarlierRun {
    private static final String TABLES = "tables_sha256";
    private static final Set<String> COMMANDS =
            Set.of("run", "plan", "stress", "phase", "worst", "best", "sensitivity", "fleet", "calibrate");
    /** Options that count for nothing, or that bring what the user has to bring. */
    private static final Set<String> LEFT_OUT = Set.of("--out", "--plugins", "--service", "--answer-within");

    private static final Set<String> REFUSED = Set.of("--trace", "--trace-to", "--tree", "--on");

    private final JsonNode root;
    private final List<String> words;

    private EarlierRun(JsonNode root) {
        this.root = root;
        this.words = RunRecord.words(root.path("command").asText());
    }

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
        for (String key : List.of("plateau", "java", "command")) {
            if (!root.path(key).isTextual()) {
                throw new IOException("not the record of a run: it has no text '" + key + "'");
            }
        }
        EarlierRun run = new EarlierRun(root);
        if (run.words.size() < 2
                || !run.words.get(0).equals("plateau")
                || !COMMANDS.contains(run.words.get(1))
                || run.words.stream().anyMatch(word -> REFUSED.contains(word.split("=", 2)[0]))) {
            throw new IOException("not the record of a run: its command is '"
                    + Suggestions.shown(root.path("command").asText()) + "'");
        }
        if (run.tables().isEmpty()) {
            throw new IOException("the record has no '" + TABLES + "' to compare with");
        }
        return run;
    }

    /** Whether a signal ended it early. */
    boolean interrupted() {
        return root.path("interrupted").asBoolean();
    }

    /** Sums of the tables, by file name. */
    Map<String, String> tables() {
        return texts(TABLES);
    }

    /** The scenario as it was, if the record has it. */
    Optional<Catalogue.Earlier> scenario() {
        JsonNode text = root.path("scenario_text");
        return text.isTextual() && root.path("scenario_file").isTextual() && words.size() > 2
                ? Optional.of(new Catalogue.Earlier(
                        words.get(2),
                        root.path("scenario").asText(),
                        root.path("scenario_file").asText(),
                        text.asText()))
                : Optional.empty();
    }

    /** Words of the command, without its folder and what brings policies. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        for (Iterator<String> rest = words.listIterator(1); rest.hasNext(); ) {
            String word = rest.next();
            if (!LEFT_OUT.contains(word.split("=", 2)[0])) {
                command.add(word);
            } else if (LEFT_OUT.contains(word) && rest.hasNext()) {
                rest.next();
            }
        }
        return command;
    }

    /** Whether it could use several threads. */
    boolean hasThreads() {
        return root.has("threads");
    }

    /** What was not as it is in a later run of it: version, Java, files that it read, policies from outside, ranges. */
    List<String> differences(EarlierRun now) {
        List<String> differences = new ArrayList<>();
        compare("plateau", "version of Plateau", now, differences);
        compare("java", "Java", now, differences);
        List.of("scenario_sha256", "course_sha256", "data_sha256", "fleet_text").stream()
                .filter(key -> !now.root.path(key).equals(root.path(key)))
                .forEach(key -> differences.add("content of the " + key.substring(0, key.indexOf('_'))));
        Map<String, String> inputs = now.texts("inputs_sha256");
        texts("inputs_sha256").forEach((name, sum) -> {
            if (!sum.equals(inputs.get(name))) {
                differences.add("content of " + name);
            }
        });
        if (!sums("plugins_sha256").equals(now.sums("plugins_sha256"))) {
            differences.add("set of policies from outside: "
                    + now.texts("plugins_sha256").keySet() + " (was "
                    + texts("plugins_sha256").keySet() + ")");
        }
        compare("over", "choice of what is moved", now, differences);
        return differences;
    }

    private void compare(String key, String what, EarlierRun now, List<String> differences) {
        JsonNode is = now.root.path(key);
        JsonNode was = root.path(key);
        if (!is.equals(was)) {
            differences.add(what + ": " + (is.isTextual() ? is.asText() : is) + " (was "
                    + (was.isTextual() ? was.asText() : was) + ")");
        }
    }

    private List<String> sums(String key) {
        return texts(key).values().stream().sorted().toList();
    }

    private Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        root.path(key)
                .properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
