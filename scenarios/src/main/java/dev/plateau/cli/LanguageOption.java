package dev.plateau.cli;

import dev.plateau.export.Texts;
import dev.plateau.export.Texts.Language;
import dev.plateau.store.ResultsFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of all commands that write a report. */
final class LanguageOption {
    /** The option, as a setting of a run and a key of its record. */
    static final String KEY = ResultsFile.LANGUAGE;

    private static final String NAME = "--" + KEY;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = NAME,
            paramLabel = "en|ja",
            description = "Language of the report and its pictures: en (English) or ja (Japanese). Default: en, or that"
                    + " of the run that is gone on with.")
    private @Nullable String code;

    /** Refuses a language that there is not. */
    void check() {
        if (code != null && Language.of(code).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    NAME + " must be one of " + String.join(", ", Language.codes()) + " (got "
                            + (code.isEmpty() ? "nothing" : code) + ")");
        }
    }

    /** The texts that were asked for. */
    Texts texts() {
        return texts(Optional.empty());
    }

    /** The texts that were asked for, or those of a run that is gone on with. */
    Texts texts(Optional<String> earlier) {
        check();
        return new Texts(Optional.ofNullable(code)
                .or(() -> earlier)
                .flatMap(Language::of)
                .orElse(Language.EN));
    }

    /** Adds the language to the settings of a run, to be that of the run when it is gone on with. */
    void addTo(Map<String, String> settings) {
        settings.put(KEY, texts().language().code());
    }

    /** The words that choose some texts; none for English. */
    static List<String> words(Texts texts) {
        return texts.language() == Language.EN
                ? List.of()
                : List.of(NAME, texts.language().code());
    }

    /** Notes the language of a report in the record of its run. */
    static void put(Map<String, Object> json, Texts texts) {
        json.put(KEY, texts.language().code());
    }
}
