package dev.plateau.export;

import dev.plateau.result.PhasePoint;
import dev.plateau.result.PhasePolicyRow;
import dev.plateau.result.PhaseResult;
import dev.plateau.result.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says in words, tables and a picture who wins over two settings. The same result gives the same bytes. */
public final class PhaseReport {
    private PhaseReport() {}

    /**
     * Writes phase.csv, phase-policies.csv, plots/phase and report.html.
     *
     * @param result to report
     * @param warnings what to mind
     * @param origin lines that say how it was made
     * @param dir made if missing
     * @throws IOException if a file cannot be written
     */
    public static void write(PhaseResult result, List<String> warnings, List<String> origin, Path dir)
            throws IOException {
        ResultTables.write(PhasePoint.TABLE, result.distinct(), dir);
        ResultTables.write(PhasePolicyRow.TABLE, result.accuracies(), dir);
        Page page = new Page();
        page.head("Who wins where: " + result.x().key() + " and " + result.y().key());
        sentences(result).forEach(sentence -> page.element("p", sentence));
        List<String> all = new ArrayList<>(warnings);
        if (result.interrupted()) {
            all.add("Interrupted: not all borders are refined.");
        }
        page.warnings(all);
        if (!result.cells().isEmpty()) {
            page.picture(Plots.write(
                    PhaseFigure.of(result), "", PhaseFigure.alternative(result), dir.resolve("plots"), "phase"));
        }
        page.table(PhasePoint.TABLE, result.distinct());
        page.table(PhasePolicyRow.TABLE, result.accuracies());
        page.element("h2", "How it was made");
        origin.forEach(line -> page.element("p", line));
        WholeFile.write(dir.resolve("report.html"), page.end());
    }

    /** The answer. */
    public static List<String> sentences(PhaseResult result) {
        List<String> sentences = new ArrayList<>();
        if (result.cells().isEmpty()) {
            return List.of("Nothing was finished.");
        }
        PhaseGround ground = PhaseGround.of(result);
        List<String> wins = new ArrayList<>();
        List<String> never = new ArrayList<>();
        double certain = 0;
        for (int p = 0; p < result.policies().size(); p++) {
            double share = ground.share(p, true);
            certain += share;
            (share > 0 ? wins : never)
                    .add(result.policies().get(p) + (share > 0 ? " on " + PhaseFigure.percent(share) : ""));
        }
        sentences.add(
                (wins.isEmpty() ? "No policy is certain to win anywhere" : "Certain to win: " + String.join(", ", wins))
                        + ". On the other " + PhaseFigure.percent(1 - certain) + " of the ground no winner is certain."
                        + (never.isEmpty() || wins.isEmpty()
                                ? ""
                                : " Nowhere certain to win: " + String.join(", ", never) + "."));
        for (String policy : result.policies()) {
            Optional<PhasePoint> largest = result.distinct().stream()
                    .filter(point -> point.winner().equals(policy) && point.certain())
                    .max(Comparator.comparingDouble(point -> point.margin().value()));
            largest.ifPresent(point ->
                    sentences.add(policy + " wins by most at " + result.x().key() + " "
                            + Range.plain(point.x()) + ", " + result.y().key() + " " + Range.plain(point.y()) + ": "
                            + points(point.margin().value()) + " ("
                            + points(point.margin().low()) + " to "
                            + points(point.margin().high()) + ") ahead of " + point.second() + "."));
        }
        sentences.add("Simulated: " + result.simulated() + " of the " + result.full() + " points of a full grid, "
                + PhaseFigure.percent((double) result.simulated() / result.full()) + ", "
                + result.points().get(0).tasks() + " tasks each.");
        return sentences;
    }

    private static String points(double share) {
        return Numbers.plain(100 * share, 1) + " points";
    }
}
