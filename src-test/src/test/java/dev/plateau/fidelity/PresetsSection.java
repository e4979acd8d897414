package dev.plateau.fidelity;

import dev.plateau.calibrate.AccuracyTable.Cell;
import dev.plateau.calibrate.AccuracyTable.Metric;
import dev.plateau.calibrate.TableSimulator.Moments;
import dev.plateau.fidelity.Preset.Pair;
import dev.plateau.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The presets beside what they were fitted to, on fresh tasks. */
final class PresetsSection implements Section {
    /** No fit has used it. */
    private static final long SEED = 20_260_101;

    private static final int TASKS = 8192;
    private static final int FURTHER_TASKS = 2048;
    private static final List<Integer> FURTHER = List.of(128, 256);

    @Override
    public String name() {
        return "presets";
    }

    @Override
    public String text(Path home) throws ScenarioException {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        Markdown text = new Markdown().head("preset", "accuracy", "of it band", "pass rate", "of it band", "rankings");
        Markdown details = new Markdown();
        try {
            for (Preset preset : Preset.all(home)) {
                Moments moments = preset.simulate(List.of(), SEED, TASKS, pool);
                Moments beyond = preset.simulate(FURTHER, SEED + 1, FURTHER_TASKS, pool);
                List<Pair> ranked = preset.ranked();
                List<Pair> missed = ranked.stream()
                        .filter(pair -> moments.mean()[pair.above()] <= moments.mean()[pair.below()])
                        .toList();
                text.row(
                        '`' + preset.name() + '`',
                        number(preset.error(Metric.ACCURACY, moments.mean())),
                        number(preset.band(Metric.ACCURACY)),
                        number(preset.error(Metric.PASS_RATE, moments.mean())),
                        number(preset.band(Metric.PASS_RATE)),
                        (ranked.size() - missed.size()) + " of " + ranked.size());
                details(details, preset, moments, beyond, missed);
            }
        } finally {
            pool.shutdownNow();
        }
        return text.toString() + details;
    }

    private static void details(Markdown text, Preset preset, Moments moments, Moments beyond, List<Pair> missed) {
        text.line("").line("### " + preset.name()).line("");
        for (Pair pair : missed) {
            Cell above = preset.published().cells().get(pair.above());
            Cell below = preset.published().cells().get(pair.below());
            text.line(
                            "Ranking missed: at %d rollouts %s is ahead of %s by %.2f points, in the simulation by %.2f.",
                            above.budget(),
                            above.method(),
                            below.method(),
                            100 * (above.value() - below.value()),
                            100 * (moments.mean()[pair.above()] - moments.mean()[pair.below()]))
                    .line("");
        }
        List<Cell> cells = preset.extended(FURTHER).cells();
        List<Integer> budgets = new ArrayList<>(preset.published().budgets());
        budgets.addAll(FURTHER);
        List<String> head = new ArrayList<>(List.of("", "method"));
        budgets.forEach(budget -> head.add(Integer.toString(budget)));
        text.head(head.toArray(String[]::new));
        for (Metric metric : Metric.values()) {
            for (String method : preset.published().methods()) {
                List<String> row =
                        new ArrayList<>(List.of(metric == Metric.ACCURACY ? "accuracy" : "pass rate", method));
                for (int budget : budgets) {
                    for (int i = 0; i < cells.size(); i++) {
                        Cell cell = cells.get(i);
                        if (cell.metric() == metric && cell.method().equals(method) && cell.budget() == budget) {
                            boolean known = i < preset.published().cells().size();
                            row.add(
                                    known
                                            ? Markdown.beside(cell.value(), moments.mean()[i])
                                            : Markdown.format("%.1f", 100 * beyond.mean()[i]));
                        }
                    }
                }
                text.row(row.toArray(String[]::new));
            }
        }
        text.line("")
                .line(
                        "Standard errors of the simulation are at most %.2f points, at 128 and 256 rollouts %.2f.",
                        worst(moments), worst(beyond));
    }

    private static double worst(Moments moments) {
        double worst = 0;
        for (double error : moments.standardError()) {
            worst = Math.max(worst, 100 * error);
        }
        return worst;
    }

    private static String number(double value) {
        return Markdown.format("%.2f", value);
    }
}
