package dev.plateau.fidelity;

import dev.plateau.calibrate.AccuracyTable.Cell;
import dev.plateau.calibrate.AccuracyTable.Metric;
import dev.plateau.calibrate.TableSimulator.Moments;
import dev.plateau.fidelity.Preset.Pair;
import dev.plateau.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Writes the tables of docs/fidelity.md between its marks: the presets beside what they were fitted to, on fresh tasks. */
public final class FidelityPage {
    /** No fit has used it. */
    static final long SEED = 20_260_101;

    private static final int TASKS = 8192;
    private static final int FURTHER_TASKS = 2048;
    private static final List<Integer> FURTHER = List.of(128, 256);
    private static final String BEGIN = "<!-- begin presets -->";
    private static final String END = "<!-- end presets -->";

    private FidelityPage() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException, ScenarioException {
        Path home = Files.exists(Preset.TABLE) ? Path.of("") : Path.of("..");
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        StringBuilder text = new StringBuilder(BEGIN + "\n");
        StringBuilder details = new StringBuilder();
        line(text, "preset", "accuracy", "of it band", "pass rate", "of it band", "rankings");
        line(text, "---", "---", "---", "---", "---", "---");
        try {
            for (Preset preset : Preset.all(home)) {
                Moments moments = preset.simulate(List.of(), SEED, TASKS, pool);
                Moments beyond = preset.simulate(FURTHER, SEED + 1, FURTHER_TASKS, pool);
                List<Pair> ranked = preset.ranked();
                List<Pair> missed = ranked.stream()
                        .filter(pair -> moments.mean()[pair.above()] <= moments.mean()[pair.below()])
                        .toList();
                line(
                        text,
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
        text.append(details).append(END);
        Path page = home.resolve(Path.of("docs", "fidelity.md"));
        String old = Files.readString(page);
        Files.writeString(
                page, old.substring(0, old.indexOf(BEGIN)) + text + old.substring(old.indexOf(END) + END.length()));
    }

    private static void details(StringBuilder text, Preset preset, Moments moments, Moments beyond, List<Pair> missed) {
        text.append("\n### ").append(preset.name()).append("\n\n");
        for (Pair pair : missed) {
            Cell above = preset.published().cells().get(pair.above());
            Cell below = preset.published().cells().get(pair.below());
            text.append("Ranking missed: at ")
                    .append(above.budget())
                    .append(" rollouts ")
                    .append(above.method())
                    .append(" is ahead of ")
                    .append(below.method())
                    .append(" by ")
                    .append(number(100 * (above.value() - below.value())))
                    .append(" points, in the simulation by ")
                    .append(number(100 * (moments.mean()[pair.above()] - moments.mean()[pair.below()])))
                    .append(".\n\n");
        }
        List<Cell> cells = preset.extended(FURTHER).cells();
        List<Integer> budgets = new ArrayList<>(preset.published().budgets());
        budgets.addAll(FURTHER);
        List<String> head = new ArrayList<>(List.of("", "method"));
        budgets.forEach(budget -> head.add(Integer.toString(budget)));
        line(text, head.toArray(String[]::new));
        line(text, head.stream().map(word -> "---").toArray(String[]::new));
        for (Metric metric : Metric.values()) {
            for (String method : preset.published().methods()) {
                List<String> row =
                        new ArrayList<>(List.of(metric == Metric.ACCURACY ? "accuracy" : "pass rate", method));
                for (int budget : budgets) {
                    for (int i = 0; i < cells.size(); i++) {
                        Cell cell = cells.get(i);
                        if (cell.metric() == metric && cell.method().equals(method) && cell.budget() == budget) {
                            boolean known = i < preset.published().cells().size();
                            double mean = 100 * (known ? moments : beyond).mean()[i];
                            row.add(
                                    known
                                            ? one(100 * cell.value()) + " / " + one(mean) + " ("
                                                    + signed(mean - 100 * cell.value()) + ')'
                                            : one(mean));
                        }
                    }
                }
                line(text, row.toArray(String[]::new));
            }
        }
        text.append("\nStandard errors of the simulation are at most ")
                .append(number(worst(moments)))
                .append(" points, at 128 and 256 rollouts ")
                .append(number(worst(beyond)))
                .append(".\n");
    }

    private static double worst(Moments moments) {
        double worst = 0;
        for (double error : moments.standardError()) {
            worst = Math.max(worst, 100 * error);
        }
        return worst;
    }

    private static void line(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.1f", value);
    }
}
