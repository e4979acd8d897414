package dev.plateau.export;

import dev.plateau.result.BestResult;
import dev.plateau.result.CandidateRow;
import dev.plateau.stats.Interval;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
     * @param origin lines that say how it was made
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(BestResult result, List<String> warnings, List<String> origin, Path dir)
            throws IOException {
        ResultTables.write(CandidateRow.TABLE, result.rows(), dir);
        Page page = new Page();
        page.head("The best of " + result.rows().size() + " alternatives");
        sentences(result).forEach(sentence -> page.element("p", sentence));
        page.warnings(warnings);
        page.picture(
                Plots.write(new BestFigure(result), "", BestFigure.ALTERNATIVE, dir.resolve("plots"), "alternatives"));
        page.table(CandidateRow.TABLE, result.rows());
        page.element("h2", "How it was made");
        origin.forEach(line -> page.element("p", line));
        WholeFile.write(dir.resolve("report.html"), page.end());
    }

    /** The tables. */
    public static List<Table> tables(BestResult result) {
        return List.of(ResultTables.of(CandidateRow.TABLE, result.rows()));
    }

    /** The answer. */
    public static List<String> sentences(BestResult result) {
        List<String> sentences = new ArrayList<>();
        CandidateRow chosen = result.chosen();
        String within = points(result.indifference());
        String what = chosen.name() + ", with a value of " + percent(chosen.value()) + " (" + result.objective() + ")";
        if (result.decided()) {
            sentences.add("Best: " + what + ". If one alternative is better than all others by " + within
                    + " or more, it is this one with a confidence of "
                    + Numbers.significant(100 * result.confidence(), 2) + " % at least.");
        } else {
            long left = result.rows().stream()
                    .filter(row -> row.droppedAfter() == 0)
                    .count();
            sentences.add("Undecided: " + left + " of " + result.rows().size() + " alternatives were left when "
                    + (result.interrupted() ? "the search was interrupted" : "max-tasks was reached")
                    + ", so nothing is promised. Ahead is " + what + ".");
        }
        List<CandidateRow> close = result.close();
        sentences.add(
                close.isEmpty()
                        ? "All others are shown to be worse by more than " + within + "."
                        : "Not shown to be worse by more than " + within + ": " + named(close) + ".");
        BestResult.Effort spending = result.spending();
        sentences.add(String.format(
                Locale.ROOT,
                "Simulated: %,d attempt steps. Spent evenly, %,d tasks for each alternative, the same guarantee costs %,.0f, %s"
                        + " times as many.",
                spending.steps(),
                spending.evenTasks(),
                spending.evenSteps(),
                Numbers.significant(spending.evenSteps() / spending.steps(), 2)));
        return sentences;
    }

    private static String named(List<CandidateRow> rows) {
        String names = rows.stream().limit(MOST_NAMED).map(CandidateRow::name).collect(Collectors.joining("; "));
        return rows.size() > MOST_NAMED ? names + "; and " + (rows.size() - MOST_NAMED) + " more" : names;
    }

    private static String percent(Interval value) {
        return Numbers.plain(100 * value.value(), 1) + " %";
    }

    static String points(double share) {
        String points = Numbers.significant(100 * share, 2).replaceFirst("\\.0$", "");
        return points + (points.equals("1") ? " point" : " points");
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
