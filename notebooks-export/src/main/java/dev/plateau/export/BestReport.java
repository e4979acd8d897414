package dev.plateau.export;

import dev.plateau.result.BestResult;
import dev.plateau.result.BudgetUnit;
import dev.plateau.result.CandidateRow;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** Says in words, a table and a picture which alternative is best. The same result gives the same bytes. */
public final class BestReport {
    private static final int MOST_PRINTED = 16;
    private static final int MOST_NAMED = 6;

    private BestReport() {}

    /**
     * Writes alternatives.csv, plots/alternatives and report.html.
     *
     * @param result to report
     * @param warnings what to mind
     * @param texts in which the page is
     * @param origin of the result
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(BestResult result, List<String> warnings, Texts texts, Origin origin, Path dir)
            throws IOException {
        ResultTables.write(CandidateRow.TABLE, result.rows(), dir);
        Page page = new Page(BudgetUnit.ROLLOUTS, texts);
        page.head(texts.say("best.title", "count", result.rows().size()));
        page.warnings(warnings);
        page.lead(texts.sentences(verdict(result, texts), close(result, texts)));
        summary(result, texts, page);
        page.picture(Plots.write(
                new BestFigure(result, texts), "", texts.say("best.figure.alt"), dir.resolve("plots"), "alternatives"));
        Trust.write(
                page,
                texts,
                origin,
                List.of(
                        texts.say("best.assumed", "objective", texts.engine(result.objective())),
                        texts.say("best.assumed.within", "within", points(result.indifference(), texts))),
                List.of(
                        texts.say("best.sampling", "confidence", confidence(result)),
                        texts.say("best.sampling.value"),
                        spent(result, texts)));
        page.tables();
        page.table(CandidateRow.TABLE, result.rows());
        WholeFile.write(dir.resolve("report.html"), page.end());
    }

    /** Those that stayed longest. */
    private static void summary(BestResult result, Texts texts, Page page) {
        page.beginTable(texts.say("best.summary"));
        page.heading(texts.say("best.column.alternative"), "", true);
        page.heading(texts.say("report.verdict"), "", true);
        page.heading(texts.say("best.column.value"), "%", false);
        page.heading(texts.say("best.column.behind"), texts.say("report.points"), false);
        page.heading(texts.say("report.accuracy"), "%", false);
        page.heading(texts.say("best.column.spent"), texts.plural(BudgetUnit.ROLLOUTS), false);
        page.heading(texts.say("best.column.tasks"), "", false);
        page.beginRows();
        List<CandidateRow> rows =
                result.rows().subList(0, Math.min(MOST_PRINTED, result.rows().size()));
        for (CandidateRow row : rows) {
            page.html().append("<tr>");
            page.rowHeading(name(row, texts));
            page.cell(
                    texts.say(
                            switch (row.verdict()) {
                                case CHOSEN -> "best.verdict.chosen";
                                case CLOSE -> "best.verdict.close";
                                case WORSE -> "best.verdict.worse";
                            }),
                    true);
            page.cell(Numbers.plain(100 * row.value().value(), 1), false);
            page.cell(
                    row.behind()
                            .map(behind -> texts.interval(
                                    Numbers.plain(100 * behind.value(), 1),
                                    Numbers.plain(100 * behind.low(), 1),
                                    Numbers.plain(100 * behind.high(), 1)))
                            .orElse(""),
                    false);
            page.cell(Numbers.plain(100 * row.accuracy().value(), 1), false);
            page.cell(Numbers.plain(row.rollouts(), 1), false);
            page.cell(String.format(Locale.ROOT, "%,d", row.tasks()), false);
            page.html().append("</tr>\n");
        }
        page.endTable();
        page.note(texts.sentences(
                texts.say("best.notes", "confidence", confidence(result)),
                rows.size() < result.rows().size()
                        ? texts.say("best.more", "count", result.rows().size() - rows.size())
                        : ""));
    }

    /** The tables. */
    public static List<Table> tables(BestResult result) {
        return List.of(ResultTables.of(CandidateRow.TABLE, result.rows()));
    }

    /** The answer, in English. */
    public static List<String> sentences(BestResult result) {
        Texts texts = Texts.ENGLISH;
        return List.of(verdict(result, texts), close(result, texts), spent(result, texts));
    }

    private static String verdict(BestResult result, Texts texts) {
        CandidateRow chosen = result.chosen();
        String what = texts.say(
                "best.what",
                "alternative",
                name(chosen, texts),
                "value",
                percent(chosen.value()),
                "objective",
                texts.engine(result.objective()));
        if (result.decided()) {
            return texts.say(
                    "best.decided",
                    "what",
                    what,
                    "within",
                    points(result.indifference(), texts),
                    "confidence",
                    confidence(result));
        }
        long left =
                result.rows().stream().filter(row -> row.droppedAfter() == 0).count();
        return texts.say(
                result.interrupted() ? "best.interrupted" : "best.stopped",
                "left",
                left,
                "all",
                result.rows().size(),
                "what",
                what);
    }

    private static String close(BestResult result, Texts texts) {
        List<CandidateRow> close = result.close();
        String within = points(result.indifference(), texts);
        return close.isEmpty()
                ? texts.say("best.alone", "within", within)
                : texts.say("best.close", "within", within, "alternatives", named(close, texts));
    }

    private static String spent(BestResult result, Texts texts) {
        BestResult.Effort spending = result.spending();
        return texts.say(
                "best.spent",
                "steps",
                String.format(Locale.ROOT, "%,d", spending.steps()),
                "tasks",
                String.format(Locale.ROOT, "%,d", spending.evenTasks()),
                "even",
                String.format(Locale.ROOT, "%,.0f", spending.evenSteps()),
                "times",
                Numbers.significant(spending.evenSteps() / spending.steps(), 2));
    }

    private static String confidence(BestResult result) {
        return Numbers.significant(100 * result.confidence(), 2) + " %";
    }

    /** How an alternative is called. */
    static String name(CandidateRow row, Texts texts) {
        return row.settings().isEmpty()
                ? texts.say("best.name", "policy", row.policy(), "budget", row.budget())
                : texts.say(
                        "best.name.settings",
                        "policy",
                        row.policy(),
                        "settings",
                        row.settings(),
                        "budget",
                        row.budget());
    }

    private static String named(List<CandidateRow> rows, Texts texts) {
        List<String> names = new ArrayList<>(
                rows.stream().limit(MOST_NAMED).map(row -> name(row, texts)).toList());
        if (rows.size() > MOST_NAMED) {
            names.add(texts.say("best.close.more", "count", rows.size() - MOST_NAMED));
        }
        return texts.clauses(names);
    }

    private static String percent(Interval value) {
        return Numbers.plain(100 * value.value(), 1) + " %";
    }

    static String points(double share, Texts texts) {
        String points = Numbers.significant(100 * share, 2).replaceFirst("\\.0$", "");
        return texts.say(points.equals("1") ? "best.point" : "best.points", "points", points);
    }

    /** Prints the answer and those that stayed longest. */
    public static void print(BestResult result, PrintWriter screen) {
        sentences(result).forEach(screen::println);
        screen.println();
        List<CandidateRow> rows =
                result.rows().subList(0, Math.min(MOST_PRINTED, result.rows().size()));
        int width = Math.max(
                12, rows.stream().mapToInt(row -> row.name().length()).max().orElse(0));
        String format = "%-" + width + "s  %-7s %7s %17s %9s %9s %9s";
        screen.println(String.format(
                Locale.ROOT, format, "alternative", "verdict", "value", "behind", "accuracy", "rollouts", "tasks"));
        for (CandidateRow row : rows) {
            screen.println(String.format(
                    Locale.ROOT,
                    format,
                    row.name(),
                    row.verdict().word(),
                    Numbers.plain(100 * row.value().value(), 1),
                    row.behind()
                            .map(behind -> Numbers.plain(100 * behind.low(), 1) + " to "
                                    + Numbers.plain(100 * behind.high(), 1))
                            .orElse(""),
                    Numbers.plain(100 * row.accuracy().value(), 1),
                    Numbers.plain(row.rollouts(), 1),
                    row.tasks()));
        }
        if (rows.size() < result.rows().size()) {
            screen.println("and " + (result.rows().size() - rows.size()) + " more in alternatives.csv");
        }
    }
}
