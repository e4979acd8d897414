package dev.plateau.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a misspelt word was meant to be. */
public final class Suggestions {
    private static final int LONGEST_WORD = 60;
    private static final int MOST_WORDS = 50;

    private Suggestions() {}

    /**
     * The valid word that is the last part of a path, else the one at the smallest edit distance, if that is at most a third
     * of the word's length, rounded up.
     */
    public static Optional<String> nearest(String word, Collection<String> valid) {
        if (word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT).replace('_', '-');
        Optional<String> last = valid.stream()
                .filter(candidate -> lower.endsWith("/" + candidate.toLowerCase(Locale.ROOT)))
                .findFirst();
        if (last.isPresent()) {
            return last;
        }
        int limit = (lower.length() + 2) / 3;
        LevenshteinDistance distance = new LevenshteinDistance(limit);
        return valid.stream()
                .filter(candidate -> distance.apply(lower, candidate.toLowerCase(Locale.ROOT)) >= 0)
                .min(Comparator.comparingInt(candidate -> distance.apply(lower, candidate.toLowerCase(Locale.ROOT))));
    }

    /** " Did you mean 'x'?" if a valid word is near, else nothing. */
    public static String meant(String word, Collection<String> valid) {
        return nearest(word, valid).map(near -> " Did you mean '" + near + "'?").orElse("");
    }

    /** " Valid: x, y." with the first of the valid words, and which of them is {@linkplain #meant meant}. */
    public static String valid(String word, Collection<String> valid) {
        return " Valid: " + valid.stream().limit(MOST_WORDS).collect(Collectors.joining(", "))
                + (valid.size() > MOST_WORDS ? ", .." : "") + "." + meant(word, valid);
    }

    /** A text in one short printable line. */
    public static String shown(String text) {
        return shown(text, LONGEST_WORD);
    }

    /** The same, with so many characters at most. */
    public static String shown(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(most).forEach(c -> {
            if (c == '\n') {
                shown.append("\\n");
            } else if (Character.isISOControl(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > most ? shown + ".." : shown.toString();
    }
}
