package dev.plateau.cli;

import dev.plateau.calibrate.AccuracyTable;
import dev.plateau.calibrate.Contestant;
import dev.plateau.calibrate.MomentFit;
import dev.plateau.calibrate.MomentFitResult;
import dev.plateau.calibrate.TableCalibration;
import dev.plateau.calibrate.WorldSpace;
import dev.plateau.catalog.Policies;
import dev.plateau.export.Texts;
import dev.plateau.model.Levels;
import dev.plateau.model.World;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.scenario.Catalogue;
import dev.plateau.scenario.FittedScenario;
import dev.plateau.scenario.PilotFile;
import dev.plateau.scenario.ScenarioException;
import dev.plateau.select.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/** Fits a world to a table of accuracies. */
final class TableFit {
    private static final int DOUBLINGS = 2;

    private final CommandSpec spec;
    private final boolean quiet;
    private final Texts texts;
    private final MomentFit.Effort effort;

    TableFit(CommandSpec spec, boolean quiet, Texts texts, MomentFit.Effort effort) {
        this.texts = texts;
        this.spec = spec;
        this.quiet = quiet;
        this.effort = effort;
    }

    /**
     * What is asked for.
     *
     * @param predict budgets; if none, the largest one doubled and doubled again
     * @param levels of the benchmark
     * @param epsilon gain per added rollout that counts as nothing
     * @param seed of everything random
     * @param threads to fit with
     */
    record Wish(List<Integer> predict, Levels levels, double epsilon, long seed, int threads) {}

    int run(PilotFile pilot, Wish wish, CalibrationFiles files, List<String> origin)
            throws ScenarioException, IOException {
        AccuracyTable table = (AccuracyTable) pilot.observations();
        MomentFit fit = new MomentFit(
                table,
                new WorldSpace(template()),
                contestants(table),
                Selection.WEIGHTED_MAJORITY,
                wish.seed(),
                effort,
                ahead(table, wish.predict()));
        try (Interruption interruption = new Interruption(
                spec.commandLine().getErr(),
                "Interrupted: scoring and writing the best so far. Once more to stop at once.")) {
            MomentFitResult result;
            try (RunProgress.Display display =
                    RunProgress.display(quiet, spec.commandLine().getErr())) {
                result = fit.fit(wish.threads(), (stage, done, loss) -> {
                    display.show(Double.isNaN(loss) ? stage : String.format("%s: loss %.2f", stage, loss), done);
                    return !interruption.requested();
                });
            }
            TableCalibration found = TableCalibration.of(result, wish.epsilon());
            String title = pilot.subject().isEmpty() ? "Accuracies" : pilot.subject();
            List<String> made = new ArrayList<>(origin);
            if (result.interrupted()) {
                made.add("Interrupted: the best so far, not the end of a whole fit.");
            }
            files.publish(
                    found,
                    title,
                    made,
                    !wish.predict().isEmpty(),
                    texts,
                    comments -> FittedScenario.of(found, title, comments, wish.levels(), wish.seed()),
                    quiet ? null : spec.commandLine().getOut());
            return interruption.exitCode();
        }
    }

    /** What a fit does not touch is as in the default scenario. */
    private static World template() throws ScenarioException {
        return new Catalogue(Policies.factories())
                .read(Catalogue.DEFAULT)
                .study()
                .worlds()
                .get(0)
                .world();
    }

    private static List<Contestant> contestants(AccuracyTable table) {
        List<Contestant> contestants = new ArrayList<>();
        for (PolicyFactory factory : Policies.factories()) {
            if (table.methods().contains(factory.id())) {
                Settings settings = Settings.of(factory.parameters(), Map.of());
                contestants.add(new Contestant(factory.id(), () -> factory.create(settings)));
            }
        }
        return contestants;
    }

    private static List<Integer> ahead(AccuracyTable table, List<Integer> predict) {
        TreeSet<Integer> budgets = new TreeSet<>(predict);
        if (predict.isEmpty()) {
            int largest = table.budgets().get(table.budgets().size() - 1);
            for (int doubling = 1; doubling <= DOUBLINGS; doubling++) {
                budgets.add(largest << doubling);
            }
        }
        return List.copyOf(budgets);
    }
}
