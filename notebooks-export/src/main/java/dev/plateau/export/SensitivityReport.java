package dev.plateau.export;

import dev.plateau.result.EffectRow;
import dev.plateau.result.IndexRow;
import dev.plateau.result.Range;
import dev.plateau.result.SensitivityResult;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.Table;

/** Says in words, a table and tornado plots what moves each output. The same result gives the same bytes. */
public final class SensitivityReport {
    private static final int MOST_PRINTED = 12;
    private static final String LINE = "%-44s %20s %22s %9s %9s %9s";
    private static final String INDEX_LINE = "%-44s %20s %22s %22s";

    private SensitivityReport() {}

    /**
     * Writes effects.csv or indices.csv, a picture plots/OUTPUT for each output, and report.html.
     *
     * @param result to report
     * @param warnings what to mind
     * @param origin lines that say how it was made
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(SensitivityResult result, List<String> warnings, List<String> origin, Path dir)
            throws IOException {
        if (result.indices().isEmpty()) {
            ResultTables.write(EffectRow.TABLE, result.effects(), dir);
        } else {
            ResultTables.write(IndexRow.TABLE, result.indices(), dir);
        }
        Page page = new Page();
        page.head("What moves " + String.join(", ", result.outputs()));
        sentences(result).forEach(sentence -> page.element("p", sentence));
        List<String> all = new ArrayList<>(warnings);
        if (result.interrupted()) {
            all.add("Interrupted: fewer groups of settings than asked for.");
        }
        page.warnings(all);
        Map<String, String> files = Plots.safeNames(result.outputs());
        for (String output : result.outputs()) {
            String file = files.getOrDefault(output, "output");
            if (!result.effectsOn(output).isEmpty()) {
                page.picture(Plots.write(
                        new TornadoFigure(result, output),
                        "",
                        TornadoFigure.alternative(output),
                        dir.resolve("plots"),
                        file));
            } else if (!result.indicesOf(output).isEmpty()) {
                page.picture(Plots.write(
                        new IndexFigure(result, output),
                        "",
                        TornadoFigure.alternative(output),
                        dir.resolve("plots"),
                        file));
            }
        }
        page.table(EffectRow.TABLE, result.effects());
        page.table(IndexRow.TABLE, result.indices());
        page.element("h2", "How it was made");
        origin.forEach(line -> page.element("p", line));
        WholeFile.write(dir.resolve("report.html"), page.end());
    }

    /** The tables. */
    public static List<Table> tables(SensitivityResult result) {
        return List.of(
                result.indices().isEmpty()
                        ? ResultTables.of(EffectRow.TABLE, result.effects())
                        : ResultTables.of(IndexRow.TABLE, result.indices()));
    }

    /** The answer. */
    public static List<String> sentences(SensitivityResult result) {
        List<String> sentences = new ArrayList<>();
        if (result.effects().isEmpty() && result.indices().isEmpty()) {
            return List.of("Nothing was finished.");
        }
        for (String output : result.outputs()) {
            List<EffectRow> effects = result.effectsOn(output);
            List<IndexRow> indices = result.indicesOf(output);
            if (!effects.isEmpty()) {
                List<EffectRow> matter =
                        effects.stream().filter(EffectRow::matters).toList();
                sentences.add(
                        matter.isEmpty()
                                ? "No setting is shown to move " + output + " by more than noise."
                                : "What moves " + output + " most: "
                                        + matter.get(0).setting().key() + ", by "
                                        + amount(
                                                matter.get(0),
                                                matter.get(0).muStar().value())
                                        + " over its range on average. " + matter.size() + " of " + effects.size()
                                        + " settings are shown to move it by more than noise.");
            } else if (!indices.isEmpty()) {
                IndexRow first = indices.get(0);
                sentences.add(
                        Double.isNaN(first.total().value())
                                ? "Nothing moves " + output + "."
                                : "What moves " + output + " most: "
                                        + first.setting().key() + ", "
                                        + share(first.total().value()) + " of the variance, "
                                        + share(first.first().value()) + " alone. All settings alone: "
                                        + share(indices.stream()
                                                .mapToDouble(row -> row.first().value())
                                                .sum())
                                        + "; the rest is interaction.");
            }
        }
        sentences.add("Simulated: " + result.points() + " settings (" + result.groups()
                + (result.indices().isEmpty() ? " trajectories" : " rows") + "), " + result.tasks() + " tasks each.");
        return sentences;
    }

    private static String share(double share) {
        return Numbers.plain(100 * share, 0) + " %";
    }

    private static String amount(EffectRow row, double value) {
        return row.unit().isEmpty()
                ? Numbers.plain(100 * value, 1) + " points"
                : Numbers.significant(value, 3) + " " + row.unit();
    }

    private static String number(EffectRow row, double value) {
        return Double.isNaN(value)
                ? "-"
                : row.unit().isEmpty() ? Numbers.plain(100 * value, 1) : Numbers.significant(value, 3);
    }

    private static String plain(double value) {
        int scale = BigDecimal.valueOf(value).stripTrailingZeros().scale();
        return Numbers.plain(value, Math.max(0, scale));
    }

    private static String range(Range range) {
        return plain(range.low()) + " to " + plain(range.high());
    }

    /** Prints the answer and the settings that matter most. */
    public static void print(SensitivityResult result, PrintWriter screen) {
        sentences(result).forEach(screen::println);
        for (String output : result.outputs()) {
            List<EffectRow> effects = result.effectsOn(output);
            List<IndexRow> indices = result.indicesOf(output);
            if (!effects.isEmpty()) {
                screen.println();
                String unit = effects.get(0).unit().isEmpty()
                        ? "points"
                        : effects.get(0).unit();
                screen.println(String.format(
                        Locale.ROOT, LINE, output + " (" + unit + ")", "range", "mu*", "mu", "sigma", "noise"));
                effects.stream().limit(MOST_PRINTED).forEach(row -> screen.println(line(row)));
            } else if (!indices.isEmpty()) {
                screen.println();
                screen.println(String.format(
                        Locale.ROOT, INDEX_LINE, output + " (% of variance)", "range", "alone", "in all"));
                indices.stream().limit(MOST_PRINTED).forEach(row -> screen.println(line(row)));
            }
        }
    }

    private static String line(EffectRow row) {
        return String.format(
                Locale.ROOT,
                LINE,
                row.setting().key(),
                range(row.setting()),
                number(row, row.muStar().value()) + " ("
                        + number(row, row.muStar().low()) + " to "
                        + number(row, row.muStar().high()) + ")",
                number(row, row.mu()),
                number(row, row.sigma()),
                number(row, row.noise()));
    }

    private static String line(IndexRow row) {
        return String.format(
                Locale.ROOT,
                INDEX_LINE,
                row.setting().key(),
                range(row.setting()),
                interval(row.first()),
                interval(row.total()));
    }

    private static String interval(Interval share) {
        return Double.isNaN(share.high())
                ? "-"
                : Numbers.plain(100 * share.value(), 1) + " (" + Numbers.plain(100 * share.low(), 1) + " to "
                        + Numbers.plain(100 * share.high(), 1) + ")";
    }
}
