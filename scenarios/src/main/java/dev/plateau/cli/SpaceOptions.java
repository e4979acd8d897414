package dev.plateau.cli;

import dev.plateau.experiment.Archive;
import dev.plateau.experiment.Progress;
import dev.plateau.export.Texts;
import dev.plateau.scenario.SettingSpace;
import dev.plateau.terrain.SimulatedGround;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that move numbers of a scenario. */
final class SpaceOptions {
    private static final int MOST_BUDGET = 2_000_000_000;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "Budget of every task, in the scenario's unit. Default: its largest.")
    private @Nullable Integer budget;

    @Mixin
    private final ResumeOption resume = new ResumeOption();

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final PluginOption plugins = new PluginOption();

    @Mixin
    private final LanguageOption language = new LanguageOption();

    OutputOptions output() {
        return output;
    }

    PluginOption plugins() {
        return plugins;
    }

    ResumeOption resume() {
        return resume;
    }

    LanguageOption language() {
        return language;
    }

    int threads() {
        return threads.count();
    }

    Optional<Integer> budget() {
        return Optional.ofNullable(budget);
    }

    /** Refuses what picocli takes and no run can do. */
    void check() {
        output.check();
        threads.check();
        language.check();
        if (budget != null) {
            whole("--budget", budget, 1, MOST_BUDGET);
        }
    }

    /** Simulates what policies do in a space. */
    SimulatedGround ground(SettingSpace space, Archive archive, Progress progress) {
        return new SimulatedGround(space.study(), space, space.entrants(), threads(), progress.patience(), archive);
    }

    /** Refuses a number that is out of its range. */
    void whole(String option, int value, int low, int high) {
        if (value < low || value > high) {
            throw output.usage(option + " must be a whole number in " + low + ".." + high + " (got " + value + ")");
        }
    }

    /** The words of those of these options that change the result. */
    List<String> words(Texts texts) {
        List<String> words = new ArrayList<>();
        if (budget != null) {
            words.addAll(List.of("--budget", budget.toString()));
        }
        output.overrides().forEach((key, value) -> words.addAll(List.of("--" + key, value.toString())));
        words.addAll(plugins.words());
        words.addAll(LanguageOption.words(texts));
        return words;
    }
}
