package dev.plateau.notebook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A notebook from a script in the percent format (see {@code PercentScript}), without outputs. */
public final class Lesson {
    private Lesson() {}

    /**
     * Converts a script.
     *
     * @param script its text
     * @param made by which command
     * @throws IllegalArgumentException if a cell is of no known kind, or there is none; the message begins with the line
     * @throws IOException if this build is broken
     */
    public static Notebook of(String script, String made) throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (PercentScript.Block block : new PercentScript(script).blocks()) {
            if (!block.kind().equals("output")) {
                cells.add(Scripts.cell(block, block.body()));
            }
        }
        if (cells.isEmpty()) {
            throw new IllegalArgumentException(
                    "1: there is no cell, which begins with a line '# %%' or '# %% [markdown]'");
        }
        return new Notebook(cells, made);
    }
}
