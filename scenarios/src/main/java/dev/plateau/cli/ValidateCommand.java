package dev.plateau.cli;

import dev.plateau.experiment.Study;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.scenario.Sweep;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks scenarios without running them. */
@Command(
        name = "validate",
        description = "Check scenarios and report every mistake with its place; count the points of a sweep.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ValidateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "SCENARIO", description = "Files, or names of the catalogue.")
    private List<String> scenarios = List.of();

    @Mixin
    private final PluginOption plugins = new PluginOption();

    @Override
    public Integer call() throws IOException {
        try (PluginOption.Loaded policies = plugins.load()) {
            return validate(new Catalogue(policies.factories()));
        }
    }

    private int validate(Catalogue catalogue) {
        int code = ExitCode.OK;
        for (String scenario : scenarios) {
            try {
                spec.commandLine().getOut().println(scenario + ": valid, " + describe(catalogue.readSweep(scenario)));
            } catch (ScenarioException e) {
                spec.commandLine().getErr().println(e.getMessage());
                code = ExitCode.USAGE;
            }
        }
        return code;
    }

    private static String describe(Sweep sweep) {
        Study study = sweep.point(0).study();
        return sweep.isSingle()
                ? describe(study)
                : String.format(Locale.ROOT, sweep.size() == 1 ? "%,d point (" : "%,d points (", sweep.size())
                        + sweep.axes().stream()
                                .map(axis -> count(axis.values().size(), "value", "values") + " of " + axis.key())
                                .collect(Collectors.joining(" x "))
                        + "), the first with " + describe(study);
    }

    private static String describe(Study study) {
        List<Integer> budgets = study.budgets();
        return count(study.worlds().size(), "world", "worlds") + ", "
                + count(study.entrants().size(), "policy", "policies") + ", "
                + count(budgets.size(), "budget", "budgets") + " up to " + budgets.get(budgets.size() - 1);
    }

    private static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }
}
