package dev.plateau.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * A script in the percent format that editors and Jupytext know: a line {@code # %%} begins a cell of code,
 * {@code # %% [markdown]} one of text, whose lines begin with {@code #}.
 *
 * <p>Beyond that: {@code # %% folded} begins code that is shown folded; {@code # %% [house-style]} stands for the code that sets
 * Plateau's colours; {@code # %% [answer]} is text behind a fold; {@code # %% [output] KIND NAME} says what stands
 * for the output of the code above where nothing has run it. What comes before the first cell is a comment; in it, {@code # needs:}
 * names tables, columns (TABLE.COLUMN) and facts without which the script has nothing to say.
 */
final class PercentScript {
    private static final String CELL = "# %%";
    private static final String NEEDS = "# needs:";

    private final List<String> needs = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    /**
     * A cell, or what is said of one.
     *
     * @param kind code, markdown, answer, house-style or output
     * @param words that follow the kind
     * @param body without the marks of comments, if it is no code
     */
    record Block(String kind, List<String> words, String body) {
        Block {
            words = List.copyOf(words);
        }
    }

    /**
     * Reads a script.
     *
     * @throws IllegalArgumentException if a cell is of no known kind, with its line: {@code 12: there is no cell [markdwon]}
     */
    PercentScript(String text) {
        List<String> lines = text.lines().toList();
        int at = 0;
        while (at < lines.size() && !lines.get(at).startsWith(CELL)) {
            if (lines.get(at).startsWith(NEEDS)) {
                needs.addAll(
                        List.of(lines.get(at).substring(NEEDS.length()).strip().split(" +", -1)));
            }
            at++;
        }
        while (at < lines.size()) {
            int begin = at;
            do {
                at++;
            } while (at < lines.size() && !lines.get(at).startsWith(CELL));
            blocks.add(block(begin + 1, lines.get(begin), lines.subList(begin + 1, at)));
        }
    }

    List<String> needs() {
        return needs;
    }

    List<Block> blocks() {
        return blocks;
    }

    private static Block block(int line, String head, List<String> body) {
        String rest = head.substring(CELL.length()).strip();
        String kind = "code";
        if (rest.startsWith("[")) {
            int end = rest.indexOf(']');
            kind = end < 0 ? rest : rest.substring(1, end);
            rest = end < 0 ? "" : rest.substring(end + 1).strip();
        }
        if (!List.of("code", "markdown", "answer", "house-style", "output").contains(kind)) {
            throw new IllegalArgumentException(line + ": there is no cell [" + kind
                    + "]. Valid: [markdown], [answer], [house-style], [output], or nothing for code");
        }
        List<String> words = rest.isEmpty() ? List.of() : List.of(rest.split(" +", -1));
        List<String> plain = kind.equals("code")
                ? body
                : body.stream().map(PercentScript::uncommented).toList();
        return new Block(kind, words, String.join("\n", plain).strip());
    }

    private static String uncommented(String line) {
        return line.startsWith("# ") ? line.substring(2) : line.startsWith("#") ? line.substring(1) : line;
    }
}
