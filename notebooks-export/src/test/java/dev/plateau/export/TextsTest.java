package dev.plateau.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.export.Texts.Language;
import dev.plateau.result.BudgetUnit;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
    private static final Path BUNDLES = Path.of("src/main/resources/dev/plateau/export/texts");
    private static final Path SOURCES = Path.of("src/main/java/dev/plateau/export");
    private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+\\.[a-z0-9.-]+)\"");

    /** Numbers that are names: of an interval, a percentile, a bundle of tasks, a gas, a sum, nothing. */
    private static final Pattern NAMED_NUMBER =
            Pattern.compile("95(?=[ \u00a0]%|th| \u30d1)|p95|1,000|CO2|SHA-256|(?<![0-9.])0(?![0-9]|[.][0-9])");

    @Test
    void everyLanguageHasTheSameTexts() throws IOException {
        Map<String, Map<String, String>> english = bundles(Language.EN);
        Map<String, Map<String, String>> japanese = bundles(Language.JA);

        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        english.forEach((name, texts) -> {
            assertThat(japanese.get(name).keySet()).as(name).isEqualTo(texts.keySet());
            texts.forEach((key, text) -> {
                assertThat(key).startsWith(name + ".");
                assertThat(places(japanese.get(name).get(key))).as(key).isEqualTo(places(text));
            });
        });
    }

    @ParameterizedTest
    @EnumSource
    void noTextIsEmptyOrHasAPlaceThatCannotBeFilled(Language language) throws IOException {
        all(language).forEach((key, text) -> {
            assertThat(text).as(key).isNotBlank();
            assertThat(places(text)).as(key).allMatch(place -> place.matches("\\{[a-z][A-Za-z]*}"));
            assertThat(PLACE.matcher(text).replaceAll("")).as(key).doesNotContain("{", "}");
        });
    }

    @ParameterizedTest
    @EnumSource
    void numbersComeFromTables(Language language) throws IOException {
        Map<String, String> texts = all(language);
        texts.keySet().removeIf(TextsTest::isOfTitle);
        texts.forEach((key, text) -> assertThat(NAMED_NUMBER.matcher(text).replaceAll(""))
                .as(key)
                .doesNotContainPattern("[0-9\uFF10-\uFF19]"));
    }

    @Test
    void textsAreThoseThatTheCodeUses() throws IOException {
        Set<String> families = bundles(Language.EN).keySet();
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                LITERAL.matcher(Files.readString(file))
                        .results()
                        .map(result -> result.group(1))
                        .filter(key -> families.contains(key.substring(0, key.indexOf('.')))
                                && !key.matches(".*\\.(csv|json|html|css|yaml|png)"))
                        .forEach(used::add);
            }
        }
        Set<String> there = new TreeSet<>(all(Language.EN).keySet());
        there.removeIf(key -> key.startsWith("engine.") || isOfTitle(key));
        Set<String> unused = new TreeSet<>(there);
        unused.removeAll(used);
        assertThat(unused).as("nobody says these").isEmpty();
        used.removeAll(all(Language.EN).keySet());
        assertThat(used).as("these are not there").isEmpty();
    }

    @Test
    void picturesHaveEveryLetter() throws IOException {
        Set<String> missing = all(Language.JA).values().stream()
                .flatMapToInt(String::codePoints)
                .filter(letter -> !Look.TEXT.canDisplay(letter) && !Look.JAPANESE.canDisplay(letter))
                .mapToObj(Character::toString)
                .collect(Collectors.toSet());

        assertThat(missing)
                .as("letters without a glyph: run notebooks-export/fonts.sh")
                .isEmpty();
    }

    @Test
    void theLanguageOfTheComputerDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.JAPANESE);
            assertThat(Texts.ENGLISH.say("page.warnings")).isEqualTo("Mind when reading");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(new Texts(Language.JA).say("page.warnings")).isEqualTo("読むときの注意");
    }

    @Test
    void putsValuesInPlace() {
        assertThat(Texts.ENGLISH.interval("{high}", "$1", "\\")).isEqualTo("{high} ($1 to \\)");
        assertThat(Texts.ENGLISH.counted(1, BudgetUnit.ROLLOUTS)).isEqualTo("1 rollout");
        assertThat(Texts.ENGLISH.counted(64, BudgetUnit.TOKENS)).isEqualTo("64 tokens");
        assertThat(Texts.ENGLISH.listed(List.of("a", "b", "c"))).isEqualTo("a, b and c");
        assertThat(Texts.ENGLISH.clauses(List.of("a", "b", "c"))).isEqualTo("a; b; c");
        assertThat(Texts.ENGLISH.sentences("A.", "", "B.")).isEqualTo("A. B.");
        assertThat(new Texts(Language.JA).counted(64, BudgetUnit.ROLLOUTS)).isEqualTo("64 ロールアウト");
        assertThatThrownBy(() -> Texts.ENGLISH.say("page.budget")).hasMessage("page.budget needs a value for unit");
        assertThatThrownBy(() -> Texts.ENGLISH.say("page.warnings", "unit", "s"))
                .hasMessage("page.warnings has no place for all of [unit]");
    }

    /** Titles are found by what they say, and have numbers that are names. */
    private static boolean isOfTitle(String key) {
        return key.startsWith("title.");
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> all(Language language) throws IOException {
        Map<String, String> all = new TreeMap<>();
        bundles(language).values().forEach(all::putAll);
        return all;
    }

    private static Map<String, Map<String, String>> bundles(Language language) throws IOException {
        String ending = "_" + language.code() + ".properties";
        Map<String, Map<String, String>> bundles = new TreeMap<>();
        try (Stream<Path> files = Files.list(BUNDLES)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                assertThat(name).matches("[a-z]+_(en|ja)\\.properties");
                if (name.endsWith(ending)) {
                    bundles.put(name.substring(0, name.length() - ending.length()), texts(file));
                }
            }
        }
        return bundles;
    }

    private static Map<String, String> texts(Path file) throws IOException {
        Set<String> seen = new HashSet<>();
        Properties properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                assertThat(seen.add(key.toString())).as(key + " is there twice").isTrue();
                return super.put(key, value);
            }
        };
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        return texts;
    }
}
