package dev.plateau.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LessonsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACE = Pattern.compile("\\{[\\w:-]+}");

    static List<String> languages() {
        return Explorer.LANGUAGES;
    }

    private static JsonNode texts(String language) throws IOException {
        return JSON.readTree(Explorer.asset("texts/" + language + ".json"));
    }

    private static TreeSet<String> keys(JsonNode texts) {
        TreeSet<String> keys = new TreeSet<>();
        texts.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static TreeSet<String> places(String text) {
        TreeSet<String> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            places.add(matcher.group());
        }
        return places;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageIsComplete(String language) throws IOException {
        JsonNode english = texts("en");
        JsonNode own = texts(language);
        assertThat(keys(own)).isEqualTo(keys(english));
        for (String key : keys(english)) {
            assertThat(own.get(key).asText()).as(key).isNotBlank();
            assertThat(places(own.get(key).asText()))
                    .as(key)
                    .isEqualTo(places(english.get(key).asText()));
        }
    }

    @Test
    void everythingThatCanBeSetHasWords() throws IOException {
        TreeSet<String> keys = keys(texts("en"));
        for (Slider slider : Slider.ALL) {
            assertThat(keys)
                    .contains(
                            "slider." + slider.name(), "slider." + slider.name() + ".help", "group." + slider.group());
        }
        State.POLICIES.forEach(policy -> assertThat(keys).contains("policy." + policy, "policy." + policy + ".help"));
        Stories.RULES.forEach(rule -> assertThat(keys).contains("policy." + rule));
        State.VOTES.forEach(vote -> assertThat(keys).contains("vote." + vote));
        Explorer.LANGUAGES.forEach(language -> assertThat(keys).contains("language." + language));
    }

    @Test
    void everyWordOfThePageIsThere() throws IOException {
        TreeSet<String> keys = keys(texts("en"));
        Matcher inPage = Pattern.compile("data-(?:text|label)=\"([^\"]+)\"").matcher(Explorer.asset("index.html"));
        Matcher inScript = Pattern.compile("\\bt\\(\"([^\"]+)\"[,)]").matcher(Explorer.asset("explorer.js"));
        for (Matcher matcher : List.of(inPage, inScript)) {
            while (matcher.find()) {
                assertThat(keys).contains(matcher.group(1));
            }
        }
    }

    @Test
    void everyStepIsAStateWithAQuestionWhoseAnswerIsComputed() throws Exception {
        JsonNode lessons = JSON.readTree(Explorer.asset("lessons.json"));
        assertThat(lessons.size()).isGreaterThanOrEqualTo(6);
        JsonNode english = texts("en");
        for (JsonNode lesson : lessons) {
            String id = lesson.get("id").asText();
            assertThat(english.has("lesson." + id + ".title")).isTrue();
            int number = 0;
            for (JsonNode step : lesson.get("steps")) {
                number++;
                List<String> query = new ArrayList<>();
                step.get("set").fields().forEachRemaining(field -> {
                    JsonNode value = field.getValue();
                    if (!field.getKey().equals("show")) {
                        query.add(field.getKey() + "="
                                + (value.isArray()
                                        ? String.join(
                                                ",",
                                                StreamSupport.stream(value.spliterator(), false)
                                                        .map(JsonNode::asText)
                                                        .toList())
                                        : value.isNumber()
                                                ? value.decimalValue().toPlainString()
                                                : value.asText()));
                    }
                });
                State state = State.of(new Parameters(String.join("&", query), State.names()));
                assertThat(state.read().study().worlds()).hasSize(1);
                String key = "lesson." + id + "." + number;
                assertThat(english.has(key)).as(key).isTrue();
                assertThat(english.has(key + ".q")).as(key).isTrue();
                String answer = english.get(key + ".a").asText();
                assertThat(places(answer)).as(key).isNotEmpty();
                for (String place : places(answer)) {
                    String[] parts = place.substring(1, place.length() - 1).split(":");
                    if (parts.length > 1 && !List.of("left", "right").contains(parts[0])) {
                        assertThat(state.policies()).as(key + " " + place).contains(parts[1]);
                    }
                    assertThat(place.startsWith("{kept-") && !step.path("keep").asBoolean())
                            .as(key)
                            .isFalse();
                }
            }
        }
    }
}
