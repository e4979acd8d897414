package dev.plateau.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.plateau.experiment.Study;
import dev.plateau.export.Texts;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.StudyResult;
import dev.plateau.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The description of a run, {@code run.json}: with it the same numbers can be produced again.
 *
 * @param scenario what was run
 * @param study it, with the options of the command line applied
 * @param overrides options given, by key
 * @param plugins sums of the files that policies from outside came from, by path
 * @param command words of a command that runs it again
 * @param texts of the report
 * @param threads used; the numbers do not depend on it
 * @param started when
 * @param finished when the simulation ended
 * @param interrupted whether a signal ended it early
 * @param pieces how many were finished before and now
 * @param summary lines that the command prints of it
 */
record RunRecord(
        Scenario scenario,
        Study study,
        Map<String, Object> overrides,
        Map<String, String> plugins,
        List<String> command,
        Texts texts,
        int threads,
        Instant started,
        Instant finished,
        boolean interrupted,
        Map<String, Long> pieces,
        List<String> summary) {

    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\\\\'|[^ '\\\\])+");
    /** Of a word: what is between quotes, or a quote. */
    private static final Pattern PART = Pattern.compile("'([^']*)'|\\\\(')");

    /** Writes the record of a result into its folder, after all other files. */
    void write(StudyResult result, Path folder, List<String> kept) throws IOException {
        Map<String, Long> tasks = new LinkedHashMap<>();
        for (AccuracyRow row : result.accuracy()) {
            tasks.merge(row.scenario(), row.tasks(), Math::max);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        putScenario(json, scenario);
        json.put("plugins_sha256", plugins);
        json.put("overrides", overrides);
        json.put("seed", study.seed());
        json.put("precision", study.precision());
        json.put("threads", threads);
        LanguageOption.put(json, texts);
        putMachine(json, started, finished);
        json.put("tasks", tasks);
        json.put("interrupted", interrupted);
        json.put("warnings", result.warnings());
        json.put("study", study(result));
        json.put("summary", summary);
        json.put("pieces", pieces);
        write(json, command, folder, kept);
    }

    /** What the tables do not say of themselves. */
    private static Map<String, Object> study(StudyResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", result.title());
        json.put("budgets", result.unit().plural());
        json.put("baseline", result.baseline());
        json.put("told", result.told());
        json.put("efficient_threshold", result.efficientThreshold());
        json.put("saturation_threshold", result.saturationThreshold());
        return json;
    }

    /** Lines that something prints. */
    static List<String> printed(Consumer<PrintWriter> printer) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        printer.accept(writer);
        writer.flush();
        return text.toString().stripTrailing().lines().toList();
    }

    /** Notes what was run. */
    static void putScenario(Map<String, Object> json, Scenario scenario) {
        putScenario(json, scenario.name(), scenario.file(), scenario.text(), scenario.inputs());
    }

    /** Notes what was run. */
    static void putScenario(
            Map<String, Object> json, String name, String file, String text, Map<String, String> inputs) {
        Map<String, String> sums = new TreeMap<>();
        inputs.forEach((input, content) -> sums.put(input, sha256(content)));
        json.put("plateau", Version.text());
        json.put("scenario", name);
        json.put("scenario_file", file);
        json.put("scenario_sha256", sha256(text));
        json.put("scenario_text", text);
        json.put("inputs_sha256", sums);
    }

    /** The Java that this runs with. */
    static String java() {
        return System.getProperty("java.vm.name") + " " + Runtime.version();
    }

    /** Notes on which machine it was run, and when. */
    static void putMachine(Map<String, Object> json, Instant started, Instant finished) {
        json.put("java", java());
        json.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("started", started.toString());
        json.put("finished", finished.toString());
        json.put("seconds", Duration.between(started, finished).toMillis() / 1000.0);
    }

    /** Writes a record with a command that runs it again and the files of the folder. */
    static void write(Map<String, Object> json, List<String> command, Path folder) throws IOException {
        write(json, command, folder, List.of());
    }

    /** The same, with files that are looked after by others. */
    static void write(Map<String, Object> json, List<String> command, Path folder, List<String> kept)
            throws IOException {
        json.put("command", line(command));
        List<String> files = new ArrayList<>(ResultFolder.files(folder));
        files.addAll(kept);
        files.add(ResultFolder.RECORD);
        json.put("files", files);
        Map<String, String> sums = new LinkedHashMap<>();
        for (String file : ResultFolder.files(folder)) {
            if (file.endsWith(".csv")) {
                sums.put(file, sha256(folder.resolve(file)));
            }
        }
        json.put("tables_sha256", sums);
        byte[] bytes =
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(json);
        Files.write(folder.resolve(ResultFolder.RECORD), bytes);
    }

    /** Words as a line that a POSIX shell reads. */
    static String line(List<String> words) {
        return String.join(" ", words.stream().map(RunRecord::quoted).toList());
    }

    /** The words of such a line. */
    static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> PART.matcher(word.group()).replaceAll("$1$2"))
                .toList();
    }

    /** A word as a POSIX shell reads it. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Of a text in UTF-8, in hexadecimal digits. */
    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** Of a file, of whatever size. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
