package dev.plateau.export;

import dev.plateau.result.AblationRow;
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
     * @param origin lines that say how it was made
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(
            DuelResult result, String file, String scenario, List<String> warnings, List<String> origin, Path dir)
            throws IOException {
        List<DuelRow> rows = List.of(result.base(), result.there());
        ResultTables.write(DuelRow.TABLE, rows, dir);
        ResultTables.write(AblationRow.TABLE, result.settings(), dir);
        ResultTables.write(StartRow.TABLE, result.starts(), dir);
        WholeFile.write(dir.resolve(file), scenario);
        Page page = new Page();
        page.head("Where " + result.policy() + (result.best() ? " wins most against " : " loses most to ")
                + result.rival());
        sentences(result).forEach(sentence -> page.element("p", sentence));
        List<String> all = new ArrayList<>(warnings);
        if (result.interrupted()) {
            all.add("Interrupted: the search was ended early, and its settings were not put back one by one.");
        }
        page.warnings(all);
        if (!result.settings().isEmpty()) {
            page.picture(
                    Plots.write(new DuelFigure(result), "", DuelFigure.ALTERNATIVE, dir.resolve("plots"), "settings"));
        }
        page.table(DuelRow.TABLE, rows);
        page.table(AblationRow.TABLE, result.settings());
        page.table(StartRow.TABLE, result.starts());
        page.element("h2", "The world that was found (" + file + ")");
        page.element("pre", scenario);
        page.element("h2", "How it was made");
        origin.forEach(line -> page.element("p", line));
        WholeFile.write(dir.resolve("report.html"), page.end());
    }

    /** The answer. */
    public static List<String> sentences(DuelResult result) {
        List<String> sentences = new ArrayList<>();
        sentences.add("In the world of the scenario " + difference(result, result.base()) + ".");
        sentences.add("In the world that was found " + difference(result, result.there()) + ": "
                + percent(result.there().accuracy()) + " against "
                + percent(result.there().rivalAccuracy()) + " of tasks that the search never met.");
        List<AblationRow> matter = result.settings().stream()
                .filter(row -> row.vanished().low() > 0)
                .toList();
        if (!result.settings().isEmpty()) {
            AblationRow first = result.settings().get(0);
            sentences.add(
                    matter.isEmpty()
                            ? "No single setting decides: put back alone, none takes anything away for certain."
                            : "What takes most away when it is put back: " + first.setting() + ", which leaves "
                                    + points(first.back()) + ". " + matter.size() + " of "
                                    + result.settings().size() + " settings take something away for certain.");
        }
        return sentences;
    }

    private static String difference(DuelResult result, DuelRow row) {
        Interval difference = row.difference();
        String who = result.policy() + (difference.value() < 0 ? " loses " : " wins ");
        return who + Numbers.plain(Math.abs(100 * difference.value()), 1) + " points "
                + (difference.value() < 0 ? "to " : "against ") + result.rival() + " (difference "
                + points(difference) + ")";
    }

    private static String percent(Interval accuracy) {
        return Numbers.plain(100 * accuracy.value(), 1) + " %";
    }

    private static String points(Interval difference) {
        return Numbers.signed(100 * difference.value(), 1) + ", "
                + Numbers.signed(100 * difference.low(), 1) + " to "
                + Numbers.signed(100 * difference.high(), 1) + " points";
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
