package dev.plateau.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the simulator says in English in another language: warnings, reasons, and the meanings of columns, which its results
 * carry as sentences. The English text of a bundle is the pattern by which a sentence is known; what stands in the places of
 * its values is translated likewise, and put into the text of the other language. What is not known stays as it is.
 */
final class Translation {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z][A-Za-z]*)}");

    /** Texts {@code {first} and {second}}, of which both must be known. */
    private static final Set<String> JOINS = Set.of("engine.both", "engine.then", "engine.or");

    private final List<Sentence> joins = new ArrayList<>();
    private final List<Sentence> sentences = new ArrayList<>();

    /** A kind of sentence: how it is known, the names of its values, and the other text. */
    private record Sentence(String english, Pattern known, List<String> names, String other) {
        static Sentence of(String english, String other) {
            StringBuilder known = new StringBuilder();
            List<String> names = new ArrayList<>();
            Matcher place = PLACE.matcher(english);
            int from = 0;
            while (place.find()) {
                known.append(Pattern.quote(english.substring(from, place.start())))
                        .append("(.+?)");
                names.add(place.group(1));
                from = place.end();
            }
            known.append(Pattern.quote(english.substring(from)));
            return new Sentence(english, Pattern.compile(known.toString(), Pattern.DOTALL), names, other);
        }

        /** How many letters of a sentence it knows. */
        int letters() {
            return PLACE.matcher(english).replaceAll("").length();
        }
    }

    Translation(ResourceBundle english, ResourceBundle other) {
        for (String key : english.keySet().stream().sorted().toList()) {
            (JOINS.contains(key) ? joins : sentences).add(Sentence.of(english.getString(key), other.getString(key)));
        }
        sentences.sort(Comparator.comparingInt(Sentence::letters).reversed());
    }

    /** A sentence in the other language, or as it is. */
    String of(String english) {
        return whole(english).or(() -> known(english, true)).orElse(english);
    }

    private Optional<String> whole(String english) {
        return known(english, false).or(() -> joined(english));
    }

    /** Of several sentences in one, if all of them are known. */
    private Optional<String> joined(String english) {
        for (Sentence join : joins) {
            String between = PLACE.matcher(join.english()).replaceAll("");
            for (int at = english.indexOf(between); at > 0; at = english.indexOf(between, at + 1)) {
                Optional<String> first = whole(english.substring(0, at));
                Optional<String> second = whole(english.substring(at + between.length()));
                if (first.isPresent() && second.isPresent()) {
                    return Optional.of(filled(join.other(), Map.of("first", first.get(), "second", second.get())));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * By the sentence that has the most of its letters.
     *
     * @param loose whether a value may have the look of several sentences in one that are not known
     */
    private Optional<String> known(String english, boolean loose) {
        for (Sentence sentence : sentences) {
            Matcher known = sentence.known().matcher(english);
            if (known.matches()) {
                Map<String, String> values = new HashMap<>();
                for (int i = 0; i < sentence.names().size(); i++) {
                    String value = known.group(i + 1);
                    Optional<String> translated = whole(value);
                    if (loose || translated.isPresent() || !looksJoined(value)) {
                        values.put(sentence.names().get(i), translated.orElse(value));
                    }
                }
                if (values.size() == sentence.names().size()) {
                    return Optional.of(filled(sentence.other(), values));
                }
            }
        }
        return Optional.empty();
    }

    private boolean looksJoined(String value) {
        return joins.stream()
                .anyMatch(join -> value.contains(PLACE.matcher(join.english()).replaceAll("")));
    }

    private static String filled(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }
}
