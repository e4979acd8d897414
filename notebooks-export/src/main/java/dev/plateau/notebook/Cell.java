package dev.plateau.notebook;

import java.util.List;

/**
 * A cell of a notebook.
 *
 * @param kind what is in it
 * @param source text, without a line feed at its end
 * @param folded whether an editor shows it folded
 * @param outputs of code that was run, or what stands for them
 */
record Cell(Kind kind, String source, boolean folded, List<Output> outputs) {
    /** What is in a cell. */
    enum Kind {
        /** Text in Markdown. */
        MARKDOWN("markdown"),
        /** Python. */
        CODE("code");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As the format calls it. */
        String word() {
            return word;
        }
    }

    Cell {
        outputs = List.copyOf(outputs);
    }

    static Cell markdown(String text) {
        return new Cell(Kind.MARKDOWN, text, false, List.of());
    }

    static Cell code(String text) {
        return new Cell(Kind.CODE, text, false, List.of());
    }

    Cell withOutputs(List<Output> others) {
        return new Cell(kind, source, folded, others);
    }
}
