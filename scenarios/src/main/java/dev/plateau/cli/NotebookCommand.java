package dev.plateau.cli;

import dev.plateau.notebook.Lesson;
import dev.plateau.notebook.Nbconvert;
import dev.plateau.notebook.Notebook;
import dev.plateau.notebook.ResultNotebook;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a Jupyter notebook over results, or from a script. */
@Command(
        name = "notebook",
        description = {
            "Write a Jupyter notebook over the results in a folder: DIR/notebook.ipynb.",
            "It explains what was found, loads the tables with pandas, draws the pictures again and asks questions. Where"
                    + " jupyter-nbconvert is on the PATH, its cells are run; otherwise their outputs are put in by Plateau."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau notebook results/saturation      any folder that run, plan, stress, phase, worst, best,",
            "                                           sensitivity, fleet or calibrate (NAME.fit) wrote",
            "  plateau notebook lesson.py               a script with cells '# %%%%' and '# %%%% [markdown]'",
            "                                           as lesson.ipynb"
        })
final class NotebookCommand implements Callable<Integer> {
    private static final String NAME = "notebook.ipynb";
    private static final String SCRIPT = ".py";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A folder with results, or a script NAME.py in the percent format.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path source;

    @Option(names = "--no-execute", description = "Run no cells, even if jupyter-nbconvert is there.")
    private boolean unexecuted;

    @Option(
            names = "--force",
            description = "Replace a notebook that was changed since Plateau wrote it, or that is not Plateau's.")
    private boolean force;

    @Option(names = "--quiet", description = "Print nothing but problems.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        boolean script = source.toString().endsWith(SCRIPT) && !Files.isDirectory(source);
        Path file = script
                ? Path.of(source.toString().substring(0, source.toString().length() - SCRIPT.length()) + ".ipynb")
                : source.resolve(NAME);
        Optional<Nbconvert> converter = unexecuted
                ? Optional.empty()
                : Nbconvert.find(Optional.ofNullable(System.getenv("PATH")).orElse(""));
        Notebook notebook = notebook(script, converter.isPresent());
        if (!force || !Files.isRegularFile(file)) {
            Optional<String> refusal = Notebook.refusal(file);
            if (refusal.isPresent()) {
                throw usage(file + " " + refusal.get() + "; move it away"
                        + (Files.isRegularFile(file) ? ", or replace it by --force" : ""));
            }
        }
        Optional<String> executed = Optional.empty();
        if (converter.isPresent()) {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            Nbconvert.Outcome outcome = converter.get().run(notebook, folder);
            executed = outcome.notebook();
            if (executed.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("plateau: jupyter-nbconvert could not run the cells: " + outcome.problem());
                if (script) {
                    return ExitCode.SOFTWARE;
                }
                notebook = notebook(false, false);
            }
        }
        write(file, executed.orElse(notebook.json()));
        if (!quiet) {
            spec.commandLine()
                    .getOut()
                    .println("Notebook: " + file
                            + (executed.isPresent()
                                    ? " (its cells were run)"
                                    : script
                                            ? " (without outputs)"
                                            : " (its outputs were put in by Plateau, not by Python)"));
        }
        return ExitCode.OK;
    }

    private Notebook notebook(boolean script, boolean executed) {
        try {
            return script
                    ? Lesson.of(
                            Files.readString(source, StandardCharsets.UTF_8),
                            "plateau notebook " + source.getFileName())
                    : ResultNotebook.of(source, executed);
        } catch (MalformedInputException e) {
            throw usage(source + ": not a text in UTF-8");
        } catch (IllegalArgumentException e) {
            throw usage(source + ":" + e.getMessage());
        } catch (IOException e) {
            throw usage(script ? source + ": " + Failures.reason(e) : Failures.describe(e));
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(".part-" + file.getFileName());
        try {
            Files.writeString(part, text, StandardCharsets.UTF_8);
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
