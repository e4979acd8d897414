package dev.plateau.export;

import dev.plateau.result.BudgetUnit;
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
    private static final int MOST_OF_SEVERAL = 5;
    private static final String LINE = "%-44s %20s %22s %9s %9s %9s";
    private static final String INDEX_LINE = "%-44s %20s %22s %22s";

    private SensitivityReport() {}

    /**
     * Writes effects.csv or indices.csv, a picture plots/OUTPUT for each output, and report.html.
     *
     * @param result to report
     * @param warnings what to mind
     * @param texts in which the page is
     * @param origin of the result
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(SensitivityResult result, List<String> warnings, Texts texts, Origin origin, Path dir)
            throws IOException {
        boolean morris = result.indices().isEmpty();
        if (morris) {
            ResultTables.write(EffectRow.TABLE, result.effects(), dir);
        } else {
            ResultTables.write(IndexRow.TABLE, result.indices(), dir);
        }
        Page page = new Page(BudgetUnit.ROLLOUTS, texts);
        page.head(texts.say(
                "sensitivity.figure",
                "output",
                texts.joined(result.outputs().stream().map(texts::engine).toList())));
        List<String> all = new ArrayList<>(warnings);
        if (result.interrupted()) {
            all.add(texts.say("sensitivity.interrupted"));
        }
        page.warnings(all);
        page.lead(texts.sentences(answers(result, texts)));
        if (morris) {
            effects(result, texts, page);
        } else {
            indices(result, texts, page);
        }
        pictures(result, texts, page, dir.resolve("plots"));
        Trust.write(
                page,
                texts,
                origin,
                List.of(texts.say("sensitivity.assumed", "budget", texts.engine(result.budget()))),
                List.of(
                        texts.say(morris ? "sensitivity.sampling.effects" : "sensitivity.sampling.indices"),
                        simulated(result, texts)));
        page.tables();
        page.table(EffectRow.TABLE, result.effects());
        page.table(IndexRow.TABLE, result.indices());
        WholeFile.write(dir.resolve("report.html"), page.end());
    }

    private static void pictures(SensitivityResult result, Texts texts, Page page, Path plots) throws IOException {
        Map<String, String> files = Plots.safeNames(result.outputs());
        for (String output : result.outputs()) {
            String file = files.getOrDefault(output, "output");
            String alternative = TornadoFigure.alternative(output, texts);
            if (!result.effectsOn(output).isEmpty()) {
                page.picture(Plots.write(new TornadoFigure(result, output, texts), "", alternative, plots, file));
            } else if (!result.indicesOf(output).isEmpty()) {
                page.picture(Plots.write(new IndexFigure(result, output, texts), "", alternative, plots, file));
            }
        }
    }

    /** The settings that move each output most. */
    private static void effects(SensitivityResult result, Texts texts, Page page) {
        if (result.effects().isEmpty()) {
            return;
        }
        begin(result, texts, page);
        page.heading(texts.say("sensitivity.column.mean"), "mu*", false);
        page.heading(texts.say("sensitivity.column.signed"), "mu", false);
        page.heading(texts.say("sensitivity.column.spread"), "sigma", false);
        page.heading(texts.say("sensitivity.column.noise"), "", false);
        page.beginRows();
        for (String output : result.outputs()) {
            for (EffectRow row :
                    result.effectsOn(output).stream().limit(most(result)).toList()) {
                name(result, named(output, row.unit(), texts), row.setting(), texts, page);
                page.cell(
                        texts.interval(
                                number(row, row.muStar().value()),
                                number(row, row.muStar().low()),
                                number(row, row.muStar().high())),
                        false);
                page.cell(number(row, row.mu()), false);
                page.cell(number(row, row.sigma()), false);
                page.cell(number(row, row.noise()), false);
                page.html().append("</tr>\n");
            }
        }
        page.endTable();
        page.note(texts.sentences(texts.say("sensitivity.notes.effects"), texts.say("page.brackets")));
    }

    private static void indices(SensitivityResult result, Texts texts, Page page) {
        begin(result, texts, page);
        page.heading(texts.say("sensitivity.column.alone"), texts.say("sensitivity.column.share"), false);
        page.heading(texts.say("sensitivity.column.total"), texts.say("sensitivity.column.share"), false);
        page.beginRows();
        for (String output : result.outputs()) {
            for (IndexRow row :
                    result.indicesOf(output).stream().limit(most(result)).toList()) {
                name(result, texts.engine(output), row.setting(), texts, page);
                page.cell(interval(row.first(), texts), false);
                page.cell(interval(row.total(), texts), false);
                page.html().append("</tr>\n");
            }
        }
        page.endTable();
        page.note(texts.sentences(texts.say("sensitivity.notes.indices"), texts.say("page.brackets")));
    }

    private static int most(SensitivityResult result) {
        return result.outputs().size() > 1 ? MOST_OF_SEVERAL : MOST_PRINTED;
    }

    private static String named(String output, String unit, Texts texts) {
        return texts.say("sensitivity.output", "output", texts.engine(output), "unit", unit(unit, texts));
    }

    private static void begin(SensitivityResult result, Texts texts, Page page) {
        List<EffectRow> effects = result.effects();
        page.beginTable(
                result.outputs().size() > 1 || effects.isEmpty()
                        ? texts.say("sensitivity.summary")
                        : texts.say(
                                "sensitivity.summary.one",
                                "output",
                                named(result.outputs().get(0), effects.get(0).unit(), texts)));
        if (result.outputs().size() > 1) {
            page.heading(texts.say("sensitivity.column.output"), "", true);
        }
        page.heading(texts.say("sensitivity.column.setting"), "", true);
        page.heading(texts.say("sensitivity.column.range"), "", false);
    }

    private static void name(SensitivityResult result, String output, Range setting, Texts texts, Page page) {
        page.html().append("<tr>");
        if (result.outputs().size() > 1) {
            page.cell(output, true);
        }
        page.rowHeading(setting.key());
        page.cell(range(setting, texts), false);
    }

    /** What changes are counted in. */
    static String unit(String unit, Texts texts) {
        return unit.isEmpty() ? texts.say("report.points") : texts.engine(unit);
    }

    /** The tables. */
    public static List<Table> tables(SensitivityResult result) {
        return List.of(
                result.indices().isEmpty()
                        ? ResultTables.of(EffectRow.TABLE, result.effects())
                        : ResultTables.of(IndexRow.TABLE, result.indices()));
    }

    /** The answer, in English. */
    public static List<String> sentences(SensitivityResult result) {
        List<String> sentences = new ArrayList<>(answers(result, Texts.ENGLISH));
        if (!(result.effects().isEmpty() && result.indices().isEmpty())) {
            sentences.add(simulated(result, Texts.ENGLISH));
        }
        return sentences;
    }

    private static List<String> answers(SensitivityResult result, Texts texts) {
        if (result.effects().isEmpty() && result.indices().isEmpty()) {
            return List.of(texts.say("sensitivity.nothing"));
        }
        List<String> sentences = new ArrayList<>();
        for (String output : result.outputs()) {
            if (!result.effectsOn(output).isEmpty()) {
                sentences.add(ofEffects(texts.engine(output), result.effectsOn(output), texts));
            } else if (!result.indicesOf(output).isEmpty()) {
                sentences.add(ofIndices(texts.engine(output), result.indicesOf(output), texts));
            }
        }
        return sentences;
    }

    private static String ofEffects(String output, List<EffectRow> effects, Texts texts) {
        List<EffectRow> matter = effects.stream().filter(EffectRow::matters).toList();
        return matter.isEmpty()
                ? texts.say("sensitivity.noise", "output", output)
                : texts.sentences(
                        texts.say(
                                "sensitivity.most",
                                "output",
                                output,
                                "setting",
                                matter.get(0).setting().key(),
                                "amount",
                                amount(matter.get(0), matter.get(0).muStar().value(), texts)),
                        texts.say("sensitivity.matter", "count", matter.size(), "all", effects.size()));
    }

    private static String ofIndices(String output, List<IndexRow> indices, Texts texts) {
        IndexRow first = indices.get(0);
        return Double.isNaN(first.total().value())
                ? texts.say("sensitivity.still", "output", output)
                : texts.sentences(
                        texts.say(
                                "sensitivity.variance",
                                "output",
                                output,
                                "setting",
                                first.setting().key(),
                                "total",
                                share(first.total().value()),
                                "alone",
                                share(first.first().value())),
                        texts.say(
                                "sensitivity.alone",
                                "share",
                                share(indices.stream()
                                        .mapToDouble(row -> row.first().value())
                                        .sum())));
    }

    private static String simulated(SensitivityResult result, Texts texts) {
        return texts.say(
                result.indices().isEmpty() ? "sensitivity.simulated.effects" : "sensitivity.simulated.indices",
                "places",
                result.points(),
                "groups",
                result.groups(),
                "tasks",
                result.tasks());
    }

    private static String share(double share) {
        return Numbers.plain(100 * share, 0) + " %";
    }

    private static String amount(EffectRow row, double value, Texts texts) {
        return row.unit().isEmpty()
                ? texts.say("sensitivity.points", "points", Numbers.plain(100 * value, 1))
                : texts.say("page.counted", "amount", Numbers.significant(value, 3), "unit", texts.engine(row.unit()));
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

    private static String range(Range range, Texts texts) {
        return texts.range(plain(range.low()), plain(range.high()));
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
                range(row.setting(), Texts.ENGLISH),
                Texts.ENGLISH.interval(
                        number(row, row.muStar().value()),
                        number(row, row.muStar().low()),
                        number(row, row.muStar().high())),
                number(row, row.mu()),
                number(row, row.sigma()),
                number(row, row.noise()));
    }

    private static String line(IndexRow row) {
        return String.format(
                Locale.ROOT,
                INDEX_LINE,
                row.setting().key(),
                range(row.setting(), Texts.ENGLISH),
                interval(row.first(), Texts.ENGLISH),
                interval(row.total(), Texts.ENGLISH));
    }

    private static String interval(Interval share, Texts texts) {
        return Double.isNaN(share.high())
                ? "-"
                : texts.interval(
                        Numbers.plain(100 * share.value(), 1),
                        Numbers.plain(100 * share.low(), 1),
                        Numbers.plain(100 * share.high(), 1));
    }
}
