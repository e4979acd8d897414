package dev.plateau.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private Path results() throws IOException {
        Path scenario = Files.writeString(directory.resolve("small.yaml"), """
                title: Two on a small world
                attempts: {steps: 4}
                policies: [parallel, rebase]
                budgets: [1, 4]
                precision: 0.05
                worlds:
                  easy: {tasks: {difficulty: {fixed: 0.6}}}
                  hard: {tasks: {difficulty: {fixed: 0.2}}}
                """);
        Path folder = directory.resolve("results");
        assertThat(run("run", scenario.toString(), "--quiet", "--out", folder.toString()))
                .as(err.toString())
                .isZero();
        return folder;
    }

    @Test
    void writesANotebookOverARun() throws IOException {
        Path folder = results();
        Path file = folder.resolve("notebook.ipynb");

        assertThat(run("notebook", "--no-execute", folder.toString()))
                .as(err.toString())
                .isZero();

        String first = Files.readString(file);
        assertThat(out.toString())
                .isEqualTo("Notebook: " + file + " (its outputs were put in by Plateau, not by Python)\n");
        assertThat(first)
                .contains("# Two on a small world", "Saturation budget", "small/hard: ")
                .contains("image/png", "results.sqlite")
                .doesNotContain(directory.toString() + "/results/accuracy");
        assertThat(run("notebook", "--no-execute", folder.toString())).isZero();
        assertThat(file).hasContent(first);
        assertThat(run("run", directory.resolve("small.yaml").toString(), "--quiet", "--out", folder.toString()))
                .isZero();
        assertThat(file).hasContent(first);
    }

    @Test
    void neverReplacesWhatSomebodyWrote() throws IOException {
        Path folder = results();
        Path file = folder.resolve("notebook.ipynb");
        assertThat(run("notebook", "--no-execute", "--quiet", folder.toString()))
                .isZero();
        String mine = Files.readString(file).replace("## Exercises", "## My exercises");
        Files.writeString(file, mine);

        assertThat(run("notebook", "--no-execute", folder.toString())).isEqualTo(2);

        assertThat(err.toString())
                .startsWith(
                        "plateau: " + file
                                + " has been changed since Plateau wrote it; the changes would be lost; move it away, or replace it by --force\n");
        assertThat(file).hasContent(mine);
        assertThat(run("notebook", "--no-execute", "--force", folder.toString()))
                .isZero();
        assertThat(Files.readString(file)).contains("## Exercises");
        Files.writeString(file, "{}");
        assertThat(run("notebook", "--no-execute", folder.toString())).isEqualTo(2);
        assertThat(file).hasContent("{}");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThat(run("notebook", directory.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("plateau: " + directory.resolve("none") + ": there is no such folder\n");
        err.getBuffer().setLength(0);
        assertThat(run("notebook", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("has no results of Plateau: there is no run.json in it");
        err.getBuffer().setLength(0);
        assertThat(run("notebook", directory.resolve("none.py").toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("plateau: " + directory.resolve("none.py") + ": no such file or folder\n");
        err.getBuffer().setLength(0);
        Path script = Files.writeString(directory.resolve("x.py"), "# %% [text]\n");
        assertThat(run("notebook", script.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("plateau: " + script + ":1: there is no cell [text].");
        assertThat(directory).isDirectoryNotContaining("glob:**.ipynb");
    }

    @Test
    void makesANotebookOfAScript() throws IOException {
        Path script = Files.writeString(directory.resolve("x.py"), "# %% [markdown]\n# Hello\n");

        assertThat(run("notebook", "--no-execute", script.toString())).isZero();

        assertThat(Files.readString(directory.resolve("x.ipynb"))).contains("\"Hello\"");
        assertThat(out.toString()).endsWith("x.ipynb (without outputs)\n");
    }
}
