package dev.plateau.cli;

import dev.plateau.export.Answer;
import dev.plateau.result.AccuracyRow;
import dev.plateau.result.SaturationRow;
import dev.plateau.result.StudyResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run found, on a screen: a short table, the answer in words, and what the reader must know. */
final class Summary {
    private static final List<String> HEADER =
            List.of("scenario", "policy", "budget", "accuracy", "coverage", "efficient until", "saturated from");

    private Summary() {}

    static void print(StudyResult result, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (SaturationRow row : result.saturation()) {
            result.accuracy().stream()
                    .filter(a ->
                            a.scenario().equals(row.scenario()) && a.policy().equals(row.policy()))
                    .reduce((first, second) -> second)
                    .ifPresent(last -> rows.add(cells(row, last)));
        }
        boolean oneWorld =
                rows.stream().skip(1).map(row -> row.get(0)).distinct().count() <= 1;
        printTable(rows, oneWorld ? 1 : 0, out);
        out.println();
        Answer.of(result).lines().forEach(out::println);
        // Not every terminal knows the sign.
        Answer.ofMachines(result).lines().forEach(line -> out.println(line.replace("\u00b1", "+-")));
        result.warnings().forEach(warning -> out.println("Note: " + warning));
    }

    private static List<String> cells(SaturationRow row, AccuracyRow last) {
        return List.of(
                row.scenario(),
                row.policy(),
                Integer.toString(last.budget()),
                String.format(
                        Locale.ROOT,
                        "%.4f +-%.4f",
                        last.accuracy().value(),
                        last.accuracy().halfWidth()),
                String.format(Locale.ROOT, "%.4f", last.coverage().value()),
                budget(row.efficientUntil()),
                budget(row.saturation().value()));
    }

    private static String budget(double budget) {
        return Double.isNaN(budget) ? "not reached" : String.format(Locale.ROOT, "%.0f", budget);
    }

    private static void printTable(List<List<String>> rows, int firstColumn, PrintWriter out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = firstColumn; c < row.size(); c++) {
                int column = c;
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                String format = c < 2 ? "%-" + width + "s  " : "%" + width + "s  ";
                line.append(String.format(Locale.ROOT, format, row.get(c)));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
