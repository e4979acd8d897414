package dev.plateau.service;

import dev.plateau.catalog.PluginException;
import java.util.ArrayList;
import java.util.List;

/** Splits a command into words as a POSIX shell does: blanks separate, quotes and backslashes protect. Nothing is expanded. */
final class CommandWords {

    private CommandWords() {}

    /**
     * The words.
     *
     * @throws PluginException if a quote is not closed
     */
    static List<String> of(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
                continue;
            }
            begun = true;
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
                char next = command.charAt(++i);
                if (quote == '"' && next != '"' && next != '\\') {
                    word.append(c);
                }
                word.append(next);
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new PluginException("a quote " + quote + " is not closed in the command " + command);
        }
        if (begun) {
            words.add(word.toString());
        }
        return List.copyOf(words);
    }
}
