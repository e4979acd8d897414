package dev.plateau.export;

import dev.plateau.result.AblationRow;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.DuelResult;
import dev.plateau.result.DuelRow;
import dev.plateau.result.StartRow;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** Says in words, tables and a picture where a policy loses most to its rival, or wins most, and why. */
public final class DuelReport {
    private static final int MOST_PRINTED = 12;

    private DuelReport() {}

    /**
     * Writes difference.csv, settings.csv, starts.csv, plots/settings, report.html and the scenario that was found.
     *
     * @param result to report
     * @param file name of the scenario
     * @param scenario its text
     * @param warnings what to mind
     * @param texts in which the page is
     * @param origin of the result
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(
            DuelResult result,
            String file,
            String scenario,
            List<String> warnings,
            Texts texts,
            Origin origin,
            Path dir)
            throws IOException {
        ResultTables.write(DuelRow.TABLE, rows(result), dir);
        ResultTables.write(AblationRow.TABLE, result.settings(), dir);
        ResultTables.write(StartRow.TABLE, result.starts(), dir);
        WholeFile.write(dir.resolve(file), scenario);
        Page page = new Page(BudgetUnit.ROLLOUTS, texts);
        page.head(title(result, texts));
        List<String> all = new ArrayList<>(warnings);
        if (result.interrupted()) {
            all.add(texts.say("duel.interrupted"));
        }
        page.warnings(all);
        page.lead(texts.sentences(sentences(result, texts)));
        summary(result, texts, page);
        if (!result.settings().isEmpty()) {
            page.picture(Plots.write(
                    new DuelFigure(result, texts), "", texts.say("duel.figure.alt"), dir.resolve("plots"), "settings"));
        }
        page.element("h2", texts.say("duel.world"));
        page.element("p", texts.say("duel.world.file", "file", file));
        page.listing(file, scenario);
        Trust.write(
                page,
                texts,
                origin,
                List.of(texts.say("duel.assumed")),
                List.of(
                        texts.say(
                                "duel.sampling",
                                "tasks",
                                String.format(Locale.ROOT, "%,d", result.there().tasks())),
                        texts.say("duel.sampling.search")));
        page.tables();
        page.table(DuelRow.TABLE, rows(result));
        page.table(AblationRow.TABLE, result.settings());
        page.table(StartRow.TABLE, result.starts());
        WholeFile.write(dir.resolve("report.html"), page.end());
    }

    /** What was sought. */
    private static String title(DuelResult result, Texts texts) {
        return texts.say(
                result.best() ? "duel.title.best" : "duel.title.worst",
                "policy",
                result.policy(),
                "rival",
                result.rival());
    }

    /** Both worlds beside each other. */
    private static void summary(DuelResult result, Texts texts, Page page) {
        page.beginTable(texts.say("duel.summary", "budget", texts.engine(result.budget())));
        page.heading(texts.say("page.world"), "", true);
        page.heading(result.policy(), texts.say("duel.column.right"), false);
        page.heading(result.rival(), texts.say("duel.column.right"), false);
        page.heading(texts.say("report.difference"), texts.say("report.points"), false);
        page.beginRows();
        for (DuelRow row : List.of(result.base(), result.there())) {
            page.html().append("<tr>");
            page.rowHeading(texts.say(row.world().equals(DuelRow.BASE) ? "duel.world.base" : "duel.world.found"));
            page.cell(plain(row.accuracy(), texts), false);
            page.cell(plain(row.rivalAccuracy(), texts), false);
            page.cell(
                    texts.interval(
                            Numbers.signed(100 * row.difference().value(), 1),
                            Numbers.signed(100 * row.difference().low(), 1),
                            Numbers.signed(100 * row.difference().high(), 1)),
                    false);
            page.html().append("</tr>\n");
        }
        page.endTable();
        page.note(texts.say("page.brackets"));
    }

    private static String plain(Interval share, Texts texts) {
        return texts.interval(
                Numbers.plain(100 * share.value(), 1),
                Numbers.plain(100 * share.low(), 1),
                Numbers.plain(100 * share.high(), 1));
    }

    private static List<DuelRow> rows(DuelResult result) {
        return List.of(result.base(), result.there());
    }

    /** The tables. */
    public static List<Table> tables(DuelResult result) {
        return List.of(
                ResultTables.of(DuelRow.TABLE, rows(result)),
                ResultTables.of(AblationRow.TABLE, result.settings()),
                ResultTables.of(StartRow.TABLE, result.starts()));
    }

    /** The answer, in English. */
    public static List<String> sentences(DuelResult result) {
        return sentences(result, Texts.ENGLISH);
    }

    private static List<String> sentences(DuelResult result, Texts texts) {
        List<String> sentences = new ArrayList<>();
        sentences.add(texts.say("duel.base", "difference", difference(result, result.base(), texts)));
        sentences.add(texts.say(
                "duel.found",
                "difference",
                difference(result, result.there(), texts),
                "accuracy",
                percent(result.there().accuracy()),
                "rival",
                percent(result.there().rivalAccuracy())));
        if (result.settings().isEmpty()) {
            return sentences;
        }
        long matter = result.settings().stream()
                .filter(row -> row.vanished().low() > 0)
                .count();
        AblationRow first = result.settings().get(0);
        sentences.add(
                matter == 0
                        ? texts.say("duel.none")
                        : texts.sentences(
                                texts.say("duel.most", "setting", first.setting(), "left", points(first.back(), texts)),
                                texts.say(
                                        "duel.matter",
                                        "count",
                                        matter,
                                        "all",
                                        result.settings().size())));
        return sentences;
    }

    private static String difference(DuelResult result, DuelRow row, Texts texts) {
        Interval difference = row.difference();
        return texts.say(
                difference.value() < 0 ? "duel.loses" : "duel.wins",
                "policy",
                result.policy(),
                "rival",
                result.rival(),
                "points",
                Numbers.plain(Math.abs(100 * difference.value()), 1),
                "difference",
                points(difference, texts));
    }

    private static String percent(Interval accuracy) {
        return Numbers.plain(100 * accuracy.value(), 1) + " %";
    }

    private static String points(Interval difference, Texts texts) {
        return texts.say(
                "duel.points",
                "value",
                Numbers.signed(100 * difference.value(), 1),
                "low",
                Numbers.signed(100 * difference.low(), 1),
                "high",
                Numbers.signed(100 * difference.high(), 1));
    }

    /** Prints the answer and the settings that matter most. */
    public static void print(DuelResult result, PrintWriter screen) {
        sentences(result).forEach(screen::println);
        if (result.settings().isEmpty()) {
            return;
        }
        screen.println();
        screen.println(String.format(
                Locale.ROOT, "%-44s %-26s %-26s %9s %9s", "setting", "base", "found", "vanishes", "alone"));
        for (AblationRow row : result.settings()
                .subList(0, Math.min(MOST_PRINTED, result.settings().size()))) {
            screen.println(String.format(
                    Locale.ROOT,
                    "%-44s %-26s %-26s %9s %9s",
                    row.setting(),
                    row.base(),
                    row.found(),
                    Numbers.signed(100 * row.vanished().value(), 1),
                    Numbers.signed(100 * row.alone().value(), 1)));
        }
    }
}
