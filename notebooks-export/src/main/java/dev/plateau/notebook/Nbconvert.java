package dev.plateau.notebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the cells of a notebook by Jupyter's {@code nbconvert}, where it is installed, with the folder of the notebook as the working
 * directory. Nothing but what the cells write is written there.
 */
public final class Nbconvert {
    private static final String PROGRAM = "jupyter-nbconvert";
    private static final int CELL_SECONDS = 600;
    private static final int WHOLE_MINUTES = 30;

    private final Path program;

    private Nbconvert(Path program) {
        this.program = program;
    }

    /** What came of a run: the notebook with its outputs, or why there is none. */
    public record Outcome(Optional<String> notebook, String problem) {}

    /** Looks for the program in the folders of a PATH. */
    public static Optional<Nbconvert> find(String path) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, PROGRAM);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(new Nbconvert(file.toAbsolutePath()));
            }
        }
        return Optional.empty();
    }

    /**
     * Runs all cells.
     *
     * @param notebook to run
     * @param folder in which
     * @throws IOException if the program cannot be started or talked to
     */
    public Outcome run(Notebook notebook, Path folder) throws IOException {
        Path scratch = Files.createTempDirectory("plateau-notebook");
        Path in = scratch.resolve("in.ipynb");
        Path out = scratch.resolve("out.ipynb");
        Path err = scratch.resolve("err.txt");
        try {
            Files.writeString(in, notebook.json(), StandardCharsets.UTF_8);
            Process process = new ProcessBuilder(
                            program.toString(),
                            "--to",
                            "notebook",
                            "--execute",
                            "--stdin",
                            "--stdout",
                            "--ExecutePreprocessor.timeout=" + CELL_SECONDS,
                            "--ExecutePreprocessor.record_timing=False")
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(WHOLE_MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroyForcibly();
                return new Outcome(Optional.empty(), "it took longer than " + WHOLE_MINUTES + " minutes");
            }
            String text = Files.readString(out, StandardCharsets.UTF_8);
            return process.exitValue() == 0 && isNotebook(text)
                    ? new Outcome(Optional.of(text), "")
                    : new Outcome(Optional.empty(), lastLine(Files.readString(err, StandardCharsets.UTF_8)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            for (Path file : List.of(in, out, err, scratch)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isNotebook(String text) {
        try {
            JsonNode root = new ObjectMapper().readTree(text);
            return root != null && root.path("cells").isArray();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String lastLine(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "").strip())
                .filter(line -> !line.isEmpty())
                .reduce((first, second) -> second)
                .orElse("it said nothing");
    }
}
