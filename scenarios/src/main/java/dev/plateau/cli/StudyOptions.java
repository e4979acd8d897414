package dev.plateau.cli;

import dev.plateau.experiment.Study;
import dev.plateau.export.Texts;
import dev.plateau.scenario.Form;
import dev.plateau.scenario.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that simulate a scenario and write a folder. */
final class StudyOptions {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--precision",
            paramLabel = "H",
            description = "Half-width of every accuracy's 95 %% interval, instead of the scenario's.")
    private @Nullable Double precision;

    @Mixin
    private final ResumeOption resume = new ResumeOption();

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Mixin
    private final PluginOption plugins = new PluginOption();

    @Mixin
    private final LanguageOption language = new LanguageOption();

    ResumeOption resume() {
        return resume;
    }

    PluginOption plugins() {
        return plugins;
    }

    int threads() {
        return threads.count();
    }

    OutputOptions output() {
        return output;
    }

    LanguageOption language() {
        return language;
    }

    /** Refuses what picocli takes and no run can do. */
    void check() {
        output.check();
        Form.Real allowed = (Form.Real) Key.PRECISION.form();
        if (precision != null && !allowed.allows(precision)) {
            throw output.usage("--precision must be " + allowed.describe() + " (got " + precision + ")");
        }
        threads.check();
        language.check();
    }

    /** A study with these options. */
    Study overridden(Study study) {
        Study seeded = study.withSeed(output.seed(study.seed()));
        return precision == null ? seeded : seeded.withPrecision(precision);
    }

    /** What they change of the scenario, by key. */
    Map<String, Object> overrides() {
        Map<String, Object> overrides = output.overrides();
        if (precision != null) {
            overrides.put(Key.PRECISION.path(), precision);
        }
        return overrides;
    }

    /** Words that run the same again into the same folder. */
    List<String> command(String command, String scenario, Texts texts) {
        List<String> words = words(command, scenario, texts);
        words.addAll(output.folder());
        return words;
    }

    /** Words that run the same again. */
    List<String> words(String command, String scenario, Texts texts) {
        List<String> words = new ArrayList<>(List.of("plateau", command, scenario));
        overrides().forEach((key, value) -> words.addAll(List.of("--" + key, value.toString())));
        words.addAll(plugins.words());
        words.addAll(LanguageOption.words(texts));
        return words;
    }
}
