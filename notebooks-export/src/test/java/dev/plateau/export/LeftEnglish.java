package dev.plateau.export;

import dev.plateau.result.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds English in a page of another language: three words in a row that are no name, code, file or column. */
final class LeftEnglish {
    private static final Pattern WORDS = Pattern.compile("[A-Za-z']{2,}(?:[ ,;:]+[A-Za-z']{2,}){2,}");

    private LeftEnglish() {}

    /**
     * What is left.
     *
     * @param page HTML
     * @param names that the result gives: titles, policies, worlds, fleets
     * @param tables whose columns the page has
     */
    static List<String> of(String page, List<String> names, List<Table<?>> tables) {
        String text = page.replaceAll("(?s)<style>.*?</style>|<pre.*?</pre>", " ")
                .replaceAll("(?:alt|aria-label)=\"([^\"]*)\"", ">\n$1\n<")
                .replaceAll("<[^>]*>", "\n")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
        List<String> known = new ArrayList<>(names);
        tables.forEach(table ->
                table.columns().forEach(column -> known.add(column.name().replace('_', ' '))));
        for (String name : known.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            text = text.replace(name, "\n");
        }
        String rest = text.replaceAll("[a-z_]+\\.(csv|json|html|sqlite|yaml)", "\n");
        return Stream.of(rest)
                .flatMap(all -> WORDS.matcher(all).results())
                .map(MatchResult::group)
                .distinct()
                .toList();
    }
}
