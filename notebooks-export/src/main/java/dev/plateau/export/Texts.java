package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
import dev.plateau.result.StudyResult;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of reports and pictures in one language.
 *
 * <p>A text has a key such as {@code page.warnings}: what stands before the first dot names its resource bundle,
 * {@code texts/page_en.properties}. Where it says {@code {name}}, a value is put that the caller has formatted from a table.
 */
public final class Texts {
    /** In English. */
    public static final Texts ENGLISH = new Texts(Language.EN);

    private static final Pattern PLACE = Pattern.compile("\\{([a-z][A-Za-z]*)}");
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=\\.) (?=[A-Z0-9])");
    private static final String TITLES = "title";
    private static final String BUNDLES = "dev.plateau.export.texts.";

    private final Language language;
    private final Optional<Translation> translation;

    /** The languages that there are. */
    public enum Language {
        /** English. */
        EN,
        /** Japanese. */
        JA;

        /** As BCP 47 and the command line have it: en, ja. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The language with a code; empty if there is none. */
        public static Optional<Language> of(String code) {
            return Arrays.stream(values())
                    .filter(language -> language.code().equals(code))
                    .findFirst();
        }

        /** All codes. */
        public static List<String> codes() {
            return Arrays.stream(values()).map(Language::code).toList();
        }
    }

    /** Texts in a language. */
    public Texts(Language language) {
        this.language = language;
        translation = language == Language.EN
                ? Optional.empty()
                : Optional.of(new Translation(bundle("engine", Language.EN), bundle("engine", language)));
    }

    /** In which they are. */
    public Language language() {
        return language;
    }

    /**
     * A text.
     *
     * @param key BUNDLE.NAME
     * @param given names and values by turns, exactly those that the text has; a value is put as it prints
     * @throws java.util.MissingResourceException if there is no such text
     * @throws IllegalArgumentException if a value is missing or has no place
     */
    public String say(String key, Object... given) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < given.length; i += 2) {
            values.put(given[i].toString(), given[i + 1].toString());
        }
        Set<String> placed = new HashSet<>();
        String text = PLACE.matcher(template(key)).replaceAll(place -> {
            String name = place.group(1);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException(key + " needs a value for " + name);
            }
            placed.add(name);
            return Matcher.quoteReplacement(value);
        });
        if (placed.size() < values.size()) {
            throw new IllegalArgumentException(key + " has no place for all of " + values.keySet());
        }
        return text;
    }

    private String template(String key) {
        return bundle(key.substring(0, key.indexOf('.')), language).getString(key);
    }

    private static ResourceBundle bundle(String name, Language language) {
        return ResourceBundle.getBundle(
                BUNDLES + name,
                Locale.forLanguageTag(language.code()),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * What the simulator says: a warning, a reason, the meaning of a column. What the bundle {@code engine} does not know
     * stays in English.
     */
    public String engine(String english) {
        return translation.map(known -> known.of(english)).orElse(english);
    }

    /** A title: those of the shipped scenarios are translated, those of users are as they wrote them. */
    public String title(String title) {
        ResourceBundle english = bundle(TITLES, Language.EN);
        return english.keySet().stream()
                .filter(key -> english.getString(key).equals(title))
                .findFirst()
                .map(this::template)
                .orElse(title);
    }

    /** Several sentences of the simulator, one after the other. */
    String engineSentences(String english) {
        return sentences(Arrays.stream(BETWEEN_SENTENCES.split(english))
                .map(this::engine)
                .toList());
    }

    /** Names in a row: a, b and c. */
    String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0
                ? names.get(0)
                : say("page.list.last", "names", joined(names.subList(0, last)), "last", names.get(last));
    }

    /** Names in a row without a word before the last: a, b, c. */
    String joined(List<String> names) {
        return chained("page.list", names);
    }

    /** Parts of a sentence one after the other: a; b; c. */
    String clauses(List<String> parts) {
        return chained("page.clauses", parts);
    }

    /** Sentences one after the other; empty ones are left out. */
    String sentences(List<String> sentences) {
        return chained(
                "page.sentences",
                sentences.stream().filter(sentence -> !sentence.isEmpty()).toList());
    }

    /** The same. */
    String sentences(String... sentences) {
        return sentences(List.of(sentences));
    }

    private String chained(String key, List<String> parts) {
        String chain = "";
        for (String part : parts) {
            chain = chain.isEmpty() ? part : say(key, "first", chain, "next", part);
        }
        return chain;
    }

    /** An amount of a budget: 1 rollout, 64 rollouts. */
    String counted(long amount, BudgetUnit unit) {
        return say("page.counted", "amount", amount, "unit", amount == 1 ? singular(unit) : plural(unit));
    }

    /** What a budget counts, if it is one. */
    String singular(BudgetUnit unit) {
        return switch (unit) {
            case ROLLOUTS -> say("page.unit.rollout");
            case TOKENS -> say("page.unit.token");
            case TFLOP -> unit.singular();
        };
    }

    /** What a budget counts. */
    String plural(BudgetUnit unit) {
        return switch (unit) {
            case ROLLOUTS -> say("page.unit.rollouts");
            case TOKENS -> say("page.unit.tokens");
            case TFLOP -> unit.plural();
        };
    }

    /** Name of a policy for readers: it says so if the policy is told the truth. */
    String policyName(StudyResult result, String policy) {
        return result.told().contains(policy) ? told(policy) : policy;
    }

    /** Name of a policy that is told the truth. */
    String told(String policy) {
        return say("page.told", "policy", policy);
    }

    /** An estimate with the ends of its interval, all formatted: 12 (10 to 14). */
    String interval(String value, String low, String high) {
        return say("page.interval", "value", value, "low", low, "high", high);
    }

    /** From one number to another: 10 to 14. */
    String range(String low, String high) {
        return say("page.range", "low", low, "high", high);
    }
}
