package dev.plateau.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.catalog.Policies;
import dev.plateau.export.Texts;
import dev.plateau.export.Texts.Language;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pictures say of scenarios and their keys is known in Japanese. */
class JapaneseWordsTest {
    private static final String JAPANESE = "(?s).*[\u3040-\u9fff].*";

    private final Texts texts = new Texts(Language.JA);

    @Test
    void titlesOfShippedScenariosAreTranslated() throws ScenarioException {
        Catalogue catalogue = new Catalogue(Policies.factories());
        List<String> unknown = new ArrayList<>();
        for (String name : catalogue.names()) {
            String title = catalogue.read(name).study().title();
            if (!texts.engine(texts.title(title)).matches(JAPANESE)) {
                unknown.add(name + ": " + title);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void settingsOfWorldsAreExplained() {
        assertThat(Setting.ofWorld())
                .extracting(setting -> setting.meaning().split(";", 2)[0])
                .allMatch(meaning -> texts.engine(meaning).matches(JAPANESE));
    }
}
